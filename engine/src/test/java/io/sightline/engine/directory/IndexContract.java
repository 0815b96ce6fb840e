package io.sightline.engine.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every implementation of {@link Index} does. */
public abstract class IndexContract {

    private static final DocumentKind BOOK = Shelf.BOOK;
    private static final EntityRef ONE = EntityRef.of(Kind.CAMERA, "one");
    private static final EntityRef OTHER = EntityRef.of(Kind.CAMERA, "other");

    /** An empty index; each test has one. */
    protected abstract Index index();

    /** The same index after its process has died: only what was committed is there. Null where nothing outlives anything. */
    protected abstract @Nullable Index reopened();

    private void write(Document... books) {
        for (Document book : books) {
            index().write(List.of(new Change(EntityRef.of(Kind.CAMERA, book.id()), 1, List.of(book), List.of())));
        }
        index().refresh();
    }

    private static Document book(String id, String title) {
        return Document.of(BOOK, id).text("title", title).build();
    }

    private List<String> found(Query query) {
        return index().find(query).items().stream().map(Document::id).toList();
    }

    private static Query books() {
        return Query.all(BOOK, 100);
    }

    @Test
    void givesBackWhatItWasGiven() {
        Document whole = Document.of(BOOK, "b")
                .text("title", "Ádám és Éva")
                .code("shelf", "s1")
                .codes("tags", Set.of("y", "x"))
                .number("pages", -7)
                .time("bought", Instant.ofEpochMilli(1_700_000_000_123L))
                .build();
        write(whole);
        assertThat(index().find(books()).items()).containsExactly(whole);
        assertThat(index().get("book", "b")).contains(whole);
        assertThat(index().get("card", "b")).isEmpty();
        assertThat(index().size()).isEqualTo(1);
    }

    @Test
    void isSilentAboutWhatIsNotRefreshed() {
        index().write(List.of(new Change(ONE, 1, List.of(book("b", "x")), List.of())));
        assertThat(found(books())).isEmpty();
        index().refresh();
        assertThat(found(books())).containsExactly("b");
    }

    @Test
    void findsPartsOfWordsWithoutRegardToCaseAndAccents() {
        write(book("1", "Smørrebrød Straße"), book("2", "ÉLOÏSE Łódź"), book("3", "Ёлка"), book("4", "plain"));
        assertThat(found(books().searching("ORREB"))).containsExactly("1");
        assertThat(found(books().searching("strasse smor"))).containsExactly("1");
        assertThat(found(books().searching("loise"))).containsExactly("2");
        assertThat(found(books().searching("LODZ"))).containsExactly("2");
        assertThat(found(books().searching("елк"))).containsExactly("3");
        assertThat(found(books().searching("lain plain"))).containsExactly("4");
        assertThat(found(books().searching("lain  nothing"))).isEmpty();
        assertThat(found(books().searching("   "))).hasSize(4);
    }

    @Test
    void findsOneOrTwoLettersOnlyWhereAWordBegins() {
        write(book("1", "abc def"), book("2", "xab"));
        assertThat(found(books().searching("a"))).containsExactly("1");
        assertThat(found(books().searching("de"))).containsExactly("1");
        assertThat(found(books().searching("xa"))).containsExactly("2");
        assertThat(found(books().searching("ef"))).isEmpty();
    }

    @Test
    void doesNotFindWhatRunsOverTheEndOfAWordOrAField() {
        write(Document.of(BOOK, "1")
                .text("title", "abc def")
                .text("author", "ghi")
                .build());
        assertThat(found(books().searching("abcdef"))).isEmpty();
        assertThat(found(books().searching("cde"))).isEmpty();
        assertThat(found(books().searching("efg"))).isEmpty();
        assertThat(found(books().searching("abcabc"))).isEmpty();
        assertThat(found(books().searching("abc ghi"))).containsExactly("1");
    }

