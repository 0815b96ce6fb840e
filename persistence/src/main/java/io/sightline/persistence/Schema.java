package io.sightline.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;

import static java.util.Objects.requireNonNull;

/**
 * The keyspace and tables that Sightline needs: what the numbered {@code .cql} files in {@code schema/} say, and nothing
 * else says it again. Production applies the files by hand, because Cassandra does not bear two schema changes at a time;
 * a node only compares.
 */
public final class Schema {

    /** The keyspace of everything. */
    public static final String KEYSPACE = "sightline";

    private static final List<String> FILES = List.of(
            "000-keyspace.cql",
            "001-journal.cql",
            "002-snapshots.cql",
            "003-environments.cql",
            "004-request-log.cql",
            "005-user-keys.cql",
            "006-api-keys.cql",
            "007-outbox.cql",
            "008-changes.cql",
            "009-audit.cql",
            "010-administrators.cql",
            "011-acting.cql",
            "015-pictures.cql");

    private static final Pattern TABLE =
            Pattern.compile("CREATE TABLE IF NOT EXISTS sightline\\.(\\w+) \\((.*?)\\n\\)", Pattern.DOTALL);
    private static final Pattern ADDED =
            Pattern.compile("ALTER TABLE sightline\\.(\\w+) ADD IF NOT EXISTS ([a-z_]+) ([a-z<>, ]+);");
    private static final Pattern COLUMN =
            Pattern.compile("^  ([a-z_]+) ([a-z<>, ]+?)(?: STATIC)?,$", Pattern.MULTILINE);
    private static final Pattern STATEMENT_END = Pattern.compile(";");
    private static final Duration CHANGE_TIMEOUT = Duration.ofSeconds(30);

    private Schema() {}

    /**
     * Something that is needed and not there.
     *
     * @param what the keyspace, table or column
     * @param file the file to apply
     */
    public record Gap(String what, String file) {
        @Override
        public String toString() {
            return "%s is missing: apply schema/%s".formatted(what, file);
        }
    }

    /** Applies every file; harmless where everything exists. For a local node and for tests. */
    public static void install(CqlSession session, int replicationFactor) {
        // The driver would read the whole schema again, a second after each statement.
        session.setSchemaMetadataEnabled(false);
        try {
            apply(session, replicationFactor);
        } finally {
            session.setSchemaMetadataEnabled(null);
        }
    }

    private static void apply(CqlSession session, int replicationFactor) {
        for (var file : FILES) {
            var text = read(file).replace("${replication_factor}", Integer.toString(replicationFactor));
            STATEMENT_END
                    .splitAsStream(withoutComments(text))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .forEach(statement -> session.execute(
                            SimpleStatement.newInstance(statement).setTimeout(CHANGE_TIMEOUT)));
        }
    }

    /** Compares what exists with what is needed; empty if nothing is missing. Columns beyond the needed ones are fine. */
    public static List<Gap> validate(CqlSession session) {
        var keyspace = session.execute(SimpleStatement.newInstance(
                "SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?", KEYSPACE));
        if (keyspace.one() == null) {
            return List.of(new Gap("keyspace " + KEYSPACE, FILES.get(0)));
        }
        Map<String, Map<String, String>> found = new HashMap<>();
        session.execute(SimpleStatement.newInstance(
                        "SELECT table_name, column_name, type FROM system_schema.columns WHERE keyspace_name = ?",
                        KEYSPACE))
                .forEach(row -> found.computeIfAbsent(
                                requireNonNull(row.getString("table_name")), table -> new HashMap<>())
                        .put(requireNonNull(row.getString("column_name")), requireNonNull(row.getString("type"))));
        return gaps(found);
    }

    /** What is needed beyond these tables, their columns and types. */
    static List<Gap> gaps(Map<String, Map<String, String>> found) {
        var gaps = new ArrayList<Gap>();
        for (var file : FILES) {
            tables(read(file)).forEach((table, columns) -> {
                var present = found.get(table);
                if (present == null) {
                    gaps.add(new Gap("table %s.%s".formatted(KEYSPACE, table), file));
                    return;
                }
                columns.forEach((column, type) -> {
                    if (!type.equals(present.get(column))) {
                        gaps.add(new Gap("column %s.%s.%s %s".formatted(KEYSPACE, table, column, type), file));
                    }
                });
            });
        }
        return List.copyOf(gaps);
    }

    /** The tables a file makes in their order, then those it adds to; each with the columns it says and their types. */
    static Map<String, Map<String, String>> tables(String cql) {
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        var table = TABLE.matcher(cql);
        while (table.find()) {
            Map<String, String> columns = new LinkedHashMap<>();
            var column = COLUMN.matcher(table.group(2));
            while (column.find()) {
                columns.put(column.group(1), column.group(2));
            }
            tables.put(table.group(1), columns);
        }
        var added = ADDED.matcher(cql);
        while (added.find()) {
            tables.computeIfAbsent(added.group(1), name -> new LinkedHashMap<>())
                    .put(added.group(2), added.group(3));
        }
        return tables;
    }

    /** The names of the files in the order to apply them. */
    static List<String> files() {
        return FILES;
    }

    static String read(String file) {
        try (var in = Schema.class.getResourceAsStream("/schema/" + file)) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks schema/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutComments(String cql) {
        return cql.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
    }
}
