package io.sightline.api.pages;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** One file in the encodings the build has made of it, each with an ETag of its own. */
final class StoredFile {

    /** How a file may travel, the shortest first. */
    enum Encoding {
        BR(".br", "br"),
        GZIP(".gz", "gzip"),
        PLAIN("", "identity");

        private final String suffix;
        private final String code;

        Encoding(String suffix, String code) {
            this.suffix = suffix;
            this.code = code;
        }

        String suffix() {
            return suffix;
        }

        /** Whether a reader takes it, as RFC 9110, section 12.5.3, has it; what is not named is taken for refused. */
        boolean isAmong(String accepted) {
            return this == PLAIN
                    || Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(",", 16))
                            .map(each -> each.replace(" ", ""))
                            .anyMatch(each -> each.equals(code)
                                    || (each.startsWith(code + ";") && !each.matches(".*;q=0(\\.0*)?")));
        }
    }

    private final String type;
    private final Map<Encoding, Reply> whole;
    private final Map<Encoding, Reply> unchanged;

    private StoredFile(String type, Map<Encoding, Reply> whole, Map<Encoding, Reply> unchanged) {
        this.type = type;
        this.whole = whole;
        this.unchanged = unchanged;
    }

    /** @param read the bytes in an encoding; null when there are none, which the plain one always has */
    static StoredFile of(String type, Map<String, String> headers, Function<Encoding, byte @Nullable []> read) {
        Map<Encoding, Reply> whole = new EnumMap<>(Encoding.class);
        Map<Encoding, Reply> unchanged = new EnumMap<>(Encoding.class);
        for (Encoding encoding : Encoding.values()) {
            byte[] content = read.apply(encoding);
            if (content != null) {
                Map<String, String> own = new HashMap<>(headers);
                own.put("ETag", etag(content));
                own.put("Vary", "Accept-Encoding");
                unchanged.put(encoding, Reply.empty(304, own));
                if (encoding != Encoding.PLAIN) {
                    own.put("Content-Encoding", encoding.code);
                }
                whole.put(encoding, new Reply(200, type, own, content));
            }
        }
        if (!whole.containsKey(Encoding.PLAIN)) {
            throw new IllegalStateException("A file that is listed is missing");
        }
        return new StoredFile(type, whole, unchanged);
    }

    Reply reply(String accepted, String held) {
        Reply reply = whole.keySet().stream()
                .filter(encoding -> encoding.isAmong(accepted))
                .findFirst()
                .map(encoding -> holds(held, encoding) ? unchanged.get(encoding) : whole.get(encoding))
                .orElseThrow();
        return reply;
    }

    private boolean holds(String held, Encoding encoding) {
        String etag =
                Optional.ofNullable(whole.get(encoding)).orElseThrow().headers().get("ETag");
        return Arrays.stream(held.split(",", 16))
                .map(String::trim)
                .map(each -> each.startsWith("W/") ? each.substring(2) : each)
                .anyMatch(each -> each.equals(etag));
    }

    private static String etag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 15)) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("SHA-256 is part of every Java", e);
        }
    }

    @Override
    public String toString() {
        return "StoredFile[" + type + "]";
    }
}