    @Test
    void doesNotTakeARepetitionForMoreThanItIs() {
        write(book("1", "aaaa"), book("2", "ababa"), book("3", "abxbab"));
        assertThat(found(books().searching("aaa"))).containsExactly("1");
        assertThat(found(books().searching("aaaaa"))).isEmpty();
        assertThat(found(books().searching("abab"))).containsExactly("2");
    }

    @Test
    void findsIdsAndCodesWhenTheyAreWhole() {
        write(
                Document.of(BOOK, "Book-1").code("isbn", "ISBN-7").build(),
                Document.of(BOOK, "Book-12").code("isbn", "ISBN-71").build());
        assertThat(found(books().searching("book-1"))).containsExactly("Book-1");
        assertThat(found(books().searching("isbn-71"))).containsExactly("Book-12");
        assertThat(found(books().searching("isbn"))).isEmpty();
    }

    @Test
    void filtersByCodesTextsRangesAndEmptiness() {
        write(
                Document.of(BOOK, "1")
                        .code("shelf", "a")
                        .number("pages", 5)
                        .text("title", "Émile")
                        .build(),
                Document.of(BOOK, "2")
                        .codes("tags", Set.of("x", "y"))
                        .number("pages", 10)
                        .build(),
                Document.of(BOOK, "3")
                        .code("shelf", "b")
                        .codes("tags", Set.of("y"))
                        .build());
        assertThat(found(books().filtered(new Filter.AnyOf("shelf", Set.of("a", "b")))))
                .containsExactly("1", "3");
        assertThat(found(books().filtered(new Filter.AnyOf("shelf", Set.of())))).isEmpty();
        assertThat(found(books().filtered(new Filter.AnyOf("tags", Set.of("x")))))
                .containsExactly("2");
        assertThat(found(books().filtered(new Filter.AnyOf("title", Set.of("EMILE")))))
                .containsExactly("1");
        assertThat(found(books().filtered(new Filter.AnyOf("id", Set.of("1", "3")))))
                .containsExactly("1", "3");
        assertThat(found(books().filtered(new Filter.Between("pages", 5L, 10L))))
                .containsExactly("1");
        assertThat(found(books().filtered(new Filter.Between("pages", null, null))))
                .containsExactly("1", "2");
        assertThat(found(books().filtered(new Filter.Empty("shelf")))).containsExactly("2");
        assertThat(found(books().filtered(new Filter.Not(new Filter.Empty("shelf")))))
                .doesNotContain("2")
                .contains("1");
        assertThat(found(books().filtered(new Filter.Not(new Filter.AnyOf("id", Set.of("1"))))))
                .doesNotContain("1")
                .contains("2");
        assertThat(found(books().filtered(new Filter.AnyOf("id", Set.of())))).isEmpty();
        assertThat(found(books().filtered(new Filter.Empty("shelf"), new Filter.AnyOf("tags", Set.of("y")))))
                .containsExactly("2");
        assertThat(found(books().filtered(new Filter.Either(
                        List.of(new Filter.AnyOf("shelf", Set.of("b")), new Filter.Between("pages", 10L, null))))))
                .containsExactly("2", "3");
    }

    @Test
    void sortsWithEmptyFieldsLastEitherWayAndBreaksTiesById() {
        write(
                book("3", "b"),
                book("1", "B"),
                book("2", "á"),
                Document.of(BOOK, "4").build());
        assertThat(found(books().sorted(new Query.Order("title", false)))).containsExactly("2", "1", "3", "4");
        assertThat(found(books().sorted(new Query.Order("title", true)))).containsExactly("1", "3", "2", "4");
        assertThat(found(books().sorted(new Query.Order("title", true), new Query.Order("id", true))))
                .containsExactly("3", "1", "2", "4");
    }

