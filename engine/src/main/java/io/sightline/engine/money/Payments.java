package io.sightline.engine.money;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Camera;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.DeviceTariff;
import io.sightline.engine.domain.DeviceTariffId;
import io.sightline.engine.domain.DeviceTariffTerms;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.InstalledCamera;
import io.sightline.engine.domain.Ledger;
import io.sightline.engine.domain.LedgerCommand;
import io.sightline.engine.domain.Money;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.Tracker;
import io.sightline.engine.domain.TransactionId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;

/**
 * A user's balance as it is asked: filled, paid from, and put back. Each answer is the ledger's own, or a refusal that names what
 * was missing before it was asked. Devices that are paid for again are answered for when every client shows them. Thread-safe.
 */
public final class Payments {

    private final Engine engine;
    private final MoneySettings settings;

    public Payments(Engine engine, MoneySettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    public MoneySettings settings() {
        return settings;
    }

    public CompletionStage<Versioned<Ledger>> read(UserId user) {
        return engine.read(Ledger.ref(user), Ledger.class);
    }

    /** Adds money; refused past the largest refill that the settings allow. */
    public CompletionStage<Reply> refill(UserId user, TransactionId id, Money sum) {
        if (!sum.currency().equals(settings.currency())) {
            return refused(Ledger.ref(user), Refusal.INVALID, "currency");
        }
        return sum.minor() > settings.largestRefill()
                ? refused(Ledger.ref(user), Refusal.LIMIT_EXCEEDED, "amount")
                : payer(user, account -> send(user, new LedgerCommand.Refill(id, sum)));
    }

    /**
     * Pays a tariff for a device of the user.
     *
     * @param device its key; a tracker must be the user's own, a camera as well or granted to the user itself, which one that a
     *     place shows is not
     */
    public CompletionStage<Reply> pay(UserId user, TransactionId id, String device, DeviceTariffId tariff, int months) {
        return payer(
                user,
                account -> offered(user, tariff, terms -> name(account, device)
                        .thenCompose(name -> name.isEmpty()
                                ? refused(user.ref(), Refusal.UNKNOWN_REFERENCE, "device")
                                : send(
                                        user,
                                        new LedgerCommand.Pay(
                                                id, device, name.get(), tariff, terms, months, settings.zone())))));
    }

    /** Takes the latest transaction back; refused for any other, so of two who see the same one only one takes it back. */
    public CompletionStage<Reply> cancel(UserId user, TransactionId id) {
        return payer(user, account -> send(user, new LedgerCommand.Cancel(id)));
    }

    /** What devices are called now, by key; one that the user has no more is missing. */
    public CompletionStage<Map<String, Personal>> names(UserId user, Collection<String> devices) {
        return engine.read(user.ref(), User.class).thenCompose(read -> {
            CompletionStage<Map<String, Personal>> names = CompletableFuture.completedStage(new HashMap<>());
            Optional<Account> account = read.state().account();
            if (account.isEmpty()) {
                return names;
            }
            for (String device : devices) {
                names = names.thenCombine(name(account.get(), device), (all, name) -> {
                    name.ifPresent(found -> all.put(device, found));
                    return all;
                });
            }
            return names;
        });
    }

    private CompletionStage<Reply> payer(UserId user, Function<Account, CompletionStage<Reply>> step) {
        return engine.read(user.ref(), User.class).thenCompose(read -> {
            Optional<Account> account = read.state().account();
            if (account.isEmpty()) {
                return refused(user.ref(), Refusal.UNKNOWN_ENTITY, "user");
            }
            if (account.get().standing().terminated()) {
                return refused(user.ref(), Refusal.GONE, "user");
            }
            return account.get().isSubUser()
                    ? refused(user.ref(), Refusal.CONFLICT, "subUser")
                    : step.apply(account.get());
        });
    }

    private CompletionStage<Reply> offered(
            UserId user, DeviceTariffId tariff, Function<DeviceTariffTerms, CompletionStage<Reply>> step) {
        return engine.read(tariff.ref(), DeviceTariff.class).thenCompose(read -> read.state()
                .offeredTo(user)
                .map(step)
                .orElseGet(() -> refused(tariff.ref(), Refusal.UNKNOWN_REFERENCE, "tariff")));
    }

    /** What a device of the user is called; empty when it is none of the user's. */
    private CompletionStage<Optional<Personal>> name(Account account, String device) {
        if (DeviceKey.isTracker(device)) {
            return engine.read(DeviceKey.tracker(device).ref(), Tracker.class).thenApply(read -> read.state()
                    .kept()
                    .filter(tracker -> tracker.owner().equals(account.id()))
                    .map(tracker -> tracker.card().name()));
        }
        if (!DeviceKey.isCamera(device)) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        CameraId camera = DeviceKey.camera(device);
        if (camera.owner().isPresent()) {
            return engine.read(camera.ref(), Camera.class).thenApply(read -> read.state()
                    .installed()
                    .filter(found -> camera.owner().get().equals(account.id()))
                    .map(found -> Personal.of(found.displayName())));
        }
        if (!account.grants().cameras().containsKey(camera)) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return engine.read(camera.ref(), Camera.class).thenApply(read -> read.state()
                .installed()
                .map(InstalledCamera::name)
                .map(Personal::of)
                .map(name -> account.nameOf(device).orElse(name)));
    }

    private CompletionStage<Reply> send(UserId user, LedgerCommand command) {
        return engine.send(Ledger.ref(user), command, Assurance.FENCED);
    }

    private static CompletionStage<Reply> refused(EntityRef entity, Refusal refusal, String detail) {
        return CompletableFuture.completedStage(new Reply.Refused(entity, refusal, detail));
    }
}
