package io.sightline.persistence.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** What was counted of a segment is known until something of it is deleted, and forgotten when nobody reads it any more. */
class SegmentCountsTest {

    private static final Map<String, Long> COUNTED = Map.of("b", 2L);

    private final SegmentCounts counts = new SegmentCounts();

    private static Document document(String id) {
        var document = new Document();
        document.add(new StringField("id", id, Field.Store.NO));
        return document;
    }

    private static LeafReader only(DirectoryReader reader) {
        return reader.leaves().get(0).reader();
    }

    @Test
    void areKnownUntilSomethingIsDeletedAndForgottenWithTheirReader() throws IOException {
        try (var files = new ByteBuffersDirectory()) {
            try (var writer = new IndexWriter(files, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
                writer.addDocument(document("one"));
                writer.addDocument(document("two"));
                var before = DirectoryReader.open(writer);
                counts.keep(only(before), "shelf", COUNTED);
                assertThat(counts.find(only(before), "shelf")).isEqualTo(COUNTED);
                assertThat(counts.find(only(before), "tags")).isNull();

                writer.deleteDocuments(new Term("id", "one"));
                var after = requireNonNull(DirectoryReader.openIfChanged(before));
                assertThat(counts.find(only(after), "shelf")).isNull();
                assertThat(counts.find(only(before), "shelf")).isEqualTo(COUNTED);
                counts.keep(only(after), "shelf", COUNTED);
                assertThat(counts.segments()).isEqualTo(2);
                before.close();
                after.close();
            }
            // A writer holds on to one reader of each segment.
            assertThat(counts.segments()).isZero();
        }
    }

    @Test
    void areNotKeptOfMoreCodesThanAThousand() throws IOException {
        try (var files = new ByteBuffersDirectory();
                var writer = new IndexWriter(files, new IndexWriterConfig())) {
            writer.addDocument(document("one"));
            try (var reader = DirectoryReader.open(writer)) {
                Map<String, Long> many = new HashMap<>();
                for (var code = 0; code <= 1_000; code++) {
                    many.put("code-" + code, 1L);
                }
                counts.keep(only(reader), "shelf", many);
                assertThat(counts.find(only(reader), "shelf")).isNull();
            }
        }
    }
}
