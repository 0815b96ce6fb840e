package io.sightline.engine.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.sightline.engine.domain.Obligation;
import io.sightline.engine.domain.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Delivers one entity's obligations, each until its receiver has answered. Confined to the entity's actor. It keeps nothing
 * for an entity that owes nothing.
 */
final class Courier {

    /** How one obligation leaves; answers come back to the actor as {@link EntityMessage.Answered}. */
    interface Post {
        void send(String key, Obligation obligation);
    }

    private record Parcel(Obligation obligation, long since) {}

    private final Post post;
    private Map<String, Obligation> owed = Map.of();
    private Map<String, Parcel> underWay = Map.of();

    Courier(Post post) {
        this.post = post;
    }

    /**
     * Takes up after a recovery. What must be fenced is delivered again at once, because its fence is not known to have been
     * reached; the rest was delivered before, or the outbox will wake the entity.
     */
    void recovered(Map<String, Obligation> obligations, long revision) {
        owed = obligations;
        obligations.forEach((key, obligation) -> {
            if (obligation.untilFenced()) {
                dispatch(key, obligation, revision);
            }
        });
    }

    void deliverAll(long revision) {
        owed.forEach((key, obligation) -> dispatch(key, obligation, revision));
    }

    /** Whether the obligations of a coming state hold something that has not been delivered. */
    boolean wouldOwe(Map<String, Obligation> next) {
        for (var entry : next.entrySet()) {
            if (!entry.getValue().equals(owed.get(entry.getKey()))) {
                return true;
            }
        }
        return false;
    }

    void changed(Map<String, Obligation> next, long revision) {
        if (next == owed) {
            return;
        }
        for (String key : owed.keySet()) {
            // What was owed before a recovery need not be under way.
            if (!next.containsKey(key) && underWay.containsKey(key)) {
                underWay.remove(key);
            }
        }
        Map<String, Obligation> before = owed;
        owed = next;
        next.forEach((key, obligation) -> {
            if (!obligation.equals(before.get(key))) {
                dispatch(key, obligation, revision);
            }
        });
    }

    /** Takes an answer; false when it answers something that is no longer owed. */
    boolean answered(String key, Obligation obligation, @Nullable Refusal refusal) {
        Parcel parcel = underWay.get(key);
        if (parcel == null || !parcel.obligation.equals(obligation)) {
            return false;
        }
        underWay.remove(key);
        return Objects.equals(owed.get(key), obligation);
    }

    void redeliver() {
        underWay.forEach((key, parcel) -> post.send(key, parcel.obligation));
    }

    /** Whether everything owed since before or at this revision has been answered. */
    boolean settled(long revision) {
        for (Parcel parcel : underWay.values()) {
            if (parcel.since <= revision) {
                return false;
            }
        }
        return true;
    }

    boolean idle() {
        return underWay.isEmpty();
    }

    private void dispatch(String key, Obligation obligation, long revision) {
        if (underWay.isEmpty()) {
            underWay = new HashMap<>();
        }
        underWay.put(key, new Parcel(obligation, revision));
        post.send(key, obligation);
    }
}
