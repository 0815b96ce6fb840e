package io.sightline.persistence.lucene;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.jspecify.annotations.Nullable;

/**
 * How many documents of a segment have each code of a field, kept for as long as the segment stays as it is: what was written never
 * changes, and once something of it is deleted Lucene reads it by another reader. Thread-safe.
 */
final class SegmentCounts {

    /** A field with more codes in a segment is counted each time. */
    private static final int CODES = 1_000;

    private final Map<IndexReader.CacheKey, Map<String, Map<String, Long>>> counted = new ConcurrentHashMap<>();

    /** Of one field, or null when it has not been counted since the segment became what it is. */
    @Nullable
    Map<String, Long> find(LeafReader segment, String field) {
        var reader = segment.getReaderCacheHelper();
        var fields = reader == null ? null : counted.get(reader.getKey());
        return fields == null ? null : fields.get(field);
    }

    /** @param counts of all documents that have the field */
    void keep(LeafReader segment, String field, Map<String, Long> counts) {
        var reader = segment.getReaderCacheHelper();
        if (reader != null && counts.size() <= CODES) {
            counted.computeIfAbsent(reader.getKey(), key -> {
                        reader.addClosedListener(counted::remove);
                        return new ConcurrentHashMap<>();
                    })
                    .put(field, Map.copyOf(counts));
        }
    }

    /** Of so many segments something is kept. */
    int segments() {
        return counted.size();
    }
}
