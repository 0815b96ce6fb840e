package io.sightline.engine.billing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.RequestId;
import io.sightline.engine.domain.RequestType;
import org.jspecify.annotations.Nullable;

/**
 * The system log of billing requests, and at the same time what makes them durable before anything is done: a request is
 * appended, then carried out, then settled with its outcome; one that is found unsettled at a start is carried out again.
 *
 * <p>Rows are only ever added, settled and emptied of their contents, never deleted one by one: they go all together when their retention is over. Each
 * writer appends to a slot of its own, in rising numbers, so that a store can keep a slot in partitions by time and remember up
 * to which number everything is settled; nobody has to search through what is done.
 *
 * <p>Implementations are thread-safe. {@code RequestLogContract} in the test sources says what they have to do.
 */
public interface RequestLog {

    /**
     * Where a row stands.
     *
     * @param slot the writer, from 0
     * @param number rises with every row of the slot; microseconds since 1970 or later, so that numbers of several slots can
     *     be put in one order
     */
    record Position(int slot, long number) implements Comparable<Position> {

        private static final Comparator<Position> ORDER =
                Comparator.comparingLong(Position::number).thenComparingInt(Position::slot);

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * A request as it came.
     *
     * @param content its login and its body; no bytes once it was emptied
     */
    record Entry(RequestId id, RequestType type, Instant receivedAt, String fingerprint, Sealed content) {}

    /**
     * What became of a request.
     *
     * @param recordedAs its type, or the one that tells why it failed
     * @param subject the entity that keeps the receipt, or null when there is none
     * @param detail the refusal's name or what else explains the outcome; never personal data; may be empty
     */
    record Settlement(
            Position position,
            Instant at,
            RequestType recordedAs,
            Outcome outcome,
            @Nullable EntityRef subject,
            String detail) {}

    /** @param settlement null as long as the request is not carried out */
    record Row(Position position, Entry entry, @Nullable Settlement settlement) {}

    /** @param next where the page after this one begins, or null when this is the last */
    record Page(List<Row> rows, @Nullable Position next) {
        public Page {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Keeps entries durably, all of them or none that anybody may rely on, as one write.
     *
     * @param entries 1 to {@link #MOST_AT_ONCE}
     * @return their positions in the same order, rising
     */
    CompletionStage<List<Position>> append(List<Entry> entries);

    /** Settles rows; a row that is settled already keeps its first settlement or an equal later one. At most {@link #MOST_AT_ONCE}. */
    CompletionStage<Void> settle(List<Settlement> settlements);

    /** The oldest unsettled rows of this writer's slot, oldest first. */
    CompletionStage<List<Row>> unsettled(int most);

    /**
     * The rows of all slots, newest first; rows past their retention are not among them.
     *
     * @param before only rows before this one, or null to begin with the newest
     * @param most 1 to 1,000
     */
    CompletionStage<Page> page(@Nullable Position before, int most);

    /** The row at a position; empty when there is none, or when its retention is over. */
    default CompletionStage<Optional<Row>> find(Position position) {
        Position next = new Position(position.slot() + 1, position.number());
        return page(next, 1).thenApply(page -> page.rows().stream()
                .filter(row -> row.position().equals(position))
                .findFirst());
    }

    /**
     * Empties the contents of the settled rows of all slots that are chosen, for good; what became of them stays.
     *
     * @return how many there were
     */
    CompletionStage<Integer> empty(Predicate<Row> chosen);

    /** How many entries or settlements one call takes. */
    int MOST_AT_ONCE = 256;
}
