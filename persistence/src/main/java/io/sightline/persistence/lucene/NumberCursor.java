package io.sightline.persistence.lucene;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

import org.apache.lucene.index.PointValues;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** By a number, whose points lie in a tree that is sorted from left to right. */
final class NumberCursor implements Cursor, PointValues.IntersectVisitor {

    /** As many as Lucene puts into a leaf. */
    private static final int LEAF = 512;

    private final Deque<PointValues.PointTree> toVisit = new ArrayDeque<>();
    private final @Nullable BytesRef from;
    private final boolean descending;
    private final @Nullable Bits sought;
    private final Budget budget;

    /** The documents of one leaf that are sought, in the tree's order, and their numbers behind one another. */
    private int[] docs = new int[LEAF];

    private byte[] numbers = new byte[docs.length * Long.BYTES];
    private int filled;
    private int at;
    private final BytesRef key = new BytesRef();

    /** @param from the number to begin with, as it lies in the tree, or null for the first */
    NumberCursor(PointValues points, @Nullable BytesRef from, boolean descending, @Nullable Bits sought, Budget budget)
            throws IOException {
        this.from = from;
        this.descending = descending;
        this.sought = sought;
        this.budget = budget;
        toVisit.push(points.getPointTree());
        key.length = Long.BYTES;
    }

    @Override
    public boolean advance() throws IOException {
        at++;
        while (at >= filled && !toVisit.isEmpty() && !budget.isSpent()) {
            visit(toVisit.pop());
        }
        return at < filled && !budget.isSpent();
    }

    private void visit(PointValues.PointTree node) throws IOException {
        if (isBeforeTheFirst(node)) {
            return;
        }
        var child = node.clone();
        if (!child.moveToChild()) {
            at = 0;
            filled = 0;
            node.visitDocValues(this);
            return;
        }
        var left = child.clone();
        var hasRight = child.moveToSibling();
        if (!descending && hasRight) {
            toVisit.push(child);
        }
        toVisit.push(left);
        if (descending && hasRight) {
            toVisit.push(child);
        }
    }

    private boolean isBeforeTheFirst(PointValues.PointTree node) {
        return descending
                ? isBeforeTheFirst(node.getMinPackedValue(), 0)
                : isBeforeTheFirst(node.getMaxPackedValue(), 0);
    }

    private boolean isBeforeTheFirst(byte[] number, int offset) {
        if (from == null) {
            return false;
        }
        var compared = Arrays.compareUnsigned(
                number, offset, offset + Long.BYTES, from.bytes, from.offset, from.offset + from.length);
        return descending ? compared > 0 : compared < 0;
    }

    @Override
    public PointValues.Relation compare(byte[] least, byte[] most) {
        return PointValues.Relation.CELL_CROSSES_QUERY;
    }

    @Override
    public void visit(int doc) {
        throw new IllegalStateException("A document without its number");
    }

    @Override
    public void visit(int doc, byte[] number) {
        if (isBeforeTheFirst(number, 0) || !budget.accepts(sought, doc)) {
            return;
        }
        if (filled == docs.length) {
            docs = Arrays.copyOf(docs, filled * 2);
            numbers = Arrays.copyOf(numbers, docs.length * Long.BYTES);
        }
        docs[filled] = doc;
        System.arraycopy(number, 0, numbers, filled * Long.BYTES, Long.BYTES);
        filled++;
    }

    private int place() {
        return descending ? filled - 1 - at : at;
    }

    @Override
    public int doc() {
        return docs[place()];
    }

    @Override
    public BytesRef key() {
        key.bytes = numbers;
        key.offset = place() * Long.BYTES;
        return key;
    }
}
