package io.sightline.engine.domain;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Whose camera it is, and what that customer lets it do.
 *
 * @param holder null for nobody's
 * @param since the camera's revision at which that came to be
 * @param leaving the holders before that have not confirmed it yet, each with the revision at which they ceased to be
 * @param word the holder's last word, or null before the first
 */
public record Custody(
        @Nullable UserId holder,
        long since,
        PMap<UserId, Long> leaving,
        @Nullable Word word) {

    /**
     * @param number the customer's revision at which it came to hold
     * @param disabled whether the customer is, so that its cameras stand still
     * @param revived the customer's revision at which every camera was last switched on
     */
    public record Word(long number, RecordingDefaults recording, boolean disabled, long revived) {}

    /** Of a camera that was installed for somebody, or for nobody. */
    static Custody of(@Nullable UserId holder, long since) {
        return new Custody(holder, since, HashTreePMap.empty(), null);
    }

    boolean isNews(CameraCommand.Entrust entrust) {
        return entrust.customer().equals(holder) && (word == null || word.number() < entrust.number());
    }

    Custody told(CameraEvent.Entrusted entrusted) {
        return new Custody(
                holder,
                since,
                leaving,
                new Word(entrusted.number(), entrusted.recording(), entrusted.disabled(), entrusted.revived()));
    }

    /** Whether this word switches the camera on; the first of a customer never does, for it tells of the past. */
    boolean isRevivedBy(CameraEvent.Entrusted entrusted) {
        return word != null && entrusted.revived() > word.revived();
    }

    /** The same while the holder is the same. */
    Custody heldBy(@Nullable UserId next, long revision) {
        if (Objects.equals(next, holder)) {
            return this;
        }
        PMap<UserId, Long> gone = holder == null ? leaving : leaving.plus(holder, revision);
        return new Custody(next, revision, next == null ? gone : gone.minus(next), null);
    }

    Custody left(UserId customer) {
        return new Custody(holder, since, leaving.minus(customer), word);
    }

    boolean isDisabled() {
        return word != null && word.disabled();
    }

    RecordingDefaults recording() {
        return word == null ? RecordingDefaults.none() : word.recording();
    }

    void duties(CameraId camera, Map<String, Obligation> duties) {
        if (holder != null) {
            duties.put(
                    "hold|" + holder,
                    new Obligation(Customer.ref(holder), new CustomerCommand.Hold(camera, since), false));
        }
        leaving.forEach((customer, number) -> duties.put(
                "letgo|" + customer,
                new Obligation(Customer.ref(customer), new CustomerCommand.LetGo(camera, number), false)));
    }
}
