package io.sightline.persistence.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.directory.Page;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Words;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.NumericUtils;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first rows of a list by walking through the field it is sorted by until it has them. Lucene goes the other way: it looks
 * at all that matches and keeps what sorts first. Walking costs less the more matches and the less is wanted; RATIONALE.md has
 * the figures. Not thread-safe; of one search.
 */
final class OrderedWalk {

    /** How many steps of a walk cost what one collected match costs, and a margin for matches that lie badly. */
    private static final long STEPS_A_MATCH = 8;

    private final IndexSearcher searcher;
    private final Query query;
    private final int wanted;
    private final Query.Order by;
    private final String field;
    private final boolean number;
    private final boolean backwards;
    private final @Nullable BytesRef from;
    private final @Nullable BytesRef fromId;

    private OrderedWalk(IndexSearcher searcher, Query query, int wanted, boolean number) {
        this.searcher = searcher;
        this.query = query;
        this.wanted = wanted;
        this.by = query.order().get(0);
        this.field = Names.field(query.kind(), by.field());
        this.number = number;
        this.backwards = query.page().direction() == Page.Direction.BEFORE;
        var position = query.page().position();
        this.from = position == null ? null : bytes(position.keys().get(0));
        this.fromId = position == null ? null : new BytesRef(position.id());
    }

    /**
     * A walk for this question, or null when it cannot be answered so: it is sorted by several fields or by one with several values,
     * or begins among rows that have none, which no walk meets.
     */
    static @Nullable OrderedWalk of(IndexSearcher searcher, Query query, int wanted) {
        if (query.order().size() != 1 || query.order().get(0).field().equals(DocumentKind.ID)) {
            return null;
        }
        var position = query.page().position();
        var amongEmpty = position == null
                ? query.page().direction() == Page.Direction.BEFORE
                : position.keys().get(0) == null;
        var type =
                query.kind().field(query.order().get(0).field(), Field.Use.SORT).type();
        return amongEmpty || type == Field.Type.CODE
                ? null
                : new OrderedWalk(searcher, query, wanted, type == Field.Type.NUMBER || type == Field.Type.TIME);
    }

    private @Nullable BytesRef bytes(@Nullable String key) {
        if (key == null || !number) {
            return key == null ? null : new BytesRef(key);
        }
        var packed = new byte[Long.BYTES];
        NumericUtils.longToSortableBytes(Long.parseLong(key), packed, 0);
        return new BytesRef(packed);
    }

    /** The rows, at most as many as are wanted; null when collecting is cheaper, or turns out to be. */
    ScoreDoc @Nullable [] rows(org.apache.lucene.search.Query matching) throws IOException {
        if (isAll()) {
            return pays(sorted()) ? rows(null, sorted()) : null;
        }
        var weight = searcher.createWeight(searcher.rewrite(matching), ScoreMode.COMPLETE_NO_SCORES, 1);
        if (!pays(mostly(weight))) {
            return null;
        }
        var sought = new ArrayList<Bits>();
        var found = 0L;
        for (var segment : searcher.getIndexReader().leaves()) {
            var bits = bits(weight, segment);
            found += bits.cardinality();
            sought.add(bits);
        }
        return pays(found) ? rows(sought, found) : null;
    }

    /** Whether nothing is asked but that it is of the kind, as all is that has the field. */
    private boolean isAll() {
        return query.filters().isEmpty() && Words.of(query.search()).isEmpty();
    }

    private boolean pays(long matches) throws IOException {
        return matches > 0 && matches / STEPS_A_MATCH >= wanted * sorted() / matches;
    }

    /** How many rows have the field. */
    private long sorted() throws IOException {
        var sorted = 0L;
        for (var segment : searcher.getIndexReader().leaves()) {
            var points = number ? segment.reader().getPointValues(field) : null;
            var terms = number ? null : segment.reader().terms(field);
            sorted += points != null ? points.getDocCount() : terms != null ? terms.getDocCount() : 0;
        }
        return sorted;
    }

    private long mostly(Weight weight) throws IOException {
        var matches = 0L;
        for (var segment : searcher.getIndexReader().leaves()) {
            var scorer = weight.scorerSupplier(segment);
            matches += scorer == null ? 0 : scorer.cost();
        }
        return matches;
    }

