package io.sightline.persistence.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.jspecify.annotations.Nullable;

/** Counts how many documents of one segment have each code of one field. Documents are collected in their order, by one thread. */
final class SegmentFacet {

    private final String field;
    private final SortedSetDocValues codes;
    /** The same where no document has two codes, which is faster to read. */
    private final @Nullable SortedDocValues single;

    private final long[] counts;

    private SegmentFacet(String field, SortedSetDocValues codes) {
        this.field = field;
        this.codes = codes;
        this.single = DocValues.unwrapSingleton(codes);
        this.counts = new long[Math.toIntExact(codes.getValueCount())];
    }

    static SegmentFacet of(LeafReader segment, String field) throws IOException {
        return new SegmentFacet(field, DocValues.getSortedSet(segment, field));
    }

    String field() {
        return field;
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

    /** By code, without those that none has. */
    Map<String, Long> counts() throws IOException {
        Map<String, Long> byCode = new HashMap<>();
        for (var code = 0; code < counts.length; code++) {
            if (counts[code] > 0) {
                var term = single != null ? single.lookupOrd(code) : codes.lookupOrd(code);
                byCode.put(term.utf8ToString(), counts[code]);
            }
        }
        return byCode;
    }
}
