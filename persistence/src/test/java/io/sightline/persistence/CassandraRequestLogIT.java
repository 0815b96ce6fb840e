package io.sightline.persistence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.sightline.engine.billing.RequestLog;
import io.sightline.engine.billing.RequestLog.Entry;
import io.sightline.engine.billing.RequestLog.Position;
import io.sightline.engine.billing.RequestLogContract;
import io.sightline.engine.billing.Sealed;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.RequestId;
import io.sightline.engine.domain.RequestType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class CassandraRequestLogIT extends RequestLogContract {

    private Duration retention = Duration.ofDays(90);
    private InstantSource clock = InstantSource.system();

    @Override
    protected RequestLog create(Duration retention, InstantSource clock) {
        this.retention = retention;
        this.clock = clock;
        Store.session().execute("TRUNCATE sightline.request_log");
        Store.session().execute("TRUNCATE sightline.request_log_buckets");
        return open();
    }

    @Override
    protected RequestLog reopen(RequestLog log) {
        return open();
    }

    @Test
    void pagesThroughTheBucketsOfTwoWriters() {
        create(Duration.ofDays(1), InstantSource.system());
        var one = small(1);
        var two = small(2);
        List<Position> all = new ArrayList<>();
        for (var i = 0; i < 6; i++) {
            all.addAll(await(one.append(List.of(entry(), entry()))));
            all.addAll(await(two.append(List.of(entry()))));
        }
        Collections.sort(all);
        Collections.reverse(all);

        List<Position> told = new ArrayList<>();
        var page = await(one.page(null, 5));
        page.rows().forEach(row -> told.add(row.position()));
        while (page.next() != null) {
            page = await(one.page(page.next(), 5));
            page.rows().forEach(row -> told.add(row.position()));
        }
        assertThat(told).isEqualTo(all);
        assertThat(await(two.unsettled(100))).hasSize(6);
    }

    @Test
    void notesWhichBucketsAreSettledThroughout() {
        create(Duration.ofDays(1), InstantSource.system());
        var log = small(3);
        var first = await(log.append(List.of(entry(), entry(), entry())));
        var second = await(log.append(List.of(entry(), entry(), entry())));
        await(log.settle(first.stream().map(CassandraRequestLogIT::settlement).toList()));
        await(log.settle(
                second.stream().limit(2).map(CassandraRequestLogIT::settlement).toList()));

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> settledTo(first.get(0).number()) == RequestLogBuckets.COMPLETE);
        assertThat(settledTo(second.get(0).number())).isZero();
        assertThat(await(small(3).unsettled(10)))
                .extracting(RequestLog.Row::position)
                .containsExactly(second.get(2));
    }

    @Test
    void keepsTheFirstOfTwoDifferentSettlements() {
        create(Duration.ofDays(1), InstantSource.system());
        var log = small(4);
        var position = await(log.append(List.of(entry()))).get(0);
        var kept = settlement(position);
        await(log.settle(List.of(kept)));
        await(log.settle(List.of(new RequestLog.Settlement(
                position, kept.at().plusSeconds(9), RequestType.NEW_ENTITY, Outcome.APPLIED, null, ""))));

        assertThat(await(log.page(null, 1)).rows().get(0).settlement()).isEqualTo(kept);
    }

    @Test
    void takesContentsThatNoSingleBatchMayHold() {
        create(Duration.ofDays(1), InstantSource.system());
        var large = new Entry(
                new RequestId("r.large"),
                RequestType.PAUSE_ENTITY,
                Instant.now(),
                "0123456789abcdef0123456789abcdef",
                new Sealed(new byte[65_536]));
        var log = CassandraRequestLog.open(Store.session(), 5, Duration.ofDays(1), InstantSource.system());

        assertThat(await(log.append(Collections.nCopies(48, large)))).hasSize(48);
        assertThat(await(log.unsettled(100))).hasSize(48);
    }

    @Test
    void expiresRowsWithTheirSettlements() {
        create(Duration.ofDays(1), InstantSource.system());
        var log = small(6);
        var position = await(log.append(List.of(entry()))).get(0);
        await(log.settle(List.of(settlement(position))));

        var row = requireNonNull(Store.session()
                .execute("SELECT TTL(content) AS content, TTL(outcome) AS outcome FROM sightline.request_log")
                .one());
        assertThat(row.getInt("content")).isBetween(86_000, 86_400);
        assertThat(row.getInt("outcome")).isBetween(86_000, row.getInt("content") + 1);
    }

    private static CassandraRequestLog small(int slot) {
        return CassandraRequestLog.open(Store.session(), slot, Duration.ofDays(1), InstantSource.system(), 3);
    }

    private static Entry entry() {
        return new Entry(
                new RequestId("r." + UUID.randomUUID()),
                RequestType.PAUSE_ENTITY,
                Instant.now(),
                "0123456789abcdef0123456789abcdef",
                new Sealed(new byte[300]));
    }

    private static RequestLog.Settlement settlement(Position position) {
        return new RequestLog.Settlement(position, Instant.now(), RequestType.PAUSE_ENTITY, Outcome.NO_OP, null, "");
    }

    private static long settledTo(long bucket) {
        return requireNonNull(Store.session()
                        .execute(SimpleStatement.newInstance(
                                "SELECT settled_to FROM sightline.request_log_buckets WHERE log = ? AND bucket = ?",
                                "billing",
                                bucket))
                        .one())
                .getLong("settled_to");
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private RequestLog open() {
        return CassandraRequestLog.open(Store.session(), 0, retention, clock);
    }
}
