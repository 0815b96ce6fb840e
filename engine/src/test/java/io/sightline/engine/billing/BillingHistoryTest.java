package io.sightline.engine.billing;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.RequestId;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random histories of requests against a model that knows the rules and nothing of entities: repetitions, late ones, other bodies
 * under the same id, logins and types that nobody has, and crashes between any two steps.
 */
class BillingHistoryTest {

    private static final List<String> LOGINS = List.of("ada", "bob", "cyd", "dee");
    private static final List<String> MACS = List.of(Town.MAC, Town.OTHER_MAC, "AA:BB:CC:00:00:03");
    private static final List<String> TYPES = List.of(
            "new_entity",
            "new_entity",
            "pause_entity",
            "pause_entity",
            "unpause_entity",
            "terminate_entity",
            "update_password",
            "update_login",
            "attach_camera",
            "attach_camera",
            "detach_camera",
            "promote_entity");

    @RepeatedTest(200)
    void everyHistoryEndsAsTheModelSays(RepetitionInfo repetition) {
        run(repetition.getCurrentRepetition(), 0);
    }

    @RepeatedTest(200)
    void everyHistoryWithCrashesEndsAsTheModelSays(RepetitionInfo repetition) {
        run(1_000_000 + repetition.getCurrentRepetition(), 0.15);
    }

    @Test
    void aCrashAtAnyStepOfAnAttachmentIsMadeGood() {
        for (int step = 1; step <= 20; step++) {
            AtomicReference<Crashing> held = new AtomicReference<>();
            try (Town town = new Town(BillingSettings.open(), engine -> hold(held, engine))) {
                Crashing crashing = Objects.requireNonNull(held.get());
                town.given(town.newEntity("ada"));
                ObjectNode attach = town.attach("ada", Town.MAC, "T1-1");
                crashing.after = step;
                BillingRequest request = town.read(attach);
                boolean crashed =
                        town.billing.submit(request).toCompletableFuture().isCompletedExceptionally();
                crashing.after = Integer.MAX_VALUE;
                int resumed = Town.await(town.start(Town.NOON.plusSeconds(60)).resume());

                assertThat(resumed).as("step %d", step).isEqualTo(crashed ? 1 : 0);
                assertThat(town.account("ada").grants().cameras())
                        .containsOnlyKeys(town.cameraOn(Town.MAC).id());
                assertThat(town.cameraOn(Town.MAC).listings().shown()).hasSize(2);
                assertThat(town.send(attach).first()).isEqualTo(Outcome.APPLIED);
                assertThat(Town.await(town.log.unsettled(10))).isEmpty();
            }
        }
    }

    @Test
    void whatFollowsARequestOfUnknownOutcomeWaitsUntilItIsKnown() {
        AtomicReference<Crashing> held = new AtomicReference<>();
        try (Town town = new Town(BillingSettings.open(), engine -> hold(held, engine))) {
            Crashing crashing = Objects.requireNonNull(held.get());
            crashing.after = 4;
            CompletableFuture<BillingResult> created =
                    town.billing.submit(town.read(town.newEntity("ada"))).toCompletableFuture();
            CompletableFuture<BillingResult> paused = town.billing
                    .submit(town.read(town.request("pause_entity", "login", "ada")))
                    .toCompletableFuture();

            assertThat(created).isCompletedExceptionally();
            assertThat(paused).isNotDone();
            assertThat(town.billing.unresolved()).isEqualTo(1);

            town.pause.complete(null);

            assertThat(Town.await(paused).outcome()).isEqualTo(Outcome.APPLIED);
            assertThat(town.account("ada").standing().causes()).containsExactly(SuspensionCause.BILLING_PAUSE);
            assertThat(town.billing.unresolved()).isZero();
            assertThat(Town.await(town.log.unsettled(10))).isEmpty();
        }
    }

