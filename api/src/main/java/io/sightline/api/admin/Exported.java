package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** A file to take along: one JSON object a line, or a table. It is written while it is read. */
final class Exported {

    static final String FORMAT = "format";

    private static final ContentType NDJSON = MediaTypes.customWithFixedCharset(
                    "application", "x-ndjson", HttpCharsets.UTF_8, Map.of(), true)
            .toContentType();
    private static final ContentType CSV = MediaTypes.TEXT_CSV.toContentType(HttpCharsets.UTF_8);

    private Exported() {}

    /**
     * How an item is written.
     *
     * @param head the first line of the table
     * @param line an item as one of its lines
     */
    record Form<T>(Function<T, ObjectNode> json, String head, Function<T, String> line) {}

    /** Rows of JSON, whose lists become one cell each. */
    static Form<ObjectNode> rows(List<String> columns) {
        return new Form<>(
                row -> row,
                Csv.line(columns.toArray(String[]::new)),
                row -> Csv.line(
                        columns.stream().map(column -> text(row.get(column))).toArray(String[]::new)));
    }

    private static String text(@Nullable JsonNode value) {
        if (value == null) {
            return "";
        }
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(" "))
                : value.asText();
    }

    static <T> HttpResponse answer(Call call, String name, Form<T> form, Source<T, ?> items) {
        String format = call.query(FORMAT).orElse("ndjson");
        boolean csv = format.equals("csv");
        if (!csv && !format.equals("ndjson")) {
            throw Problem.malformed("format is one of ndjson, csv").rejection();
        }
        Function<T, String> line =
                csv ? form.line : item -> new String(Json.bytes(form.json.apply(item)), StandardCharsets.UTF_8);
        Source<ByteString, ?> lines = items.map(item -> ByteString.fromString(line.apply(item) + "\n"));
        Source<ByteString, ?> all = csv
                ? Source.single(ByteString.fromString(Csv.BYTE_ORDER_MARK + form.head + "\n"))
                        .concat(lines)
                : lines;
        return HttpResponse.create()
                .withStatus(StatusCodes.OK)
                .addHeader(
                        RawHeader.create("Content-Disposition", "attachment; filename=\"" + name + "." + format + "\""))
                .withEntity(HttpEntities.createChunked(csv ? CSV : NDJSON, all));
    }
}
