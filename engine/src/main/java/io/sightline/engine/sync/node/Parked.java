package io.sightline.engine.sync.node;

import java.util.ArrayList;
import java.util.List;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.wire.ClientMessage.Held;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a broken session for a short time, so that its client can go on without naming what it holds. Immutable.
 *
 * @param manifest what was written last
 * @param acked the last frame the client had acknowledged
 * @param written the last frame written
 * @param held where each source stood after the last frame; epoch null for nowhere
 * @param flying of the frames after {@code acked} in order: what stood before
 */
public record Parked(
        String sid,
        Tokens.Verified identity,
        Manifest manifest,
        long acked,
        long written,
        List<Position> held,
        List<Flying> flying) {

    /** @param epoch null for nowhere */
    public record Position(SourceId source, @Nullable Epoch epoch, long rev, long grant) {}

    /** @param before where its source stood; null when the frame speaks of no source still held */
    public record Flying(@Nullable Position before, boolean manifest) {}

    /** What is kept of a session; null when its client was told nothing. */
    static @Nullable Parked of(Session session) {
        Manifest told = session.holdings.written();
        if (told == null) {
            return null;
        }
        List<Position> held = new ArrayList<>();
        for (Subscription one : session.holdings.subscriptions()) {
            held.add(new Position(one.source(), one.epoch, one.rev, one.grant.number()));
        }
        Outbound outbound = session.outbound;
        return new Parked(
                session.sid(), session.identity(), told, outbound.acked(), outbound.written(), held, outbound.flying());
    }

    /**
     * What the client holds when it has made frames up to this one durable.
     *
     * @return null when that cannot be told: the frame is not of this session's, or a manifest came after it
     */
    public @Nullable List<Held> heldAfter(long frame) {
        if (frame < acked || frame > written || written - acked != flying.size()) {
            return null;
        }
        List<Held> cursor = new ArrayList<>();
        for (Position position : held) {
            Position then = position;
            for (int place = flying.size() - 1; place >= frame - acked; place--) {
                Flying flight = flying.get(place);
                if (flight.manifest()) {
                    return null;
                }
                if (flight.before() != null && flight.before().source().equals(position.source())) {
                    then = flight.before();
                }
            }
            if (then.epoch() != null) {
                cursor.add(new Held(then.source(), new Mark(then.epoch(), then.rev()), then.grant()));
            }
        }
        return cursor;
    }
}
