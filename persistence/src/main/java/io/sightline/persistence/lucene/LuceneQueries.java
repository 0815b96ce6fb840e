package io.sightline.persistence.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.directory.Filter;
import io.sightline.engine.directory.Page;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Words;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedSetSelector;
import org.apache.lucene.search.SortedSetSortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Turns questions into Lucene's. */
final class LuceneQueries {

    private LuceneQueries() {}

    static org.apache.lucene.search.Query one(String kind, String id) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Names.KIND, kind)), Occur.FILTER)
                .add(new TermQuery(new Term(Names.ID, id)), Occur.FILTER)
                .build();
    }

    /** What matches when nothing is asked. */
    static org.apache.lucene.search.Query all(DocumentKind kind) {
        return matching(Query.all(kind, 1), null);
    }

    /** @param without the field whose own filter is left out, or null */
    static org.apache.lucene.search.Query matching(Query query, @Nullable String without) {
        var all = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Names.KIND, query.kind().name())), Occur.FILTER);
        for (var word : Words.of(query.search())) {
            all.add(Grams.word(word), Occur.FILTER);
        }
        for (var filter : query.filters()) {
            if (!(filter instanceof Filter.AnyOf any && any.field().equals(without))) {
                all.add(filter(query.kind(), filter), Occur.FILTER);
            }
        }
        return all.build();
    }

    private static org.apache.lucene.search.Query filter(DocumentKind kind, Filter filter) {
        if (filter instanceof Filter.AnyOf any) {
            var text = kind.field(any.field())
                    .filter(field -> field.type() == Field.Type.TEXT)
                    .isPresent();
            return new TermInSetQuery(
                    Names.field(kind, any.field()),
                    any.codes().stream()
                            .map(code -> new BytesRef(text ? Words.sortKey(code) : code))
                            .toList());
        }
        if (filter instanceof Filter.Between between) {
            return LongPoint.newRangeQuery(
                    Names.field(kind, between.field()),
                    between.from() == null ? Long.MIN_VALUE : between.from(),
                    between.until() == null ? Long.MAX_VALUE : Math.addExact(between.until(), -1));
        }
        if (filter instanceof Filter.Empty empty) {
            return not(new TermQuery(new Term(Names.HAS, Names.field(kind, empty.field()))));
        }
        if (filter instanceof Filter.Not not) {
            return not(filter(kind, not.filter()));
        }
        if (filter instanceof Filter.Either either) {
            var any = new BooleanQuery.Builder();
            either.filters().forEach(each -> any.add(filter(kind, each), Occur.SHOULD));
            return any.build();
        }
        throw new AssertionError(filter);
    }

    private static org.apache.lucene.search.Query not(org.apache.lucene.search.Query query) {
        return new BooleanQuery.Builder()
                .add(new MatchAllDocsQuery(), Occur.FILTER)
                .add(query, Occur.MUST_NOT)
                .build();
    }

    /** The first rows, kept of all that match. */
    static ScoreDoc[] collected(
            IndexSearcher searcher, Query query, org.apache.lucene.search.Query matching, int wanted)
            throws IOException {
        var collectors = new TopFieldCollectorManager(sort(query), wanted, after(query), 1);
        return searcher.search(matching, collectors).scoreDocs;
    }

    /** The order in which to collect, which is the other way round when the page lies before its position. */
    private static Sort sort(Query query) {
        var backwards = query.page().direction() == Page.Direction.BEFORE;
        List<SortField> fields = new ArrayList<>();
        for (var by : query.order()) {
            fields.add(field(query.kind(), by, by.descending() != backwards));
        }
        fields.add(new SortField(Names.ID, SortField.Type.STRING, backwards));
        return new Sort(fields.toArray(SortField[]::new));
    }

    /** Empty values come last in the list's own order: Lucene turns their place around with everything else. */
    private static SortField field(DocumentKind kind, Query.Order by, boolean reverse) {
        var name = Names.field(kind, by.field());
        var type = type(kind, by);
        if (type == Field.Type.NUMBER || type == Field.Type.TIME) {
            var field = new SortField(name, SortField.Type.LONG, reverse);
            field.setMissingValue(missing(by));
            return field;
        }
        var last = by.descending() ? SortField.STRING_FIRST : SortField.STRING_LAST;
        var field = type == Field.Type.CODE
                ? new SortedSetSortField(name, reverse, SortedSetSelector.Type.MIN)
                : new SortField(name, SortField.Type.STRING, reverse);
        field.setMissingValue(last);
        return field;
    }

    private static Field.@Nullable Type type(DocumentKind kind, Query.Order by) {
        return by.field().equals(DocumentKind.ID)
                ? null
                : kind.field(by.field(), Field.Use.SORT).type();
    }

    private static long missing(Query.Order by) {
        return by.descending() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** What to collect behind, or null for the beginning. */
    private static @Nullable FieldDoc after(Query query) {
        var position = query.page().position();
        if (position == null) {
            return null;
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (var at = 0; at < query.order().size(); at++) {
            values.add(
                    value(query.kind(), query.order().get(at), position.keys().get(at)));
        }
        values.add(new BytesRef(position.id()));
        // Beyond every document's number: of two that compare the same, neither lies behind the other.
        return new FieldDoc(Integer.MAX_VALUE, Float.NaN, values.toArray());
    }

    private static @Nullable Object value(DocumentKind kind, Query.Order by, @Nullable String key) {
        var type = type(kind, by);
        if (type == Field.Type.NUMBER || type == Field.Type.TIME) {
            return key == null ? missing(by) : Long.parseLong(key);
        }
        return key == null ? null : new BytesRef(key);
    }
}
