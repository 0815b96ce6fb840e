package io.sightline.engine.erasure;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

import io.sightline.engine.billing.LoggedRequests;
import io.sightline.engine.directory.Directory;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Customer;
import io.sightline.engine.domain.CustomerCommand;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.MonitoringObjectId;
import io.sightline.engine.domain.NoticeBox;
import io.sightline.engine.domain.Notification;
import io.sightline.engine.domain.NotificationCommand;
import io.sightline.engine.domain.NotificationId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.journal.DataKeys;
import io.sightline.engine.pictures.Pictures;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.EntityKind;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.synchronize.Environments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what is left to do about customers that were deleted for good. A customer brings itself here until its state says
 * that the step is done, also after a restart, so each step may be repeated and none is remembered here.
 *
 * <p>First, at once: every user of the customer gives up its login and all that it holds, their data keys are destroyed, they
 * leave memory, the lists, the environments and the log of billing requests. Then, after the retention: the events and
 * snapshots of all of it are removed, last of all those of the customer itself. Thread-safe.
 */
public final class Erasures {

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    /** Kinds of which a user has one under its own id. */
    static final List<Kind> OF_THE_USER =
            List.of(Kind.USER, Kind.SUBSCRIPTION, Kind.ANALYTICS, Kind.LEDGER, Kind.CUSTOMER, Kind.NOTICE_BOX);

    /** Kinds of which a user may have many, under ids that begin with its own. */
    public static final List<Kind> BELONGINGS =
            List.of(Kind.TRACKER, Kind.CAMERA, Kind.MONITORING_OBJECT, Kind.FEEDBACK);

    /** What has a part in an erasure beside the entities. */
    public record Places(
            DataKeys keys,
            Directory directory,
            Environments environments,
            LoggedRequests requests,
            Remains remains,
            Pictures pictures,
            Consumer<EntityRef> forget) {}

    private final Engine engine;
    private final Places places;
    private final InstantSource clock;
    private final Set<EntityRef> underWay = ConcurrentHashMap.newKeySet();

    /** @param clock the same as the entities go by */
    public Erasures(Engine engine, Places places, InstantSource clock) {
        this.engine = engine;
        this.places = places;
        this.clock = clock;
    }

    /** Begins the step that is due of one customer, unless it is under way. */
    public void due(EntityRef customer) {
        if (!underWay.add(customer)) {
            return;
        }
        step(customer).whenComplete((done, failure) -> {
            underWay.remove(customer);
            if (failure != null) {
                LOG.warn("{} could not be erased further; it is tried again", customer, failure);
            }
        });
    }

    private CompletionStage<Void> step(EntityRef ref) {
        return engine.read(ref, Customer.class).thenCompose(at -> {
            Customer.Deletion deletion = at.state().deletion();
            if (deletion == null || deletion.due().isAfter(clock.instant())) {
                return done();
            }
            return deletion.erased().isEmpty()
                    ? erase(at.state())
                    : purge(at.state().user(), deletion.erased());
        });
    }

    private CompletionStage<Void> erase(Customer customer) {
        return persons(customer.user()).thenCompose(persons -> {
            Set<UserId> users = new HashSet<>();
            Set<LoginId> logins = new HashSet<>();
            persons.forEach(person -> {
                users.add(person.id());
                logins.add(person.login().id());
            });
            List<EntityRef> personal = new ArrayList<>();
            // Answered when everything the user owes is met: its login is free and no place or camera knows it any
            // more.
            return each(users, user -> engine.send(user.ref(), new UserCommand.Erase(), Assurance.FENCED))
                    .thenCompose(
                            met -> each(users, user -> messages(user, users).thenAccept(personal::addAll)))
                    .thenCompose(taken -> each(users, places.keys()::destroy))
                    .thenCompose(destroyed -> each(users, user -> entities(user).thenAccept(personal::addAll)))
                    .thenCompose(found -> pictures(personal))
                    .thenAccept(gone -> personal.forEach(places.forget()))
                    .thenCompose(forgotten -> places.directory().erase(personal))
                    .thenCompose(unlisted -> each(users, places.environments()::forget))
                    .thenCompose(gone -> places.requests().erase(refs(users), logins))
                    .thenCompose(emptied -> engine.send(
                            Customer.ref(customer.user()), new CustomerCommand.NoteErased(users), Assurance.PERSISTED))
                    .thenAccept(noted -> LOG.info("{} and its users are erased", Customer.ref(customer.user())));
        });
    }

