package io.sightline.engine.messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Notice;
import io.sightline.engine.domain.NoticeBox;
import io.sightline.engine.domain.NoticeBoxCommand;
import io.sightline.engine.domain.Notification;
import io.sightline.engine.domain.NotificationCommand;
import io.sightline.engine.domain.NotificationId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.synchronize.Population;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings notifications to their recipients, or takes them back, a bounded number at a time. A delivery that is cut off begins
 * anew, and whoever was told already is not told twice. Sub-users are told nothing: their main user is. Thread-safe.
 */
public final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /** Users told at a time: everybody is told without keeping the others waiting. */
    private static final int ABREAST = 16;

    /** After how many the notification is told how far it is. */
    private static final int A_STEP = 256;

    private final Engine engine;
    private final Population population;
    private final Set<EntityRef> underWay = ConcurrentHashMap.newKeySet();

    public Deliveries(Engine engine, Population population) {
        this.engine = engine;
        this.population = population;
    }

    /** Begins with a notification, unless it is under way here already; it is asked again until the notification is done. */
    public void due(EntityRef notification) {
        deliver(notification);
    }

    /** The same; completes when everybody has been told, or fails, and it is then begun anew when it is due again. */
    public CompletionStage<Void> deliver(EntityRef notification) {
        if (!underWay.add(notification)) {
            return CompletableFuture.completedStage(null);
        }
        return engine.read(notification, Notification.class)
                .thenCompose(found -> run(found.state()))
                .whenComplete((done, failure) -> {
                    underWay.remove(notification);
                    if (failure != null) {
                        LOG.warn("{} was not brought to everybody; it is tried again", notification, failure);
                    }
                });
    }

    private CompletionStage<Void> run(Notification notification) {
        if (notification.errandSince() == null) {
            return CompletableFuture.completedStage(null);
        }
        return recipients(notification).thenCompose(users -> new Round(notification, users).next(0));
    }

    private CompletionStage<List<UserId>> recipients(Notification notification) {
        Set<UserId> to = notification.to();
        if (to != null) {
            return CompletableFuture.completedStage(List.copyOf(to));
        }
        List<UserId> everybody = new ArrayList<>();
        return population.users(everybody::add).thenApply(named -> everybody);
    }

    /** One walk through all recipients. */
    private final class Round {

        private final Notification notification;
        private final List<UserId> users;

        Round(Notification notification, List<UserId> users) {
            this.notification = notification;
            this.users = users;
        }

        CompletionStage<Void> next(int from) {
            if (from >= users.size()) {
                return tell(new NotificationCommand.Progress(users.size()))
                        .thenCompose(told -> tell(new NotificationCommand.Finish()));
            }
            int until = Math.min(users.size(), from + ABREAST);
            List<CompletableFuture<?>> some = new ArrayList<>();
            for (UserId user : users.subList(from, until)) {
                some.add(bring(user).toCompletableFuture());
            }
            return CompletableFuture.allOf(some.toArray(CompletableFuture[]::new))
                    .thenCompose(done -> from / A_STEP < until / A_STEP
                            ? tell(new NotificationCommand.Progress(until))
                            : CompletableFuture.completedStage(null))
                    // Off this stack, which would otherwise grow with every step when answers come at once.
                    .thenComposeAsync(told -> next(until));
        }

        private CompletionStage<Void> tell(NotificationCommand command) {
            return engine.send(notification.id().ref(), command, Assurance.PERSISTED)
                    .thenApply(done -> null);
        }

        private CompletionStage<?> bring(UserId user) {
            NotificationId id = notification.id();
            EntityRef box = NoticeBox.ref(user);
            Notice notice = notification.notice();
            if (notice == null || notification.sentAt() == null) {
                return engine.send(box, new NoticeBoxCommand.Withdraw(id), Assurance.PERSISTED);
            }
            NoticeBoxCommand receive = new NoticeBoxCommand.Receive(id, notice, notification.sentAt());
            return engine.read(user.ref(), User.class)
                    .thenCompose(found -> found.state()
                                    .account()
                                    .filter(account -> !account.standing().terminated() && !account.isSubUser())
                                    .isPresent()
                            ? engine.send(box, receive, Assurance.PERSISTED)
                            : CompletableFuture.completedStage(null));
        }
    }
}
