package io.sightline.persistence.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.sightline.engine.directory.Result;
import io.sightline.engine.directory.Words;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Counts how many documents have each code of some fields, of which each document is looked at once. Used by one thread. */
final class Facets extends SimpleCollector {

    private final Map<String, Map<String, Long>> counts = new HashMap<>();
    private List<SegmentFacet> ofSegment = List.of();

    private Facets(Collection<String> fields) {
        fields.forEach(field -> counts.put(field, new HashMap<>()));
    }

    /** @return by field, the largest first */
    static Map<String, List<Result.Facet>> count(IndexSearcher searcher, Query matching, Collection<String> fields)
            throws IOException {
        return searcher.search(matching, new Counting(fields)).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> largest(each.getValue())));
    }

    private static List<Result.Facet> largest(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(each -> new Result.Facet(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(Result.Facet::count)
                        .reversed()
                        .thenComparing(Result.Facet::code, Words::compare))
                .limit(Result.FACETS)
                .toList();
    }

    /** Lets segments be counted one by one. */
    private record Counting(Collection<String> fields)
            implements CollectorManager<Facets, Map<String, Map<String, Long>>> {

        @Override
        public Facets newCollector() {
            return new Facets(fields);
        }

        @Override
        public Map<String, Map<String, Long>> reduce(Collection<Facets> counted) {
            Map<String, Map<String, Long>> all = new HashMap<>();
            for (var each : counted) {
                each.counts.forEach((field, counts) -> {
                    var sums = all.computeIfAbsent(field, any -> new HashMap<>());
                    counts.forEach((code, count) -> sums.merge(code, count, Long::sum));
                });
            }
            return all;
        }
    }

    @Override
    protected void doSetNextReader(LeafReaderContext segment) throws IOException {
        ofSegment = new ArrayList<>();
        for (var each : counts.entrySet()) {
            ofSegment.add(SegmentFacet.of(segment.reader(), each.getKey(), each.getValue()));
        }
    }

    @Override
    public void collect(int document) throws IOException {
        for (var facet : ofSegment) {
            facet.collect(document);
        }
    }

    @Override
    public void finish() throws IOException {
        for (var facet : ofSegment) {
            facet.finish();
        }
        ofSegment = List.of();
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
