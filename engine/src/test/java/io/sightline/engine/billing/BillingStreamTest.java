package io.sightline.engine.billing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Many requests under way at once, over an engine that answers on other threads in any order. */
@Timeout(60)
class BillingStreamTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Town town = new Town(BillingSettings.open(), Scattered::new);

    @AfterEach
    void close() {
        threads.shutdownNow();
        town.close();
    }

    @Test
    void keepsTheOrderOfEachLoginWhileManyAreUnderWay() {
        List<String> logins = List.of("l0", "l1", "l2", "l3", "l4", "l5", "l6", "l7");
        logins.forEach(login -> town.given(town.newEntity(login)));
        Random random = new Random(7);
        boolean[] paused = new boolean[logins.size()];
        List<CompletableFuture<BillingResult>> results = new ArrayList<>();
        List<Outcome> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int who = random.nextInt(logins.size());
            boolean pause = random.nextBoolean();
            expected.add(paused[who] == pause ? Outcome.NO_OP : Outcome.APPLIED);
            paused[who] = pause;
            results.add(town.billing
                    .submit(town.read(
                            town.request(pause ? "pause_entity" : "unpause_entity", "login", logins.get(who))))
                    .toCompletableFuture());
        }
        assertThat(results.stream().map(result -> Town.await(result).outcome())).isEqualTo(expected);
        for (int who = 0; who < logins.size(); who++) {
            assertThat(town.account(logins.get(who)).standing().causes().contains(SuspensionCause.BILLING_PAUSE))
                    .isEqualTo(paused[who]);
        }
    }

    @RepeatedTest(50)
    void twoRequestsThatNeedTheSameNewAddressAtOnceAreBothApplied() {
        town.given(town.newEntity("ada"));
        town.given(town.newEntity("bob"));

        List<CompletableFuture<BillingResult>> results = List.of(
                town.billing
                        .submit(town.read(town.attach("ada", "02:00:00:00:00:01", "T1-1")))
                        .toCompletableFuture(),
                town.billing
                        .submit(town.read(town.attach("bob", "02:00:00:00:00:02", "T1-2")))
                        .toCompletableFuture());

        assertThat(results.stream().map(result -> Town.await(result).outcome())).containsOnly(Outcome.APPLIED);
    }

    @Test
    void aThousandCopiesAtOnceHaveOneEffect() {
        town.given(town.newEntity("ada"));
        BillingRequest pause = town.read(town.request("pause_entity", "login", "ada"));
        long before = town.entities.events();
        List<CompletableFuture<BillingResult>> results = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            results.add(town.billing.submit(pause).toCompletableFuture());
        }
        List<BillingResult> all = results.stream().map(Town::await).toList();

        assertThat(all.stream().filter(each -> each.outcome() == Outcome.APPLIED))
                .hasSize(1);
        assertThat(all.stream().filter(each -> each.outcome() == Outcome.DUPLICATE))
                .hasSize(999);
        assertThat(town.entities.events()).isEqualTo(before + 1);
    }

    @Test
    void twoUsersNeverGetOneLoginHoweverTheyAskForIt() {
        town.given(town.newEntity("ada"));
        town.given(town.newEntity("bob"));
        List<CompletableFuture<BillingResult>> results = new ArrayList<>();
        for (String login : List.of("ada", "bob")) {
            results.add(town.billing
                    .submit(town.read(town.request("update_login", "login", login, "newLogin", "eve")))
                    .toCompletableFuture());
        }
        results.add(town.billing.submit(town.read(town.newEntity("eve"))).toCompletableFuture());

        assertThat(results.stream().map(result -> Town.await(result).outcome()))
                .containsExactly(Outcome.APPLIED, Outcome.REJECTED, Outcome.REJECTED);
    }

    /** Hands every answer over on a thread of a pool. */
    private final class Scattered implements Engine {

        private final Engine engine;

        Scattered(Engine engine) {
            this.engine = engine;
        }

        @Override
        public CompletionStage<Reply> send(
                EntityRef entity, List<? extends Command> commands, @Nullable Long expected, Assurance assurance) {
            return CompletableFuture.supplyAsync(() -> engine.send(entity, commands, expected, assurance), threads)
                    .thenCompose(reply -> reply);
        }

        @Override
        public <S> CompletionStage<Versioned<S>> read(EntityRef entity, Class<S> type) {
            return CompletableFuture.supplyAsync(() -> engine.read(entity, type), threads)
                    .thenCompose(read -> read);
        }
    }
}
