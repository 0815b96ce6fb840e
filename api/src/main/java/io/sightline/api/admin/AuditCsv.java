package io.sightline.api.admin;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

import io.sightline.engine.audit.AuditRecord;
import io.sightline.engine.audit.ChainedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records as lines of a table (RFC 4180). A spreadsheet takes a cell that begins with certain characters for a formula and runs
 * it, so such a cell gets an apostrophe before it.
 */
final class AuditCsv {

    static final String HEAD = cells(
            "id",
            "at",
            "actorKind",
            "actor",
            "onBehalfOf",
            "reason",
            "operation",
            "object",
            "status",
            "requestId",
            "address",
            "userAgent",
            "changes",
            "hash");

    private static final String FORMULA = "=+-@\t\r\n|";

    private AuditCsv() {}

    static String line(ChainedRecord chained) {
        AuditRecord record = chained.record();
        return cells(
                chained.stream() + "-" + chained.number(),
                record.at().toString(),
                Json.word(record.actor().kind()),
                record.actor().id(),
                record.onBehalfOf(),
                record.reason(),
                record.operation(),
                record.object(),
                Integer.toString(record.status()),
                record.requestId(),
                record.address(),
                record.userAgent(),
                record.changes(),
                chained.hash());
    }

    private static String cells(@Nullable String... texts) {
        return Arrays.stream(texts)
                .map(text -> Objects.requireNonNullElse(text, ""))
                .map(AuditCsv::cell)
                .collect(Collectors.joining(",", "", "\r"));
    }

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