    private static FixedBitSet bits(Weight weight, LeafReaderContext segment) throws IOException {
        var bits = new FixedBitSet(segment.reader().maxDoc());
        var scorer = weight.scorer(segment);
        if (scorer != null) {
            bits.or(scorer.iterator());
        }
        var alive = segment.reader().getLiveDocs();
        if (alive != null) {
            for (var doc = next(bits, 0); doc < bits.length(); doc = next(bits, doc + 1)) {
                if (!alive.get(doc)) {
                    bits.clear(doc);
                }
            }
        }
        return bits;
    }

    private static int next(FixedBitSet bits, int from) {
        return from < bits.length() ? bits.nextSetBit(from) : DocIdSetIterator.NO_MORE_DOCS;
    }

    /** A segment's cursor, and where its documents begin. */
    private record Reading(Cursor cursor, LeafReaderContext segment) {}

    private ScoreDoc @Nullable [] rows(@Nullable List<Bits> sought, long matches) throws IOException {
        var budget = new Cursor.Budget(matches);
        Comparator<Reading> order =
                Comparator.comparing(reading -> reading.cursor().key());
        var readings = new PriorityQueue<>(isDescending() ? order.reversed() : order);
        for (var segment : searcher.getIndexReader().leaves()) {
            var cursor =
                    cursor(segment, sought == null ? segment.reader().getLiveDocs() : sought.get(segment.ord), budget);
            if (cursor != null && cursor.advance()) {
                readings.add(new Reading(cursor, segment));
            }
        }
        var rows = new ArrayList<ScoreDoc>();
        var same = new ArrayList<ScoreDoc>();
        while (rows.size() < wanted && !readings.isEmpty()) {
            var key = BytesRef.deepCopyOf(readings.peek().cursor().key());
            while (!readings.isEmpty() && readings.peek().cursor().key().equals(key)) {
                var reading = readings.remove();
                same.add(new ScoreDoc(
                        reading.segment().docBase + reading.cursor().doc(), Float.NaN));
                if (reading.cursor().advance()) {
                    readings.add(reading);
                }
            }
            var atPosition = key.equals(from);
            // In which order rows before the page come is nobody's concern, and ids are dear to look up.
            var beforeThePage = rows.size() + same.size() <= query.page().offset();
            rows.addAll(atPosition || (same.size() > 1 && !beforeThePage) ? byId(same, atPosition) : same);
            same.clear();
        }
        // Behind the last row that has the field come those that have none.
        return budget.isSpent() || rows.size() < wanted
                ? null
                : rows.subList(0, wanted).toArray(ScoreDoc[]::new);
    }

    private boolean isDescending() {
        return by.descending() != backwards;
    }

    private @Nullable Cursor cursor(LeafReaderContext segment, @Nullable Bits sought, Cursor.Budget budget)
            throws IOException {
        var reader = segment.reader();
        if (number) {
            var points = reader.getPointValues(field);
            return points == null ? null : new NumberCursor(points, from, isDescending(), sought, budget);
        }
        return reader.terms(field) == null ? null : new TextCursor(reader, field, from, isDescending(), sought, budget);
    }

    /** Rows that sort alike, by id; of those at the position only the ones behind it. */
    private List<ScoreDoc> byId(List<ScoreDoc> alike, boolean atPosition) throws IOException {
        record Named(BytesRef id, ScoreDoc row) {}
        var named = new ArrayList<Named>();
        for (var row : alike) {
            named.add(new Named(id(row.doc), row));
        }
        Comparator<Named> order = Comparator.comparing(Named::id);
        return named.stream()
                .filter(each -> !atPosition || isBehind(each.id()))
                .sorted(backwards ? order.reversed() : order)
                .map(Named::row)
                .toList();
    }

    private boolean isBehind(BytesRef id) {
        return fromId == null || (backwards ? id.compareTo(fromId) < 0 : id.compareTo(fromId) > 0);
    }

    private BytesRef id(int doc) throws IOException {
        IndexReader reader = searcher.getIndexReader();
        var segment = reader.leaves().get(org.apache.lucene.index.ReaderUtil.subIndex(doc, reader.leaves()));
        var ids = DocValues.getSorted(segment.reader(), Names.ID);
        if (!ids.advanceExact(doc - segment.docBase)) {
            throw new IllegalStateException("A document has no id");
        }
        return BytesRef.deepCopyOf(ids.lookupOrd(ids.ordValue()));
    }
}
