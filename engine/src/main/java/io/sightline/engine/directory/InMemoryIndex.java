package io.sightline.engine.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.sightline.engine.domain.EntityRef;
import org.jspecify.annotations.Nullable;

/** The reference: every question is answered by looking at every document. Outlives nothing. Thread-safe. */
public final class InMemoryIndex implements Index {

    private record Key(String kind, String id) {}

    private record Kept(EntityRef entity, long revision, boolean standing, Document document) {}

    private final Map<Key, Kept> written = new LinkedHashMap<>();
    private final Map<EntityRef, Set<Key>> ofEntity = new HashMap<>();
    private Map<Key, Kept> known = Map.of();
    private Map<String, String> marks = Map.of();

    @Override
    public synchronized void write(List<Change> changes) {
        for (Change change : changes) {
            forget(change.entity(), true);
            change.standing().forEach(document -> keep(new Kept(change.entity(), change.revision(), true, document)));
            change.lasting().forEach(document -> keep(new Kept(change.entity(), change.revision(), false, document)));
        }
    }

    private void keep(Kept kept) {
        Key key = new Key(kept.document.kind(), kept.document.id());
        written.put(key, kept);
        ofEntity.computeIfAbsent(kept.entity, entity -> new HashSet<>()).add(key);
    }

    private void forget(EntityRef entity, boolean standingOnly) {
        Set<Key> keys = ofEntity.getOrDefault(entity, Set.of());
        for (Key key : List.copyOf(keys)) {
            Kept kept = written.get(key);
            if (kept != null && (kept.standing || !standingOnly)) {
                written.remove(key);
                keys.remove(key);
            }
        }
        if (keys.isEmpty()) {
            ofEntity.remove(entity);
        }
    }

    @Override
    public synchronized void remove(Collection<EntityRef> entities) {
        entities.forEach(entity -> forget(entity, false));
    }

    @Override
    public synchronized void refresh() {
        known = new LinkedHashMap<>(written);
    }

    @Override
    public synchronized void commit(Map<String, String> with) {
        marks = Map.copyOf(with);
    }

    @Override
    public synchronized Map<String, String> marks() {
        return marks;
    }

    @Override
    public void expunge() {
        refresh();
    }

    @Override
    public synchronized void clear() {
        written.clear();
        ofEntity.clear();
        known = Map.of();
        marks = Map.of();
    }

    @Override
    public synchronized long size() {
        return known.size();
    }

    @Override
    public synchronized Optional<Document> get(String kind, String id) {
        return Optional.ofNullable(known.get(new Key(kind, id))).map(kept -> kept.document);
    }

    @Override
    public synchronized long revision(EntityRef entity) {
        return known.values().stream()
                .filter(kept -> kept.entity.equals(entity))
                .mapToLong(Kept::revision)
                .max()
                .orElse(0);
    }

    private record Placed(Position position, Document document) {}

    @Override
    public synchronized Result find(Query query) {
        Page page = query.page();
        boolean backwards = page.direction() == Page.Direction.BEFORE;
        List<Placed> found = new ArrayList<>();
        matching(query, null)
                .forEach(document -> found.add(new Placed(Position.of(document, query.order()), document)));
        found.sort((one, other) -> compare(query, one.position, other.position) * (backwards ? -1 : 1));
        Long total = query.count() ? (long) found.size() : null;
        Position position = page.position();
        if (position != null) {
            found.removeIf(each -> compare(query, each.position, position) * (backwards ? -1 : 1) <= 0);
        }
        int from = Math.min(page.offset(), found.size());
        int to = Math.min(from + page.limit(), found.size());
        List<Document> items = new ArrayList<>();
        found.subList(from, to).forEach(each -> items.add(each.document));
        if (backwards) {
            Collections.reverse(items);
        }
        return Result.of(query, items, to < found.size(), total, facets(query));
    }