    @Test
    void aRequestWhoseOutcomeStaysUnknownIsLeftToTheNextStartAndItsFollowersGoOn() {
        AtomicReference<Crashing> held = new AtomicReference<>();
        try (Town town = new Town(BillingSettings.open(), engine -> hold(held, engine))) {
            Crashing crashing = Objects.requireNonNull(held.get());
            town.given(town.newEntity("ada"));
            town.pause.complete(null);
            crashing.down = true;
            BillingRequest pause = town.read(town.request("pause_entity", "login", "ada"));

            assertThat(town.billing.submit(pause).toCompletableFuture()).isCompletedExceptionally();
            assertThat(town.billing.unresolved()).isEqualTo(1);
            crashing.down = false;
            assertThat(town.send(town.request("update_password", "login", "ada", "password", "another secret"))
                            .outcome())
                    .isEqualTo(Outcome.APPLIED);
            assertThat(Town.await(town.billing.resume())).isEqualTo(1);

            assertThat(town.billing.unresolved()).isZero();
            assertThat(Town.await(town.log.unsettled(10))).isEmpty();
        }
    }

    private static void run(long seed, double crashes) {
        Random random = new Random(seed);
        AtomicReference<Crashing> held = new AtomicReference<>();
        try (Town town = new Town(BillingSettings.open(), engine -> hold(held, engine))) {
            Crashing crashing = Objects.requireNonNull(held.get());
            Model model = new Model();
            Map<String, ObjectNode> sent = new HashMap<>();
            for (int i = 0; i < 60; i++) {
                ObjectNode request = next(town, random, List.copyOf(sent.values()));
                sent.put(request.get("requestId").asText() + random.nextInt(2), request);
                Outcome expected = model.send(request);
                boolean crash = random.nextDouble() < crashes;
                crashing.random = crash ? random : null;
                CompletableFuture<BillingResult> result =
                        town.billing.submit(town.read(request)).toCompletableFuture();
                crashing.random = null;
                if (result.isCompletedExceptionally()) {
                    Town.await(town.start(Town.NOON.plusSeconds(i + 1)).resume());
                    // Whether the crash came before or after the receipt, the request now meets what it has done
                    // itself.
                    BillingResult again = town.send(request);
                    assertThat(again.outcome())
                            .as("seed %d, request %d %s", seed, i, request)
                            .isIn(Outcome.DUPLICATE, Outcome.KEPT, Outcome.REJECTED);
                } else {
                    assertThat(result.join().outcome())
                            .as("seed %d, request %d %s", seed, i, request)
                            .isEqualTo(expected);
                }
                model.compare(town, "seed " + seed + ", request " + i + " " + request);
            }
            assertThat(Town.await(town.log.unsettled(1_000))).isEmpty();
        }
    }

    private static Engine hold(AtomicReference<Crashing> held, Engine engine) {
        Crashing crashing = new Crashing(engine);
        held.set(crashing);
        return crashing;
    }

    private static ObjectNode next(Town town, Random random, List<ObjectNode> sent) {
        if (!sent.isEmpty() && random.nextInt(4) == 0) {
            ObjectNode earlier = sent.get(random.nextInt(sent.size())).deepCopy();
            return random.nextInt(4) == 0 ? earlier.put("system", "another") : earlier;
        }
        String type = TYPES.get(random.nextInt(TYPES.size()));
        String login = LOGINS.get(random.nextInt(LOGINS.size()));
        String mac = MACS.get(random.nextInt(MACS.size()));
        ObjectNode request =
                switch (type) {
                    case "new_entity" -> town.newEntity(login);
                    case "update_password" -> town.request(type, "login", login, "password", "p" + random.nextInt());
                    case "update_login" ->
                        town.request(type, "login", login, "newLogin", LOGINS.get(random.nextInt(LOGINS.size())));
                    case "attach_camera" -> town.attach(login, mac, random.nextBoolean() ? "T1-1" : "T1-2");
                    case "detach_camera" -> town.request(type, "login", login, "mac", mac);
                    default -> town.request(type, "login", login);
                };
        if (random.nextInt(6) == 0) {
            Instant late = Instant.parse(request.get("occurredAt").asText()).minusSeconds(random.nextInt(20));
            request.put("occurredAt", late.toString());
        }
        return request;
    }

