package io.sightline.persistence.lucene;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.sightline.engine.directory.Result;
import io.sightline.engine.directory.Words;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

/** Counts how many documents have each code of one field. Used by one thread. */
final class Facets extends SimpleCollector {

    private final String field;
    private final Map<String, Long> counts = new HashMap<>();
    private @Nullable SortedSetDocValues codes;
    private long[] ofSegment = {};

    private Facets(String field) {
        this.field = field;
    }

    static List<Result.Facet> count(IndexSearcher searcher, Query matching, String field) throws IOException {
        var facets = new Facets(field);
        searcher.search(matching, facets);
        return facets.counts.entrySet().stream()
                .map(each -> new Result.Facet(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(Result.Facet::count)
                        .reversed()
                        .thenComparing(Result.Facet::code, Words::compare))
                .limit(Result.FACETS)
                .toList();
    }

    @Override
    protected void doSetNextReader(LeafReaderContext segment) throws IOException {
        codes = DocValues.getSortedSet(segment.reader(), field);
        ofSegment = new long[Math.toIntExact(codes.getValueCount())];
    }

    @Override
    public void collect(int document) throws IOException {
        if (codes != null && codes.advanceExact(document)) {
            for (var left = codes.docValueCount(); left > 0; left--) {
                ofSegment[(int) codes.nextOrd()]++;
            }
        }
    }

    @Override
    public void finish() throws IOException {
        for (var code = 0; codes != null && code < ofSegment.length; code++) {
            if (ofSegment[code] > 0) {
                counts.merge(codes.lookupOrd(code).utf8ToString(), ofSegment[code], Long::sum);
            }
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
