package io.sightline.engine.directory;

import java.util.List;
import java.util.Optional;

import io.sightline.engine.domain.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CatalogueTest {

    private static final DocumentKind OWNER = DocumentKind.of("owner", 1, Field.text("name"));

    private static Derivation listed(DocumentKind kind) {
        return new Derivation.OfState<>(
                kind,
                Kind.CAMERA,
                String.class,
                text -> Optional.of(Document.of(kind, text).build()));
    }

    private static DocumentKind borrower(String from, Field.Use... uses) {
        return new DocumentKind(
                "borrower",
                1,
                new DocumentKind.Owner("owner", "owner"),
                List.of(Field.code("owner", uses), Field.text("ownerName").borrowing(from)));
    }

    @Test
    void makesEveryDocumentOfAState() {
        Catalogue catalogue = new Catalogue(List.of(listed(OWNER), listed(borrower("name", Field.Use.FILTER))));
        assertThat(catalogue.ofState(Kind.CAMERA, "x"))
                .extracting(Document::kind)
                .containsExactly("owner", "borrower");
        assertThat(catalogue.ofState(Kind.CAMERA, 1)).isEmpty();
        assertThat(catalogue.ofState(Kind.USER, "x")).isEmpty();
        assertThat(catalogue.borrowers("owner")).extracting(DocumentKind::name).containsExactly("borrower");
    }

    @Test
    void hasAnotherFingerprintWhenAnythingChanges() {
        String one = new Catalogue(List.of(listed(OWNER))).fingerprint();
        assertThat(new Catalogue(List.of(listed(OWNER))).fingerprint()).isEqualTo(one);
        assertThat(new Catalogue(List.of(listed(DocumentKind.of("owner", 2, Field.text("name"))))).fingerprint())
                .isNotEqualTo(one);
        assertThat(new Catalogue(List.of(listed(DocumentKind.of("owner", 1, Field.text("name", Field.Use.SORT)))))
                        .fingerprint())
                .isNotEqualTo(one);
    }

    @Test
    void refusesKindsThatCannotBe() {
        assertThatThrownBy(() -> new Catalogue(List.of(listed(OWNER), listed(OWNER))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Catalogue(List.of(listed(OWNER), listed(borrower("other", Field.Use.FILTER)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> borrower("name")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DocumentKind.of("x", 1, Field.text("id")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Field.number("x", Field.Use.SEARCH)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsItsTokensAndNothingElse() {
        String text = "network-device|aa:bb@12";
        assertThat(AtLeast.parse(text)).hasToString(text);
        for (String bad : List.of(
                "", "user|x", "user|x@0", "user|x@-1", "user|@1", "nobody|x@1", "user|x@99999999999999999999")) {
            assertThatThrownBy(() -> AtLeast.parse(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void neverPrintsWhatADocumentHolds() {
        Document document = Document.of(OWNER, "1").text("name", "Ada").build();
        assertThat(document.toString()).doesNotContain("Ada");
        assertThat(new Change(io.sightline.engine.domain.EntityRef.of(Kind.USER, "1"), 1, List.of(document), List.of()))
                .asString()
                .doesNotContain("Ada");
    }
}
