package io.sightline.api.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One application for browsers: its files under one path, read at the start and held in memory. A path names a file that the
 * build listed or none, so no path leads anywhere else; where somebody means to go to a page, one of none shows the entry page,
 * which knows the pages within. Immutable.
 */
public final class Pages {

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private static final String ENTRY = "index.html";
    private static final String ASSETS = "assets/";
    /** What a browser never sends, since it takes such steps itself. */
    private static final Pattern STEPS =
            Pattern.compile("/.*|.*(?:\\.\\.|%2e|\\\\|%5c|//).*", Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");

    private final String base;
    private final Map<String, StoredFile> files;

    private Pages(String base, Map<String, StoredFile> files) {
        this.base = base;
        this.files = Map.copyOf(files);
    }

    /** No application; its path has nothing. */
    public static Pages none() {
        return new Pages("/-/", Map.of());
    }

    /**
     * The application that the console's build has put on the class path under the name; one without files when it was not built,
     * as when Java alone is compiled.
     */
    public static Pages ofClassPath(String name) {
        Pages pages = of(name, Pages::resource);
        if (pages.files.isEmpty()) {
            LOG.warn("The pages of /{}/ are not on the class path; nothing is served there", name);
        }
        return pages;
    }

    /**
     * @param name of the application, and of its path: {@code client} is at {@code /client/}
     * @param read the bytes of {@code pages/NAME.list} and of each file, by their paths; null where there is none
     */
    static Pages of(String name, Function<String, byte @Nullable []> read) {
        byte[] list = read.apply("pages/" + name + ".list");
        if (list == null) {
            return new Pages("/" + name + "/", Map.of());
        }
        // The policy, then a file a line.
        List<String> lines = new String(list, StandardCharsets.UTF_8).lines().toList();
        Map<String, StoredFile> files = new HashMap<>();
        for (String file : lines.subList(1, lines.size())) {
            files.put(file, StoredFile.of(type(file), headers(file, lines.get(0)), encoding -> {
                String path = "pages/" + name + "/" + file + encoding.suffix();
                return read.apply(path);
            }));
        }
        return new Pages("/" + name + "/", files);
    }

    private static byte @Nullable [] resource(String path) {
        try (InputStream in = Pages.class.getResourceAsStream("/" + path)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String file) {
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("It is not known what kind of file " + file + " is");
        }
        return type;
    }

    private static Map<String, String> headers(String file, String policy) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "X-Content-Type-Options", "nosniff",
                "Referrer-Policy", "no-referrer",
                "Cross-Origin-Resource-Policy", "same-origin",
                "Content-Security-Policy", policy + "; frame-ancestors 'none'",
                // The name of an asset holds a digest of its content.
                "Cache-Control", file.startsWith(ASSETS) ? "public, max-age=31536000, immutable" : "no-cache"));
        return headers;
    }

    /** Whether a path, without its query, is one of this application's. */
    public boolean isAt(String path) {
        return path.startsWith(base) || path.equals(base.substring(0, base.length() - 1));
    }

    /**
     * @param path one that {@link #isAt} says yes to
     * @param header a header of the request by its name
     */
    public Reply reply(String method, String path, Function<String, Optional<String>> header) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Reply.empty(405, Map.of("Allow", "GET, HEAD"));
        }
        if (path.length() < base.length()) {
            return Reply.empty(308, Map.of("Location", base, "Cache-Control", "no-cache"));
        }
        return meant(path.substring(base.length()), header.apply("Accept").orElse(""))
                .map(file -> file.reply(
                        header.apply("Accept-Encoding").orElse(""),
                        header.apply("If-None-Match").orElse("")))
                .orElseGet(() -> Reply.empty(404, Map.of("Cache-Control", "no-store")));
    }

    private Optional<StoredFile> meant(String path, String accepted) {
        StoredFile file = files.get(path);
        if (file != null) {
            return Optional.of(file);
        }
        boolean navigates = path.isEmpty() || isHtml(accepted);
        return navigates && !path.startsWith(ASSETS) && !STEPS.matcher(path).matches()
                ? Optional.ofNullable(files.get(ENTRY))
                : Optional.empty();
    }

    private static boolean isHtml(String accepted) {
        return Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(",", 32))
                .anyMatch(each -> each.trim().startsWith("text/html"));
    }
}
