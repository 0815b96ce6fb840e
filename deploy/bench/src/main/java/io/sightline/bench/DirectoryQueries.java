package io.sightline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.sightline.bench.measure.Figures;
import io.sightline.bench.measure.Report;
import io.sightline.bench.measure.Table;
import io.sightline.bench.rig.BenchException;
import io.sightline.bench.rig.Postgres;
import io.sightline.engine.directory.Change;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.Filter;
import io.sightline.engine.directory.Page;
import io.sightline.engine.directory.Position;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Words;
import io.sightline.engine.directory.listed.Users;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Kind;
import io.sightline.persistence.lucene.LuceneIndex;
import org.jspecify.annotations.Nullable;

/** P6: questions of lists of users, against PostgreSQL with an index for each of them. */
final class DirectoryQueries {

    private static final int PAGE = 50;
    private static final int BATCH = 1_000;
    private static final int INDEXED_A_SECOND = 20_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Query ALL = Query.all(Users.KIND, PAGE);
    private static final Query.Order BY_NAME = new Query.Order("name", false);
    private static final Query.Order NEWEST = new Query.Order("createdAt", true);

    /** The same question for both, with what varies in it. */
    private record Question(String what, Asked ours, String sql) {}

    private interface Asked {
        Query with(String text);
    }

    /** What each question is asked with, one after the other. */
    private interface Chosen {
        String text(People people);
    }

    private static final String SELECT = "SELECT id, name, login, status, created_at, row FROM users WHERE ";
    private static final String FOUND = "search LIKE '%' || ? || '%'";

    private final Scale scale;
    private final Stage stage;
    private final List<String> faults = new ArrayList<>();

    private DirectoryQueries(Stage stage) {
        this.stage = stage;
        this.scale = stage.scale();
    }

    static Report run(Stage stage) {
        return new DirectoryQueries(stage).measure();
    }

    private Report measure() {
        Path folder;
        try {
            folder = Files.createTempDirectory("sightline-directory");
        } catch (IOException failed) {
            throw new BenchException("cannot make a folder: " + failed.getMessage(), failed);
        }
        Path programs = Postgres.programs().orElse(null);
        try (var index = LuceneIndex.open(folder, List.of(Users.KIND))) {
            double perSecond = index(index);
            if (programs == null) {
                return report(index, null, perSecond, size(folder));
            }
            try (var postgres = Postgres.start(programs);
                    var connection = postgres.connect()) {
                fill(connection);
                return report(index, connection, perSecond, size(folder));
            } catch (SQLException failed) {
                throw new BenchException("PostgreSQL: " + failed.getMessage(), failed);
            }
        } catch (SQLException failed) {
            throw new BenchException("PostgreSQL: " + failed.getMessage(), failed);
        } finally {
            delete(folder);
        }
    }

    private double index(LuceneIndex index) {
        stage.say("P6: indexing %,d users".formatted(scale.listed()));
        var people = new People(1);
        long took = 0;
        for (int number = 0; number < scale.listed(); ) {
            List<Change> changes = new ArrayList<>(BATCH);
            for (int i = 0; i < BATCH && number < scale.listed(); i++) {
                Document user = people.user(number++);
                changes.add(new Change(EntityRef.of(Kind.USER, user.id()), 1, List.of(user), List.of()));
            }
            long began = System.nanoTime();
            index.write(changes);
            took += System.nanoTime() - began;
        }
        long began = System.nanoTime();
        index.commit(Map.of());
        index.refresh();
        return scale.listed() * NANOS_PER_SECOND / (took + System.nanoTime() - began);
    }

