package io.sightline.engine.domain;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The sources in which a device shows itself, and those it has left without their confirmation yet.
 *
 * @param leaving by source, the device's revision at which it left
 */
public record Listings(PMap<SourceId, Listing> shown, PMap<SourceId, Long> leaving) {

    /**
     * @param since the device's revision at which it began; what it says in the source is at least as new as this
     * @param number the user's number of the grant behind it, 0 for a place
     * @param archiveDays what this source shows instead of the camera's own, or null
     */
    public record Listing(long since, long number, @Nullable Integer archiveDays) {}

    static Listings none() {
        return new Listings(HashTreePMap.empty(), HashTreePMap.empty());
    }

    Listings with(SourceId source, Listing listing) {
        return new Listings(shown.plus(source, listing), leaving.minus(source));
    }

    Listings without(SourceId source) {
        return new Listings(shown.minus(source), leaving);
    }

    Listings leaving(SourceId source, long at) {
        return shown.containsKey(source) ? new Listings(shown.minus(source), leaving.plus(source, at)) : this;
    }

    Listings leavingAll(long at) {
        Listings left = this;
        for (SourceId source : shown.keySet()) {
            left = left.leaving(source, at);
        }
        return left;
    }

    Listings left(SourceId source) {
        return new Listings(shown, leaving.minus(source));
    }

    /** The source that has let go of the device, or has no trace of it, when this was its duty to; at most one. */
    List<SourceId> confirmed(Obligation duty) {
        if (!(duty.command() instanceof SourceCommand.RemoveDevice remove)) {
            return List.of();
        }
        return leaving.entrySet().stream()
                .filter(each -> each.getKey().owner().equals(duty.to()) && each.getValue() == remove.deviceRevision())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The source that would not have the device, when this was its duty to; at most one, and none when it shows it anew. */
    List<SourceId> refused(Obligation duty) {
        if (!(duty.command() instanceof SourceCommand.PutDevice put)) {
            return List.of();
        }
        return shown.entrySet().stream()
                .filter(each -> each.getKey().owner().equals(duty.to())
                        && each.getValue().since() <= put.deviceRevision())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The duty of every source to show the device as it is.
     *
     * @param factsRevision the device's revision at which anything it says of itself last changed
     * @param facts what a source is told
     * @param untilFenced whether what it says now takes something away
     */
    void showings(
            String key,
            long factsRevision,
            BiFunction<SourceId, Listing, DeviceFacts> facts,
            boolean untilFenced,
            Map<String, Obligation> duties) {
        shown.forEach((source, listing) -> duties.put(
                "put|" + source,
                new Obligation(
                        source.owner(),
                        new SourceCommand.PutDevice(
                                key, Math.max(factsRevision, listing.since()), facts.apply(source, listing)),
                        untilFenced)));
    }

    /** The duty of every removal not confirmed yet. */
    void removals(String key, Map<String, Obligation> duties) {
        leaving.forEach((source, at) -> duties.put(
                "remove|" + source + "|" + at,
                new Obligation(source.owner(), new SourceCommand.RemoveDevice(key, at), true)));
    }
}
