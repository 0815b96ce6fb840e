package io.sightline.engine.domain;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What its owner says of a camera of a user's own (seed 002, connected mode). Login and password are for the media server that
 * fetches its picture, and are shown to nobody.
 *
 * @param model what the maker calls it, or null when nothing is said
 * @param address where it is reached: a host, an address of the network, or the address of its stream
 */
public record CameraCard(
        Personal name,
        @Nullable Personal model,
        Personal address,
        @Nullable Personal login,
        @Nullable Personal password,
        @Nullable Personal info) {

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        if (isNone(name) || isTooLong(name, Limits.NAME)) {
            return Optional.of("name");
        }
        if (isTooLong(model, Limits.NAME)) {
            return Optional.of("model");
        }
        if (isNone(address)
                || isTooLong(address, Limits.NAME)
                || address.text().chars().anyMatch(Character::isWhitespace)) {
            return Optional.of("address");
        }
        if (isTooLong(login, Limits.LOGIN)) {
            return Optional.of("login");
        }
        if (isTooLong(password, Limits.LOGIN)) {
            return Optional.of("password");
        }
        return isTooLong(info, Limits.INFO) ? Optional.of("info") : Optional.empty();
    }

    private static boolean isNone(Personal text) {
        return text.text().isBlank();
    }

    private static boolean isTooLong(@Nullable Personal text, int most) {
        return text != null && text.text().length() > most;
    }
}
