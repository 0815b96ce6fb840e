package io.sightline.persistence.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.sightline.engine.directory.Change;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.Index;
import io.sightline.engine.directory.IndexContract;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Shelf;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Lucene keeps the contract, and gives nothing away that was erased. */
class LuceneIndexTest extends IndexContract {

    private static final EntityRef ADA = EntityRef.of(Kind.USER, "ada");

    @TempDir
    private Path home;

    private LuceneIndex index;

    @BeforeEach
    void open() {
        index = opened();
    }

    @AfterEach
    void close() {
        index.close();
    }

    private LuceneIndex opened() {
        return LuceneIndex.open(home.resolve("index"), List.of(Shelf.BOOK, Shelf.CARD));
    }

    @Override
    protected Index index() {
        return index;
    }

    @Override
    protected Index reopened() {
        index.close();
        index = opened();
        return index;
    }

    private static Change book(EntityRef entity, long revision, String title) {
        return new Change(
                entity,
                revision,
                List.of(Document.of(Shelf.BOOK, entity.id())
                        .text("title", title)
                        .code("isbn", title)
                        .build()),
                List.of());
    }

    @Test
    void letsNobodyElseIntoItsFolder() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("index"))))
                .isEqualTo("rwx------");
    }

    @Test
    void beginsAnewWhenItsFilesCannotBeRead() throws IOException {
        index.write(List.of(book(ADA, 1, "x")));
        index.commit(Map.of("read", "1"));
        index.close();
        try (var files = Files.list(home.resolve("index"))) {
            for (var file : files.filter(each -> each.getFileName().toString().startsWith("segments_"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        index = opened();
        assertThat(index.size()).isZero();
        assertThat(index.marks()).isEmpty();
    }

    @Test
    void leavesNoByteOfWhatWasErasedInAnyFile() {
        // Written as three commits with neighbours, so that it lies in several segments and is merged with others.
        for (var round = 1; round <= 3; round++) {
            var changes = new ArrayList<Change>();
            changes.add(book(ADA, round, "Quixotella-" + round));
            for (var other = 0; other < 200; other++) {
                changes.add(book(EntityRef.of(Kind.USER, "u" + round + "-" + other), 1, "Neighbour " + other));
            }
            index.write(changes);
            index.commit(Map.of("round", Integer.toString(round)));
        }
        index.refresh();
        assertThat(bytes()).contains("quixotella-3").contains("Quixotella-3");

        index.remove(List.of(ADA));
        index.expunge();

        assertThat(bytes()).doesNotContainIgnoringCase("quixo").contains("neighbour");
        assertThat(index.marks()).isEqualTo(Map.of("round", "3"));
        assertThat(index.find(Query.all(Shelf.BOOK, 1).counting()).total()).isEqualTo(600);
    }

    @Test
    void leavesNoByteOfWhatWasReplacedInAnyFile() {
        index.write(List.of(book(ADA, 1, "Quixotella"), book(EntityRef.of(Kind.USER, "u"), 1, "Neighbour")));
        index.commit(Map.of());
        index.write(List.of(book(ADA, 2, "Somebody")));
        index.commit(Map.of());
        index.expunge();
        assertThat(bytes()).doesNotContainIgnoringCase("quixo").contains("Somebody");
    }

    /** Everything that lies in the folder, one character a byte; grams would show as the first letters do. */
    private String bytes() {
        var all = new StringBuilder();
        try (var files = Files.list(home.resolve("index"))) {
            for (var file : files.toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }
}
