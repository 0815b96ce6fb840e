package io.sightline.persistence;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.sightline.engine.audit.Anchor;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.CompletableFuture.completedStage;

/** Where the audit's chains begin. Thread-safe. */
final class AuditAnchors {

    private static final String LOG = "admin";

    private final CqlSession session;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement advance;

    /** Prepares its statements, so it blocks. */
    AuditAnchors(CqlSession session) {
        this.session = session;
        this.select = session.prepare(
                "SELECT number, recorded_at, hash, seal FROM sightline.audit_anchors WHERE log = ? AND stream = ?");
        this.insert =
                session.prepare("INSERT INTO sightline.audit_anchors (log, stream, number, recorded_at, hash, seal)"
                        + " VALUES (?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        this.advance =
                session.prepare("UPDATE sightline.audit_anchors SET number = ?, recorded_at = ?, hash = ?, seal = ?"
                        + " WHERE log = ? AND stream = ? IF number < ?");
    }

    CompletionStage<Optional<Anchor>> find(String stream) {
        return session.executeAsync(select.bind(LOG, stream)).thenApply(rows -> Optional.ofNullable(rows.one())
                .map(row -> new Anchor(
                        stream,
                        row.getLong("number"),
                        requireNonNull(row.getInstant("recorded_at")),
                        requireNonNull(row.getString("hash")),
                        requireNonNull(row.getString("seal")))));
    }

    /** The first record that is left of a chain. */
    CompletionStage<Long> first(String stream) {
        return find(stream).thenApply(found -> found.map(Anchor::number).orElse(0L));
    }

    /** Whether the chain begins further on than it did. */
    CompletionStage<Boolean> advance(Anchor to) {
        return session.executeAsync(insert.bind(LOG, to.stream(), to.number(), to.at(), to.hash(), to.seal()))
                .thenCompose(first -> first.wasApplied()
                        ? completedStage(true)
                        : session.executeAsync(advance.bind(
                                        to.number(), to.at(), to.hash(), to.seal(), LOG, to.stream(), to.number()))
                                .thenApply(AsyncResultSet::wasApplied));
    }
}
