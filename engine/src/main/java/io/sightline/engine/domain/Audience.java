package io.sightline.engine.domain;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * For whom a camera records: somebody who holds a place where it hangs, or has it granted one by one. The owners of the sources
 * tell it. A user who was granted the camera counts until it says otherwise, a place counts only once it has said so.
 *
 * @param words by source, the last word
 * @param ever whether there was anybody since the camera was installed
 */
public record Audience(PMap<SourceId, Word> words, boolean ever) {

    /** @param number the revision of the source's owner at which it came to hold */
    public record Word(long number, boolean watched) {}

    static Audience none() {
        return new Audience(HashTreePMap.empty(), false);
    }

    boolean isNews(CameraCommand.Watch watch) {
        Word held = words.get(watch.source());
        return held == null || held.number() < watch.number();
    }

    Audience with(CameraEvent.Watched watched) {
        return new Audience(words.plus(watched.source(), new Word(watched.number(), watched.watched())), ever);
    }

    Audience without(SourceId source) {
        return words.containsKey(source) ? new Audience(words.minus(source), ever) : this;
    }

    /** Without the words of sources in which the camera shows itself no more. */
    Audience within(Listings listings) {
        Audience left = this;
        for (SourceId source : words.keySet()) {
            left = listings.shown().containsKey(source) ? left : left.without(source);
        }
        return left;
    }

    /** Whether anybody is there now. */
    boolean isThere(Listings listings) {
        for (SourceId source : listings.shown().keySet()) {
            if (counts(source, words.get(source))) {
                return true;
            }
        }
        return false;
    }

    private static boolean counts(SourceId source, @Nullable Word word) {
        return word == null ? source.owner().kind() == Kind.USER : word.watched();
    }

    Audience after(Listings listings) {
        return ever || !isThere(listings) ? this : new Audience(words, true);
    }
}
