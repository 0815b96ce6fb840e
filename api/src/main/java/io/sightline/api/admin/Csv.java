package io.sightline.api.admin;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Lines of a table (RFC 4180). A spreadsheet takes a cell that begins with certain characters for a formula and runs it, so such
 * a cell gets an apostrophe before it.
 */
final class Csv {

    /** Begins a file: without it some spreadsheets take UTF-8 for the machine's own encoding, and letters with accents break. */
    static final String BYTE_ORDER_MARK = "\ufeff";

    private static final String FORMULA = "=+-@\t\r\n|";

    private Csv() {}

    /** One line, but for its last character, the line feed. */
    static String line(@Nullable String... texts) {
        return Arrays.stream(texts)
                .map(text -> Objects.requireNonNullElse(text, ""))
                .map(Csv::cell)
                .collect(Collectors.joining(",", "", "\r"));
    }

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
