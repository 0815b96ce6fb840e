package io.sightline.cli.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

import io.sightline.cli.admin.AdminApi;
import io.sightline.cli.terminal.Complaint;
import io.sightline.cli.town.Person;
import io.sightline.client.ClientListener;
import io.sightline.client.net.TokenRefused;
import io.sightline.client.store.MemoryStore;
import io.sightline.client.wire.Environment;

/** Connects every environment of many people, a wave at a time, and compares what each holds with what the server says. */
final class Convergence {

    /** People whose environments are connected at the same time. */
    private static final int WAVE = 32;

    /**
     * What was found.
     *
     * @param devices as shown by all environments together
     * @param differences in words, none when everything is as the server says
     */
    record Result(int users, long environments, long devices, List<String> differences) {}

    private final AdminApi api;
    private final Clients clients;
    private final AtomicLong environments = new AtomicLong();
    private final AtomicLong devices = new AtomicLong();
    private final List<String> differences = new ArrayList<>();

    Convergence(AdminApi api, Clients clients) {
        this.api = api;
        this.clients = clients;
    }

    /** @param progress told the number of environments compared so far */
    Result check(List<Person> people, LongConsumer progress) {
        var workers = Executors.newFixedThreadPool(WAVE);
        try {
            var checks = people.stream()
                    .map(person -> CompletableFuture.runAsync(() -> check(person, progress), workers))
                    .toList();
            checks.forEach(CompletableFuture::join);
        } finally {
            workers.shutdownNow();
        }
        synchronized (differences) {
            return new Result(people.size(), environments.get(), devices.get(), List.copyOf(differences));
        }
    }

    private void check(Person person, LongConsumer progress) {
        try {
            if (person.active()) {
                compare(person, progress);
            } else {
                refused(person, progress);
            }
        } catch (Complaint e) {
            note(String.valueOf(e.getMessage()));
        }
    }

    /** Whoever is paused or has left gets no token, so none of its environments can hold anything anew. */
    private void refused(Person person, LongConsumer progress) {
        var tokens = clients.tokens(person.login(), person.password());
        for (var environment : Environment.values()) {
            var refused = tokens.fetch(environment, "demo")
                    .handle((token, failure) -> failure != null && cause(failure) instanceof TokenRefused)
                    .toCompletableFuture();
            if (!Stopwatch.await(refused, "a refusal did not come")) {
                note("%s was let in as %s although it is %s"
                        .formatted(environment.word(), person.login(), person.standing()));
            }
            progress.accept(environments.incrementAndGet());
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void compare(Person person, LongConsumer progress) {
        var user = person.main() == null ? api.userId(person.login()) : api.subUserId(person.login());
        var connected = new EnumMap<Environment, CompletableFuture<Word>>(Environment.class);
        for (var environment : Environment.values()) {
            connected.put(environment, connect(person, environment));
        }
        var said = Word.of(api.require("GET", "/api/v1/users/%s/devices".formatted(user), null));
        for (var one : connected.entrySet()) {
            var who = "user %s %s".formatted(user, one.getKey().word());
            var held = Stopwatch.await(one.getValue(), who + " did not get in step");
            devices.addAndGet(held.devices());
            said.difference(held).ifPresent(difference -> note(who + ": " + difference));
            progress.accept(environments.incrementAndGet());
        }
    }

    private CompletableFuture<Word> connect(Person person, Environment environment) {
        var client = clients.client(
                environment,
                clients.tokens(person.login(), person.password()),
                new MemoryStore(),
                new ClientListener() {});
        client.start();
        return client.inStep()
                .thenCompose(inStep -> client.read(Word::of))
                .whenComplete((word, failure) -> client.close());
    }

    private void note(String difference) {
        synchronized (differences) {
            differences.add(difference);
        }
    }
}