    /** The main user and everyone who is or was its sub-user. */
    private CompletionStage<List<Account>> persons(UserId main) {
        return engine.read(main.ref(), User.class).thenCompose(at -> {
            Set<UserId> ids = new HashSet<>(Set.of(main));
            at.state().account().ifPresent(account -> {
                ids.addAll(account.family().subUsers().keySet());
                ids.addAll(account.family().former());
            });
            List<Account> found = new ArrayList<>();
            CompletionStage<Void> read = done();
            for (UserId id : ids) {
                read = read.thenCompose(before -> engine.read(id.ref(), User.class)
                        .thenAccept(user -> user.state().account().ifPresent(found::add)));
            }
            return read.thenApply(all -> found);
        });
    }

    private CompletionStage<Void> purge(UserId main, Set<UserId> users) {
        List<EntityRef> first = new ArrayList<>();
        List<EntityRef> last = List.of(Customer.ref(main));
        return each(users, user -> entities(user).thenAccept(first::addAll))
                .thenAccept(found -> {
                    first.removeAll(last);
                    first.forEach(places.forget());
                })
                .thenCompose(forgotten -> places.remains().remove(first))
                // An entity that was in memory still may refuse, and then all this comes again.
                .thenCompose(removed ->
                        each(users, user -> engine.send(user.ref(), new UserCommand.Bury(), Assurance.PERSISTED)
                                .thenAccept(Erasures::require)))
                .thenAccept(buried -> last.forEach(places.forget()))
                .thenCompose(forgotten -> places.remains().remove(last))
                .thenAccept(removed -> LOG.info("{} is removed from the store", Customer.ref(main)));
    }

    private static void require(Reply reply) {
        if (reply instanceof Reply.Refused) {
            throw new IllegalStateException("It has not left memory yet");
        }
    }

    /**
     * What the operator told nobody but those who are erased goes with them: it is taken back, and its own key is destroyed. What
     * went to others as well speaks to many, and stays.
     *
     * @return the notifications that went
     */
    private CompletionStage<List<EntityRef>> messages(UserId user, Set<UserId> erased) {
        List<EntityRef> gone = new ArrayList<>();
        return engine.read(NoticeBox.ref(user), NoticeBox.class).thenCompose(box -> {
            CompletionStage<Void> before = done();
            for (NotificationId id : box.state().items().keySet()) {
                before = before.thenCompose(done -> takeBack(id, erased)).thenAccept(taken -> {
                    if (taken) {
                        gone.add(id.ref());
                    }
                });
            }
            return before.thenApply(done -> gone);
        });
    }

    private CompletionStage<Boolean> takeBack(NotificationId id, Set<UserId> erased) {
        return engine.read(id.ref(), Notification.class).thenCompose(at -> {
            Set<UserId> to = at.state().to();
            if (to == null || !erased.containsAll(to)) {
                return CompletableFuture.completedStage(false);
            }
            UserId keyHolder = EntityKind.keyHolder(id.ref()).orElseThrow();
            return engine.send(id.ref(), new NotificationCommand.Delete(), Assurance.PERSISTED)
                    .thenCompose(deleted -> places.keys().destroy(keyHolder))
                    .thenApply(destroyed -> true);
        });
    }

    private CompletionStage<Void> pictures(List<EntityRef> entities) {
        CompletionStage<Void> before = done();
        for (EntityRef each : entities) {
            if (each.kind() == Kind.MONITORING_OBJECT) {
                before = before.thenCompose(done -> places.pictures().remove(new MonitoringObjectId(each.id())));
            }
        }
        return before;
    }

    /** Everything that is written under the user's key, and its subscription, which has the user's id. */
    private CompletionStage<List<EntityRef>> entities(UserId user) {
        List<EntityRef> entities = new ArrayList<>();
        for (Kind kind : OF_THE_USER) {
            entities.add(new EntityRef(kind, user.value()));
        }
        return places.remains().belongings(user).thenApply(belongings -> {
            entities.addAll(belongings);
            return entities;
        });
    }

    private static Set<EntityRef> refs(Set<UserId> users) {
        Set<EntityRef> refs = new HashSet<>();
        users.forEach(user -> refs.add(user.ref()));
        return refs;
    }

    private static CompletionStage<Void> each(Set<UserId> users, Function<UserId, CompletionStage<?>> step) {
        CompletionStage<?> before = done();
        for (UserId user : users) {
            before = before.thenCompose(done -> step.apply(user));
        }
        return before.thenAccept(done -> {});
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }
}