    /** An engine whose answers get lost: before the command arrives or after it was carried out. */
    private static final class Crashing implements Engine {

        private final Engine engine;
        private @Nullable Random random;
        private int after = Integer.MAX_VALUE;
        private boolean down;

        Crashing(Engine engine) {
            this.engine = engine;
        }

        @Override
        public CompletionStage<Reply> send(
                EntityRef entity, List<? extends Command> commands, @Nullable Long expected, Assurance assurance) {
            boolean crash = down || --after == 0 || (random != null && random.nextInt(3) == 0);
            if (crash && (random == null || random.nextBoolean())) {
                return lost();
            }
            CompletionStage<Reply> reply = engine.send(entity, commands, expected, assurance);
            return crash ? lost() : reply;
        }

        @Override
        public <S> CompletionStage<Versioned<S>> read(EntityRef entity, Class<S> type) {
            return down || --after == 0 ? lost() : engine.read(entity, type);
        }

        private static <T> CompletionStage<T> lost() {
            return CompletableFuture.failedStage(new IllegalStateException("the answer was lost"));
        }
    }

    /** The rules in the plainest way. */
    private static final class Model {

        private record Receipt(ObjectNode body, Outcome outcome) {}

        private static final class Person {
            private final Map<String, Receipt> receipts = new HashMap<>();
            private final Set<String> macs = new HashSet<>();
            private Instant latest = Instant.EPOCH;
            private boolean paused;
            private boolean terminated;
        }

        private final Map<String, Person> logins = new HashMap<>();
        private final Map<String, Person> born = new HashMap<>();
        private final Map<String, Person> holders = new HashMap<>();
        private final Set<String> known = new HashSet<>();

        Outcome send(ObjectNode request) {
            String type = request.get("type").asText().substring("billing.".length());
            String id = request.get("requestId").asText();
            String login = request.get("login").asText();
            if (type.equals("new_entity")) {
                return create(request, id, login);
            }
            Person renamed = type.equals("update_login")
                    ? logins.get(request.get("newLogin").asText())
                    : null;
            if (renamed != null && renamed.receipts.containsKey(id)) {
                return repeated(renamed, request, id);
            }
            Person person = logins.get(login);
            if (person == null) {
                return Outcome.KEPT;
            }
            if (person.receipts.containsKey(id)) {
                return repeated(person, request, id);
            }
            Instant order = Instant.parse(request.get("occurredAt").asText());
            Outcome outcome;
            if (type.equals("promote_entity")) {
                outcome = Outcome.KEPT;
            } else if (order.isBefore(person.latest)) {
                outcome = Outcome.SUPERSEDED;
            } else {
                outcome = carryOut(type, request, person, login);
                if (outcome == Outcome.APPLIED || outcome == Outcome.NO_OP) {
                    person.latest = order;
                }
            }
            person.receipts.put(id, new Receipt(request, outcome));
            return outcome;
        }

        private Outcome create(ObjectNode request, String id, String login) {
            Person before = born.get(login + " " + id);
            if (before != null) {
                return receipt(before, id).body.equals(request) ? Outcome.DUPLICATE : Outcome.REJECTED;
            }
            Person holder = logins.get(login);
            if (holder != null && !holder.terminated) {
                if (holder.receipts.containsKey(id)) {
                    return repeated(holder, request, id);
                }
                holder.receipts.put(id, new Receipt(request, Outcome.REJECTED));
                return Outcome.REJECTED;
            }
            Instant order = Instant.parse(request.get("occurredAt").asText());
            if (holder != null && order.isBefore(holder.latest)) {
                if (holder.receipts.containsKey(id)) {
                    return repeated(holder, request, id);
                }
                holder.receipts.put(id, new Receipt(request, Outcome.SUPERSEDED));
                return Outcome.SUPERSEDED;
            }
            Person person = new Person();
            person.latest = order;
            person.receipts.put(id, new Receipt(request, Outcome.APPLIED));
            logins.put(login, person);
            born.put(login + " " + id, person);
            return Outcome.APPLIED;
        }

