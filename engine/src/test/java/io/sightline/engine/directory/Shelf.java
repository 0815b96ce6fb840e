package io.sightline.engine.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Kind;

/** Documents, changes and questions made by chance from small pools, so that much is alike. The same seed makes the same. */
public final class Shelf {

    /** A kind of document with a field of every type and for every use. */
    public static final DocumentKind BOOK = DocumentKind.of(
            "book",
            1,
            Field.text("title", Field.Use.SEARCH, Field.Use.SORT, Field.Use.FILTER),
            Field.text("author", Field.Use.SEARCH, Field.Use.SORT),
            Field.code("isbn", Field.Use.SEARCH_WHOLE, Field.Use.FILTER),
            Field.code("shelf", Field.Use.FILTER, Field.Use.SORT, Field.Use.FACET),
            Field.code("tags", Field.Use.FILTER, Field.Use.FACET, Field.Use.SORT),
            Field.number("pages", Field.Use.FILTER, Field.Use.SORT),
            Field.time("bought", Field.Use.FILTER, Field.Use.SORT));

    /** Another kind with fields of the same names and other types. */
    public static final DocumentKind CARD = DocumentKind.of(
            "card", 1, Field.code("title", Field.Use.FILTER), Field.text("pages", Field.Use.SEARCH, Field.Use.SORT));

    private static final List<String> TITLES = List.of(
            "The Ada Reader",
            "Ádám és Éva",
            "ADA",
            "Ёлка и ель",
            "Strasse, Straße",
            "Łódź by night",
            "a",
            "ab",
            "smørrebrød for two",
            "x-ray 2000",
            "İstanbul",
            "ﬁne print",
            "Anna-Maria",
            "\uD83D\uDE00 smile",
            "zz top");

    private static final List<String> WORDS = List.of(
            "ada",
            "ADA",
            "ád",
            "a",
            "ab",
            "елк",
            "strass",
            "ss",
            "lodz",
            "smor",
            "y 2",
            "2000",
            "istan",
            "fine",
            "maria",
            "zzz",
            "mile",
            "\uD83D\uDE00",
            "n",
            "reader the",
            "isbn-3",
            "b-7");

    private final Random random;

    public Shelf(long seed) {
        random = new Random(seed);
    }

    /** A book that may be any of a hundred, with any of its fields filled. */
    public Change change(long revision) {
        int number = random.nextInt(100);
        EntityRef entity = EntityRef.of(Kind.CAMERA, "c-" + number);
        List<Document> standing = new ArrayList<>();
        if (random.nextInt(8) > 0) {
            standing.add(book("b-" + number));
        }
        if (random.nextInt(4) == 0) {
            standing.add(Document.of(CARD, "b-" + number)
                    .code("title", "t" + random.nextInt(3))
                    .text("pages", of(TITLES))
                    .build());
        }
        List<Document> lasting = random.nextInt(3) == 0 ? List.of(book("e-" + number + "-" + revision)) : List.of();
        return new Change(entity, revision, standing, lasting);
    }

    private Document book(String id) {
        Document.Builder book = Document.of(BOOK, id);
        if (often()) {
            book.text("title", of(TITLES));
        }
        if (often()) {
            book.text("author", of(TITLES) + " " + of(TITLES));
        }
        if (often()) {
            book.code("isbn", "ISBN-" + random.nextInt(5));
        }
        if (often()) {
            book.code("shelf", "s" + random.nextInt(4));
        }
        if (often()) {
            book.codes("tags", Set.of("t" + random.nextInt(4), "t" + random.nextInt(4) + "x"));
        }
        if (often()) {
            book.number("pages", random.nextInt(5) - 2);
        }
        if (often()) {
            book.time("bought", java.time.Instant.ofEpochMilli(random.nextInt(5)));
        }
        return book.build();
    }

    private boolean often() {
        return random.nextInt(5) > 0;
    }

    private <T> T of(List<T> pool) {
        return pool.get(random.nextInt(pool.size()));
    }

    /** Any entity that {@link #change} concerns. */
    public EntityRef entity() {
        return EntityRef.of(Kind.CAMERA, "c-" + random.nextInt(100));
    }

    /** Any question about books, on its first or last page. */
    public Query query() {
        List<Filter> filters = new ArrayList<>();
        while (random.nextInt(3) == 0 && filters.size() < 3) {
            filters.add(filter());
        }
        List<Query.Order> orders = new ArrayList<>();
        while (random.nextInt(3) > 0 && orders.size() < 3) {
            orders.add(new Query.Order(
                    of(List.of("id", "title", "author", "shelf", "tags", "pages", "bought")), random.nextBoolean()));
        }
        int limit = 1 + random.nextInt(12);
        Page page = random.nextInt(4) == 0
                ? Page.at(random.nextInt(30), limit)
                : random.nextInt(3) == 0 ? Page.last(limit) : Page.first(limit);
        return new Query(
                BOOK,
                random.nextInt(3) == 0 ? of(WORDS) : "",
                filters,
                orders,
                page,
                random.nextBoolean() ? List.of("shelf", "tags") : List.of(),
                random.nextBoolean());
    }

    private Filter filter() {
        return switch (random.nextInt(8)) {
            case 0 -> new Filter.AnyOf("shelf", Set.of("s1", "s2"));
            case 1 -> new Filter.AnyOf("tags", Set.of("t1"));
            case 2 -> new Filter.AnyOf("title", Set.of("ada", "STRASSE, strasse"));
            case 3 -> new Filter.Between("pages", -1L, random.nextBoolean() ? 2L : null);
            case 4 -> new Filter.Between("bought", null, 3L);
            case 5 -> new Filter.Empty(of(List.of("title", "shelf", "pages")));
            case 6 -> new Filter.Not(filter());
            default ->
                new Filter.Either(List.of(
                        new Filter.AnyOf("id", Set.of("b-1", "b-2", "b-3")), new Filter.AnyOf("shelf", Set.of("s3"))));
        };
    }
}