    @Test
    void sortsNumbersAsNumbers() {
        write(
                Document.of(BOOK, "1").number("pages", 10).build(),
                Document.of(BOOK, "2").number("pages", 9).build(),
                Document.of(BOOK, "3").number("pages", -1).build(),
                Document.of(BOOK, "4").build());
        assertThat(found(books().sorted(new Query.Order("pages", false)))).containsExactly("3", "2", "1", "4");
        assertThat(found(books().sorted(new Query.Order("pages", true)))).containsExactly("1", "2", "3", "4");
    }

    @Test
    void turnsPagesBothWaysAndJumps() {
        for (int number = 0; number < 10; number++) {
            write(book("b" + number, "t" + number / 2));
        }
        Query query = books().sorted(new Query.Order("title", true));
        Result first = index().find(query.at(Page.first(4)));
        assertThat(first.items()).extracting(Document::id).containsExactly("b8", "b9", "b6", "b7");
        assertThat(first.previous()).isNull();
        Result second = index().find(query.at(Page.after(first.next(), 4)));
        assertThat(second.items()).extracting(Document::id).containsExactly("b4", "b5", "b2", "b3");
        Result third = index().find(query.at(Page.after(second.next(), 4)));
        assertThat(third.items()).extracting(Document::id).containsExactly("b0", "b1");
        assertThat(third.next()).isNull();
        assertThat(index().find(query.at(Page.before(third.previous(), 4)))).isEqualTo(second);
        Result back = index().find(query.at(Page.before(second.previous(), 4)));
        assertThat(back.items()).isEqualTo(first.items());
        assertThat(back.previous()).isNull();
        assertThat(index().find(query.at(Page.last(2))).items()).isEqualTo(third.items());
        assertThat(index().find(query.at(Page.at(8, 4))).items()).isEqualTo(third.items());
        assertThat(index().find(query.at(Page.at(50, 4))).items()).isEmpty();
    }

    @Test
    void keepsAPlaceWhenTheDocumentThereGoes() {
        write(book("1", "a"), book("2", "b"), book("3", "c"));
        Query query = books().sorted(new Query.Order("title", false)).at(Page.first(2));
        Position place = index().find(query).next();
        index().write(List.of(new Change(EntityRef.of(Kind.CAMERA, "2"), 2, List.of(), List.of())));
        index().refresh();
        assertThat(found(query.at(Page.after(place, 2)))).containsExactly("3");
    }

    @Test
    void countsWhatItFindsAndTheCodesOfItsFacets() {
        write(
                Document.of(BOOK, "1")
                        .code("shelf", "a")
                        .codes("tags", Set.of("x", "y"))
                        .build(),
                Document.of(BOOK, "2")
                        .code("shelf", "b")
                        .codes("tags", Set.of("y"))
                        .build(),
                Document.of(BOOK, "3").code("shelf", "b").build());
        Result result = index().find(books().filtered(new Filter.AnyOf("shelf", Set.of("b")))
                .counting("shelf", "tags")
                .at(Page.first(1)));
        assertThat(result.items()).hasSize(1);
        assertThat(result.total()).isEqualTo(2);
        assertThat(result.facets().get("shelf")).containsExactly(new Result.Facet("b", 2), new Result.Facet("a", 1));
        assertThat(result.facets().get("tags")).containsExactly(new Result.Facet("y", 1));
    }

    @Test
    void replacesWhatStoodAndKeepsWhatLasts() {
        index().write(List.of(
                new Change(ONE, 1, List.of(book("one", "old")), List.of(book("e1", "event"))),
                new Change(OTHER, 1, List.of(book("other", "other")), List.of()),
                new Change(ONE, 2, List.of(book("one", "new")), List.of(book("e2", "event")))));
        index().refresh();
        assertThat(found(books())).containsExactly("e1", "e2", "one", "other");
        assertThat(found(books().searching("old"))).isEmpty();
        assertThat(index().revision(ONE)).isEqualTo(2);
        assertThat(index().revision(EntityRef.of(Kind.CAMERA, "nobody"))).isZero();

        index().write(List.of(new Change(ONE, 3, List.of(), List.of())));
        index().refresh();
        assertThat(found(books())).containsExactly("e1", "e2", "other");
    }

