package io.sightline.persistence.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.sightline.engine.directory.Change;
import io.sightline.engine.directory.Filter;
import io.sightline.engine.directory.Page;
import io.sightline.engine.directory.Position;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Shelf;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A walk finds what collecting finds, wherever it begins and whichever way it goes. */
class OrderedWalkTest {

    private static final List<String> FIELDS = List.of("title", "author", "pages", "bought");

    @TempDir
    private Path home;

    private final Random random = new Random(5);

    /** Books in several segments, of which some were removed again, many that sort alike and some without what they sort by. */
    @BeforeEach
    void books() {
        var shelf = new Shelf(3);
        try (var index = LuceneIndex.open(home, List.of(Shelf.BOOK, Shelf.CARD))) {
            for (var commit = 0L; commit < 6; commit++) {
                List<Change> changes = new ArrayList<>();
                for (var each = 0; each < 1_500; each++) {
                    changes.add(shelf.change(commit * 1_500 + each));
                }
                index.write(changes);
                index.remove(List.of(shelf.entity(), shelf.entity()));
                index.commit(Map.of());
            }
        }
    }

    @Test
    void findsWhatCollectingFinds() throws IOException {
        try (var reader = DirectoryReader.open(FSDirectory.open(home))) {
            assertThat(reader.leaves()).hasSizeGreaterThan(1);
            assertThat(reader.hasDeletions()).isTrue();
            var searcher = new IndexSearcher(reader);
            var walked = 0;
            for (var asked = 0; asked < 3_000; asked++) {
                var query = question();
                var wanted = query.page().offset() + query.page().limit() + 1;
                var matching = LuceneQueries.matching(query, null);
                var walk = OrderedWalk.of(searcher, query, wanted);
                var rows = walk == null ? null : walk.rows(matching);
                if (rows != null) {
                    walked++;
                    var skipped = query.page().offset();
                    assertThat(numbers(rows, skipped))
                            .as("%s", query)
                            .isEqualTo(numbers(LuceneQueries.collected(searcher, query, matching, wanted), skipped));
                }
            }
            assertThat(walked).isGreaterThan(1_000);
        }
    }

    /** Of the rows of the page: those before it are found in any order. */
    private static List<Integer> numbers(ScoreDoc[] rows, int skipped) {
        return Arrays.stream(rows).skip(skipped).map(row -> row.doc).toList();
    }

    private Query question() {
        var field = FIELDS.get(random.nextInt(FIELDS.size()));
        var query = Query.all(Shelf.BOOK, 1).sorted(new Query.Order(field, random.nextBoolean()));
        if (random.nextInt(3) == 0) {
            query = query.filtered(new Filter.Not(new Filter.AnyOf("shelf", java.util.Set.of("s1"))));
        }
        if (random.nextInt(6) == 0) {
            query = query.searching("a");
        }
        var limit = 1 + random.nextInt(30);
        var position = position(field);
        return query.at(
                switch (random.nextInt(5)) {
                    case 0 -> Page.first(limit);
                    case 1 -> Page.at(random.nextInt(30), limit);
                    case 2 -> Page.last(limit);
                    case 3 -> Page.before(position, limit);
                    default -> Page.after(position, limit);
                });
    }

    /** Where a book may stand: at a text or number that some have, between two, among those that have none. */
    private Position position(String field) {
        @Nullable
        String key = random.nextInt(10) == 0
                ? null
                : switch (field) {
                    case "pages", "bought" -> Integer.toString(random.nextInt(8) - 3);
                    default ->
                        List.of("ada", "ab", "adam", "anna maria", "m", "zz top", "")
                                .get(random.nextInt(7));
                };
        var keys = new ArrayList<@Nullable String>();
        keys.add(key);
        return new Position(keys, "e-" + random.nextInt(100) + "-" + random.nextInt(9_000));
    }
}
