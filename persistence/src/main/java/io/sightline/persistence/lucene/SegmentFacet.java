package io.sightline.persistence.lucene;

import java.io.IOException;
import java.util.Map;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.jspecify.annotations.Nullable;

/** How many documents of one segment have each code of one field. Documents are collected in their order, by one thread. */
final class SegmentFacet {

    private final Map<String, Long> all;
    private final SortedSetDocValues codes;
    /** The same where no document has two codes, which is faster to read. */
    private final @Nullable SortedDocValues single;

    private final long[] counts;

    private SegmentFacet(SortedSetDocValues codes, Map<String, Long> all) {
        this.all = all;
        this.codes = codes;
        this.single = DocValues.unwrapSingleton(codes);
        this.counts = new long[Math.toIntExact(codes.getValueCount())];
    }

    /** @param all of all segments, to which this one's are added in the end */
    static SegmentFacet of(LeafReader segment, String field, Map<String, Long> all) throws IOException {
        return new SegmentFacet(DocValues.getSortedSet(segment, field), all);
    }

    void collect(int document) throws IOException {
        if (single != null) {
            if (single.advanceExact(document)) {
                counts[single.ordValue()]++;
            }
        } else if (codes.advanceExact(document)) {
            for (var left = codes.docValueCount(); left > 0; left--) {
                counts[(int) codes.nextOrd()]++;
            }
        }
    }

    void finish() throws IOException {
        for (var code = 0; code < counts.length; code++) {
            if (counts[code] > 0) {
                var term = single != null ? single.lookupOrd(code) : codes.lookupOrd(code);
                all.merge(term.utf8ToString(), counts[code], Long::sum);
            }
        }
    }
}
