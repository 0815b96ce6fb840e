package io.sightline.persistence.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.sightline.engine.directory.Result;
import io.sightline.engine.directory.Words;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.CollectorManager;
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
        var counts = searcher.search(matching, new Counting(field));
        return counts.entrySet().stream()
                .map(each -> new Result.Facet(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(Result.Facet::count)
                        .reversed()
                        .thenComparing(Result.Facet::code, Words::compare))
                .limit(Result.FACETS)
                .toList();
    }

    /** Lets segments be counted one by one. */
    private record Counting(String field) implements CollectorManager<Facets, Map<String, Long>> {

        @Override
        public Facets newCollector() {
            return new Facets(field);
        }

        @Override
        public Map<String, Long> reduce(Collection<Facets> counted) {
            Map<String, Long> all = new HashMap<>();
            counted.forEach(each -> each.counts.forEach((code, count) -> all.merge(code, count, Long::sum)));
            return all;
        }
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