    @Test
    void changesNothingWhenAChangeIsWrittenAgain() {
        Change change = new Change(ONE, 3, List.of(book("one", "x")), List.of(book("e3", "x")));
        index().write(List.of(change, change));
        index().write(List.of(change));
        index().refresh();
        assertThat(found(books().counting())).containsExactly("e3", "one");
        assertThat(index().size()).isEqualTo(2);
    }

    @Test
    void removesEverythingOfAnEntity() {
        index().write(List.of(
                new Change(ONE, 1, List.of(book("one", "x")), List.of(book("e1", "x"))),
                new Change(OTHER, 1, List.of(book("other", "x")), List.of())));
        index().remove(List.of(ONE));
        index().expunge();
        assertThat(found(books())).containsExactly("other");
        assertThat(index().revision(ONE)).isZero();
        index().clear();
        assertThat(found(books())).isEmpty();
        assertThat(index().size()).isZero();
    }

    @Test
    void keepsMarksTogetherWithWhatWasWrittenBeforeThem() {
        write(book("1", "a"));
        index().commit(Map.of("read", "1"));
        write(book("2", "b"));
        assertThat(index().marks()).isEqualTo(Map.of("read", "1"));
        Index again = reopened();
        if (again != null) {
            assertThat(again.find(books()).items()).extracting(Document::id).containsExactly("1");
            assertThat(again.marks()).isEqualTo(Map.of("read", "1"));
        }
    }

    @Test
    void refusesQuestionsThatAFieldDoesNotServe() {
        assertThatThrownBy(() -> books().filtered(new Filter.AnyOf("nothing", Set.of("x"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> books().filtered(new Filter.Between("shelf", 1L, 2L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> books().sorted(new Query.Order("isbn", false)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> books().counting("title")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> books().searching("a b c d e f g h i")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Page.at(Page.DEEPEST, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Page.first(Page.MOST + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @RepeatedTest(6)
    void answersAsTheReferenceAfterAnyHistory(RepetitionInfo repetition) {
        Shelf shelf = new Shelf(repetition.getCurrentRepetition());
        Index reference = new InMemoryIndex();
        for (int round = 1; round <= 6; round++) {
            List<Change> changes = new ArrayList<>();
            for (int each = 0; each < 25; each++) {
                changes.add(shelf.change(round * 100L + each));
            }
            List<EntityRef> leaving = round % 3 == 0 ? List.of(shelf.entity(), shelf.entity()) : List.of();
            for (Index each : List.of(index(), reference)) {
                each.write(changes);
                each.remove(leaving);
                each.refresh();
            }
            agree(reference, books().counting("shelf", "tags"), "all books, round " + round);
            for (int asked = 0; asked < 15; asked++) {
                Query query = shelf.query();
                agree(reference, query, "seed " + repetition.getCurrentRepetition() + " round " + round + " " + query);
            }
        }
    }

    /** The first page, and every page from it on or back. */
    private void agree(Index reference, Query query, String where) {
        Result theirs = reference.find(query);
        Result ours = index().find(query);
        assertThat(ours).as(where).isEqualTo(theirs);
        boolean forward = query.page().direction() == Page.Direction.AFTER;
        Position place = forward ? theirs.next() : theirs.previous();
        List<Document> all = new ArrayList<>(theirs.items());
        for (int turned = 0; turned < 3 && place != null; turned++) {
            int limit = query.page().limit();
            Page page = forward ? Page.after(place, limit) : Page.before(place, limit);
            theirs = reference.find(query.at(page));
            ours = index().find(query.at(page));
            assertThat(ours).as(where + " then " + page).isEqualTo(theirs);
            assertThat(Collections.disjoint(all, ours.items())).as(where).isTrue();
            all.addAll(ours.items());
            place = forward ? theirs.next() : theirs.previous();
        }
    }
}
