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
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** Counts how many documents have each code of some fields, of which each document is looked at once. Used by one thread. */
final class Facets extends SimpleCollector {

    private final Map<String, Map<String, Long>> counts = new HashMap<>();
    private final @Nullable SegmentCounts kept;
    private @Nullable LeafReader segment;
    private List<SegmentFacet> ofSegment = List.of();

    private Facets(Collection<String> fields, @Nullable SegmentCounts kept) {
        fields.forEach(field -> counts.put(field, new HashMap<>()));
        this.kept = kept;
    }

    /**
     * Counts what matches.
     *
     * @param kept what is known of segments, when all documents that have the fields match; else null
     * @return by field, the largest first
     */
    static Map<String, List<Result.Facet>> count(
            IndexSearcher searcher, Query matching, Collection<String> fields, @Nullable SegmentCounts kept)
            throws IOException {
        return searcher.search(matching, new Counting(fields, kept)).entrySet().stream()
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
    private record Counting(
            Collection<String> fields, @Nullable SegmentCounts kept)
            implements CollectorManager<Facets, Map<String, Map<String, Long>>> {

        @Override
        public Facets newCollector() {
            return new Facets(fields, kept);
        }

        @Override
        public Map<String, Map<String, Long>> reduce(Collection<Facets> counted) {
            Map<String, Map<String, Long>> all = new HashMap<>();
            for (var each : counted) {
                each.counts.forEach((field, counts) -> add(counts, all.computeIfAbsent(field, any -> new HashMap<>())));
            }
            return all;
        }
    }

    @Override
    protected void doSetNextReader(LeafReaderContext next) throws IOException {
        segment = next.reader();
        ofSegment = new ArrayList<>();
        for (var each : counts.entrySet()) {
            var known = kept == null ? null : kept.find(segment, each.getKey());
            if (known == null) {
                ofSegment.add(SegmentFacet.of(segment, each.getKey()));
            } else {
                add(known, each.getValue());
            }
        }
        if (ofSegment.isEmpty()) {
            // How Lucene is told to go on with the next segment.
            throw new CollectionTerminatedException();
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
            var counted = facet.counts();
            add(counted, counts.computeIfAbsent(facet.field(), any -> new HashMap<>()));
            if (kept != null) {
                kept.keep(requireNonNull(segment), facet.field(), counted);
            }
        }
        ofSegment = List.of();
    }

    private static void add(Map<String, Long> counted, Map<String, Long> sums) {
        counted.forEach((code, count) -> sums.merge(code, count, Long::sum));
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