    private Map<String, List<Result.Facet>> facets(Query query) {
        Map<String, List<Result.Facet>> facets = new HashMap<>();
        for (String field : query.facets()) {
            Map<String, Long> counts = new TreeMap<>(Words::compare);
            matching(query, field)
                    .forEach(document -> document.codes(field).forEach(code -> counts.merge(code, 1L, Long::sum)));
            facets.put(
                    field,
                    counts.entrySet().stream()
                            .map(each -> new Result.Facet(each.getKey(), each.getValue()))
                            .sorted(Comparator.comparingLong(Result.Facet::count)
                                    .reversed())
                            .limit(Result.FACETS)
                            .toList());
        }
        return facets;
    }

    /** @param without the field whose own filter is left out, or null */
    private List<Document> matching(Query query, @Nullable String without) {
        List<String> words = Words.of(query.search());
        return known.values().stream()
                .map(Kept::document)
                .filter(document -> document.kind().equals(query.kind().name()))
                .filter(document -> words.stream().allMatch(word -> isFound(query.kind(), document, word)))
                .filter(document -> query.filters().stream()
                        .filter(filter -> !(filter instanceof Filter.AnyOf any
                                && any.field().equals(without)))
                        .allMatch(filter -> holds(query.kind(), document, filter)))
                .toList();
    }

    private static boolean isFound(DocumentKind kind, Document document, String word) {
        if (Words.fold(document.id()).equals(word)) {
            return true;
        }
        for (Field field : kind.fields()) {
            for (String text : texts(document, field)) {
                boolean part = field.is(Field.Use.SEARCH) && Words.found(word, Words.of(text));
                boolean whole =
                        field.is(Field.Use.SEARCH_WHOLE) && Words.fold(text).equals(word);
                if (part || whole) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> texts(Document document, Field field) {
        return field.type() == Field.Type.TEXT
                ? document.text(field.name()).stream().toList()
                : document.codes(field.name());
    }

    private static boolean holds(DocumentKind kind, Document document, Filter filter) {
        if (filter instanceof Filter.AnyOf any) {
            if (any.field().equals(DocumentKind.ID)) {
                return any.codes().contains(document.id());
            }
            if (kind.field(any.field(), Field.Use.FILTER).type() == Field.Type.TEXT) {
                return document.text(any.field())
                        .map(text -> any.codes().stream()
                                .anyMatch(code -> Words.sortKey(code).equals(Words.sortKey(text))))
                        .orElse(false);
            }
            return document.codes(any.field()).stream().anyMatch(any.codes()::contains);
        }
        if (filter instanceof Filter.Between between) {
            return document.number(between.field())
                    .filter(number -> between.from() == null || number >= between.from())
                    .filter(number -> between.until() == null || number < between.until())
                    .isPresent();
        }
        if (filter instanceof Filter.Empty empty) {
            return !document.values().containsKey(empty.field());
        }
        if (filter instanceof Filter.Not not) {
            return !holds(kind, document, not.filter());
        }
        if (filter instanceof Filter.Either either) {
            return either.filters().stream().anyMatch(each -> holds(kind, document, each));
        }
        throw new AssertionError(filter);
    }

    private static int compare(Query query, Position one, Position other) {
        for (int at = 0; at < query.order().size(); at++) {
            Query.Order by = query.order().get(at);
            int side =
                    compare(query.kind(), by, one.keys().get(at), other.keys().get(at));
            if (side != 0) {
                return side;
            }
        }
        return Words.compare(one.id(), other.id());
    }

    private static int compare(DocumentKind kind, Query.Order by, @Nullable String one, @Nullable String other) {
        if (Objects.equals(one, other)) {
            return 0;
        }
        if (one == null || other == null) {
            return one == null ? 1 : -1;
        }
        boolean text = by.field().equals(DocumentKind.ID)
                || kind.field(by.field(), Field.Use.SORT).type() == Field.Type.TEXT
                || kind.field(by.field(), Field.Use.SORT).type() == Field.Type.CODE;
        int side = text ? Words.compare(one, other) : Long.compare(Long.parseLong(one), Long.parseLong(other));
        return by.descending() ? -side : side;
    }

    @Override
    public void close() {
        // Nothing outside memory.
    }
}
