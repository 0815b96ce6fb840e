package io.sightline.persistence.lucene;

import java.io.IOException;

import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Goes through the documents of one segment in the order of a field, those that have none left out. Not thread-safe. */
interface Cursor {

    /** Nothing has been read before the first call. Returns whether there is another document. */
    boolean advance() throws IOException;

    /** The document's number in its segment. */
    int doc();

    /** What the field holds, as bytes that sort as the field does; valid until the next {@link #advance}. */
    BytesRef key();

    /** What a walk may look at before it has cost more than it saves. */
    final class Budget {

        private long left;

        Budget(long steps) {
            this.left = steps;
        }

        boolean isSpent() {
            return left < 0;
        }

        /** Whether the document is one that is looked for; each answer costs a step. */
        boolean accepts(@Nullable Bits sought, int doc) {
            left--;
            return sought == null || sought.get(doc);
        }
    }
}
