package io.sightline.persistence.lucene;

import java.io.IOException;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** By a text, which lies both in terms and in sorted values: the values number the terms, and terms know their documents. */
final class TextCursor implements Cursor {

    private final SortedDocValues numbered;
    private final TermsEnum terms;
    private final @Nullable Bits sought;
    private final Budget budget;
    private final boolean descending;
    private final int end;
    private int next;
    private BytesRef text = new BytesRef();
    private @Nullable PostingsEnum docs;
    private int doc = DocIdSetIterator.NO_MORE_DOCS;

    /** @param from the text to begin with, or null for the first */
    TextCursor(
            LeafReader segment,
            String field,
            @Nullable BytesRef from,
            boolean descending,
            @Nullable Bits sought,
            Budget budget)
            throws IOException {
        this.numbered = DocValues.getSorted(segment, field);
        this.terms = segment.terms(field).iterator();
        this.sought = sought;
        this.budget = budget;
        this.descending = descending;
        this.end = descending ? -1 : numbered.getValueCount();
        this.next = start(from);
    }

    private int start(@Nullable BytesRef from) throws IOException {
        if (from == null) {
            return descending ? numbered.getValueCount() - 1 : 0;
        }
        var found = numbered.lookupTerm(from);
        var behind = -found - 1;
        return found >= 0 ? found : descending ? behind - 1 : behind;
    }

    @Override
    public boolean advance() throws IOException {
        while (!budget.isSpent()) {
            if (docs == null || (doc = docs.nextDoc()) == DocIdSetIterator.NO_MORE_DOCS) {
                if (next == end) {
                    return false;
                }
                docs = docsOfNext();
            } else if (budget.accepts(sought, doc)) {
                return true;
            }
        }
        return false;
    }

    private PostingsEnum docsOfNext() throws IOException {
        text = numbered.lookupOrd(next);
        next += descending ? -1 : 1;
        if (!terms.seekExact(text)) {
            throw new IllegalStateException("A text that sorts is no term");
        }
        return terms.postings(docs, PostingsEnum.NONE);
    }

    @Override
    public int doc() {
        return doc;
    }

    @Override
    public BytesRef key() {
        return text;
    }
}
