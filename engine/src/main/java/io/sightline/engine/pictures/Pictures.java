package io.sightline.engine.pictures;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.MonitoringObjectId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.journal.DataKeys;

/**
 * The pictures of monitoring objects. They stand under the owner's data key and are gone with it. Thread-safe.
 */
public final class Pictures {

    /** The most a picture may have: 3 MB (seed 002). */
    public static final int BYTES = 3 * 1024 * 1024;

    /** What a picture may be, told by its first bytes and not by what is said of it. */
    public enum Type {
        PNG("image/png", "\u0089PNG\r\n\u001a\n"),
        JPEG("image/jpeg", "\u00ff\u00d8\u00ff");

        private final String mediaType;
        private final String begins;

        Type(String mediaType, String begins) {
            this.mediaType = mediaType;
            this.begins = begins;
        }

        public String mediaType() {
            return mediaType;
        }

        /** The type of these bytes; empty when they are no picture. */
        public static Optional<Type> of(byte[] bytes) {
            for (Type type : values()) {
                int length = type.begins.length();
                if (bytes.length > length
                        && new String(bytes, 0, length, StandardCharsets.ISO_8859_1).equals(type.begins)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }
    }

    private final PictureStore store;
    private final DataKeys keys;

    public Pictures(PictureStore store, DataKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /**
     * Keeps a picture.
     *
     * @return its name, which is the SHA-256 of its bytes
     */
    public CompletionStage<String> keep(MonitoringObjectId object, byte[] picture) {
        String name = digest(picture);
        UserId owner = object.owner();
        return keys.create(owner)
                .thenCompose(key -> store.put(object.value(), name, key.encrypt(picture, object.value() + "|" + name)))
                .thenApply(kept -> name);
    }

    /** The picture; empty when there is none, or its owner's key was destroyed. */
    public CompletionStage<Optional<byte[]>> find(MonitoringObjectId object, String name) {
        UserId owner = object.owner();
        return keys.find(owner)
                .thenCombine(
                        store.find(object.value(), name),
                        (key, kept) -> key.flatMap(
                                held -> kept.map(bytes -> held.decrypt(bytes, object.value() + "|" + name))));
    }

    /** Removes a picture that an object had before. */
    public CompletionStage<Void> drop(MonitoringObjectId object, String name) {
        return store.remove(object.value(), name);
    }

    public CompletionStage<Void> remove(MonitoringObjectId object) {
        return store.remove(object.value());
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