    private void fill(Connection connection) throws SQLException {
        stage.say("P6: filling PostgreSQL");
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION pg_trgm");
            statement.execute(
                    "CREATE TABLE users (id text PRIMARY KEY, name text, login text, name_key text, search text,"
                            + " status text, user_type text, address text, created_at bigint, row text)");
        }
        var people = new People(1);
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int number = 0; number < scale.listed(); number++) {
                add(insert, people.user(number));
                if (number % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            for (String each : List.of(
                    "CREATE INDEX ON users (name_key, id)",
                    "CREATE INDEX ON users (created_at DESC, id)",
                    "CREATE INDEX ON users (status, user_type, created_at DESC, id)",
                    "CREATE INDEX ON users (address, name_key, id)",
                    "CREATE INDEX ON users USING gin (search gin_trgm_ops)",
                    "VACUUM ANALYZE users")) {
                statement.execute(each);
            }
        }
    }

    private static void add(PreparedStatement insert, Document user) throws SQLException {
        String name = user.text("name").orElse("");
        String login = user.text("login").orElse("");
        insert.setString(1, user.id());
        insert.setString(2, name);
        insert.setString(3, login);
        insert.setString(4, Words.sortKey(name));
        insert.setString(
                5,
                Words.fold(
                        name + " " + login + " " + user.text("contractNumber").orElse("")));
        insert.setString(6, user.codes("status").get(0));
        insert.setString(7, user.codes("userType").get(0));
        insert.setString(8, user.codes("addressIds").get(0));
        insert.setLong(9, user.number("createdAt").orElse(0L));
        insert.setString(10, user.values().values().toString());
        insert.addBatch();
    }

    private static Position from(String name) {
        return new Position(List.of(name), "");
    }

    private static Map<Question, Chosen> questions(int users) {
        var questions = new java.util.LinkedHashMap<Question, Chosen>();
        questions.put(
                new Question(
                        "search part of a name, by name",
                        text -> ALL.searching(text).sorted(BY_NAME),
                        SELECT + FOUND + " ORDER BY name_key, id LIMIT 50"),
                people -> people.part(2));
        questions.put(
                new Question(
                        "search a rarer part, by name",
                        text -> ALL.searching(text).sorted(BY_NAME),
                        SELECT + FOUND + " ORDER BY name_key, id LIMIT 50"),
                people -> people.part(3));
        questions.put(
                new Question(
                        "search a number, newest first",
                        text -> ALL.searching(text).sorted(NEWEST),
                        SELECT + FOUND + " ORDER BY created_at DESC, id LIMIT 50"),
                people -> Integer.toString(users / 10 + people.below(users - users / 10)));
        questions.put(
                new Question(
                        "search and count",
                        text -> ALL.searching(text).sorted(BY_NAME).counting(),
                        "SELECT count(*) FROM users WHERE " + FOUND),
                people -> people.part(2));
        questions.put(
                new Question(
                        "a page from a name on",
                        text -> ALL.sorted(BY_NAME).at(Page.after(from(text), PAGE)),
                        SELECT + "(name_key, id) > (?, '') ORDER BY name_key, id LIMIT 50"),
                people -> "maria " + people.part(1));
        questions.put(
                new Question(
                        "paused, of one tariff, newest first",
                        text -> ALL.filtered(
                                        new Filter.AnyOf("status", Set.of("paused")),
                                        new Filter.AnyOf("userType", Set.of(text)))
                                .sorted(NEWEST),
                        SELECT + "status = 'paused' AND user_type = ? ORDER BY created_at DESC, id LIMIT 50"),
                people -> "tariff-" + people.below(People.TARIFFS));
        questions.put(
                new Question(
                        "of one address, by name",
                        text -> ALL.filtered(new Filter.AnyOf("addressIds", Set.of(text)))
                                .sorted(BY_NAME),
                        SELECT + "address = ? ORDER BY name_key, id LIMIT 50"),
                people -> "a-" + people.below(People.ADDRESSES));
        return questions;
    }

    private Report report(LuceneIndex index, @Nullable Connection postgres, double perSecond, long bytes)
            throws SQLException {
        stage.say("P6: asking");
        var table =
                new Table("question", "ours: p50 / p99 / max ms", "PostgreSQL: p50 / p99 / max ms", "p99 of theirs");
        boolean halved = true;
        for (var each : questions(scale.listed()).entrySet()) {
            Question question = each.getKey();
            Figures ours = ours(index, question, each.getValue());
            Figures theirs = postgres == null ? null : theirs(postgres, question, each.getValue());
            double ratio = theirs == null ? Double.NaN : ours.p99Millis() / theirs.p99Millis();
            halved &= ratio <= 0.5;
            table.row(
                    question.what,
                    precise(ours),
                    theirs == null ? "not installed" : precise(theirs),
                    theirs == null ? "" : String.format(Locale.ROOT, "%.2f", ratio));
        }
        agree(index, postgres);
        return new Report(
                "P6",
                Benchmark.P6.title(),
                ("%,d users; %,d questions of each kind, pages of %d, one after the other, after a tenth as many to warm up."
                                + " PostgreSQL 15 has a table with an index for each question, trigrams for the search, and folded"
                                + " texts as ours has; it is asked over loopback with prepared statements, ours by a call. Our index"
                                + " has %,d bytes a user.")
                        .formatted(scale.listed(), scale.questions(), PAGE, bytes / scale.listed()),
                List.of(table),
                List.of(
                        Report.goal(
                                perSecond >= INDEXED_A_SECOND,
                                String.format(
                                        Locale.ROOT,
                                        "%,.0f users indexed a second by one thread (at least %,d)",
                                        perSecond,
                                        INDEXED_A_SECOND)),
                        Report.goal(postgres != null && halved, "p99 at most half of PostgreSQL's for every question")),
                faults);
    }

    private static String precise(Figures figures) {
        return String.format(
                Locale.ROOT, "%.2f / %.2f / %.2f", figures.p50Millis(), figures.p99Millis(), figures.maxMillis());
    }

    private interface Ask {
        int ask(String text) throws SQLException;
    }

    private Figures ask(Chosen chosen, Ask ask) throws SQLException {
        var people = new People(7);
        int warmUp = scale.questions() / 10;
        var nanos = new long[scale.questions()];
        for (int i = -warmUp; i < nanos.length; i++) {
            String text = chosen.text(people);
            long began = System.nanoTime();
            ask.ask(text);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - began;
            }
        }
        return Figures.of(nanos);
    }

    private Figures ours(LuceneIndex index, Question question, Chosen chosen) throws SQLException {
        return ask(chosen, text -> index.find(question.ours.with(text)).items().size());
    }

    private Figures theirs(Connection postgres, Question question, Chosen chosen) throws SQLException {
        try (var statement = postgres.prepareStatement(question.sql)) {
            return ask(chosen, text -> {
                statement.setString(1, text);
                int rows = 0;
                try (var found = statement.executeQuery()) {
                    while (found.next()) {
                        rows++;
                    }
                }
                return rows;
            });
        }
    }

    /** Both find the same: a quick answer that is wrong is worth nothing. */
    private void agree(LuceneIndex index, @Nullable Connection postgres) throws SQLException {
        if (postgres == null) {
            return;
        }
        var people = new People(11);
        try (var statement = postgres.prepareStatement("SELECT count(*) FROM users WHERE " + FOUND)) {
            for (int i = 0; i < 20; i++) {
                String part = people.part(2);
                statement.setString(1, part);
                try (var found = statement.executeQuery()) {
                    found.next();
                    Long ours = index.find(ALL.searching(part).counting()).total();
                    if (ours == null || ours != found.getLong(1)) {
                        faults.add("%d and %d users are found for the same part".formatted(ours, found.getLong(1)));
                    }
                }
            }
        }
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            long bytes = 0;
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException failed) {
            throw new BenchException("cannot read " + folder, failed);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new BenchException("cannot delete " + folder, failed);
        }
    }
}