        private static Outcome repeated(Person person, ObjectNode request, String id) {
            return receipt(person, id).body.equals(request) ? Outcome.DUPLICATE : Outcome.REJECTED;
        }

        private static Receipt receipt(Person person, String id) {
            return Objects.requireNonNull(person.receipts.get(id));
        }

        private Outcome carryOut(String type, ObjectNode request, Person person, String login) {
            if (type.equals("terminate_entity")) {
                Outcome outcome = changed(!person.terminated);
                person.terminated = true;
                person.macs.clear();
                return outcome;
            }
            if (type.equals("detach_camera")) {
                return detach(request.get("mac").asText(), person);
            }
            if (type.equals("update_login")) {
                return rename(request.get("newLogin").asText(), person, login);
            }
            if (person.terminated) {
                return Outcome.REJECTED;
            }
            return switch (type) {
                case "pause_entity" -> {
                    Outcome outcome = changed(!person.paused);
                    person.paused = true;
                    yield outcome;
                }
                case "unpause_entity" -> {
                    Outcome outcome = changed(person.paused);
                    person.paused = false;
                    yield outcome;
                }
                case "update_password" -> Outcome.APPLIED;
                case "attach_camera" -> attach(request.get("mac").asText(), person);
                default -> throw new AssertionError(type);
            };
        }

        private Outcome rename(String wanted, Person person, String login) {
            if (wanted.equals(login)) {
                return Outcome.NO_OP;
            }
            Person holder = logins.get(wanted);
            if (holder != null && !holder.terminated) {
                return Outcome.REJECTED;
            }
            logins.remove(wanted);
            if (person.terminated) {
                return Outcome.REJECTED;
            }
            logins.remove(login);
            logins.put(wanted, person);
            return Outcome.APPLIED;
        }

        private Outcome attach(String mac, Person person) {
            Person holder = holders.get(mac);
            if (holder != null && !holder.terminated) {
                return Outcome.NO_OP;
            }
            known.add(mac);
            holders.put(mac, person);
            person.macs.add(mac);
            return Outcome.APPLIED;
        }

        private Outcome detach(String mac, Person person) {
            Person holder = holders.get(mac);
            if (holder == null) {
                return known.contains(mac) ? Outcome.NO_OP : Outcome.REJECTED;
            }
            if (holder != person) {
                return Outcome.REJECTED;
            }
            holders.remove(mac);
            person.macs.remove(mac);
            return Outcome.APPLIED;
        }

        private static Outcome changed(boolean changed) {
            return changed ? Outcome.APPLIED : Outcome.NO_OP;
        }

        void compare(Town town, String where) {
            for (String login : LOGINS) {
                Person person = logins.get(login);
                assertThat(town.isFree(login)).as("%s: %s", where, login).isEqualTo(person == null);
                if (person != null) {
                    compare(town, login, person, where);
                }
            }
        }

        private static void compare(Town town, String login, Person person, String where) {
            Account account = town.account(login);
            assertThat(account.standing().terminated()).as(where).isEqualTo(person.terminated);
            assertThat(account.standing().causes().contains(SuspensionCause.BILLING_PAUSE))
                    .as(where)
                    .isEqualTo(person.paused);
            assertThat(account.grants().cameras().keySet())
                    .as(where)
                    .containsExactlyInAnyOrderElementsOf(person.macs.stream()
                            .map(mac -> town.cameraOn(mac).id())
                            .toList());
            assertThat(account.requests().receipts().keySet())
                    .as(where)
                    .extracting(RequestId::value)
                    .containsExactlyInAnyOrderElementsOf(person.receipts.keySet());
            person.receipts.forEach((id, receipt) -> assertThat(effect(account.requests()
                            .find(new RequestId(id))
                            .orElseThrow()
                            .outcome()))
                    .as("%s: %s", where, id)
                    .isEqualTo(effect(receipt.outcome)));
        }

        /** A request that was cut short may find, done again, that nothing is left to do. */
        private static Outcome effect(Outcome outcome) {
            return outcome == Outcome.NO_OP ? Outcome.APPLIED : outcome;
        }
    }
}
