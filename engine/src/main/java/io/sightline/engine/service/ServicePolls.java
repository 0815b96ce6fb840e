package io.sightline.engine.service;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.OperatorAnswer;
import io.sightline.engine.domain.Subscription;
import io.sightline.engine.domain.SubscriptionCommand;
import io.sightline.engine.domain.User;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;

/**
 * Asks the operator's billing about subscriptions whose enquiry is due and gives each its answer. What is refused for want of
 * room is brought again by the subscription itself, so nothing queues up here, however many are due at the same hour.
 * Thread-safe.
 */
public final class ServicePolls {

    private final Engine engine;
    private final OperatorBilling operator;
    private final ServiceSettings settings;
    private final Semaphore room;
    private final Set<EntityRef> underWay = ConcurrentHashMap.newKeySet();

    public ServicePolls(Engine engine, OperatorBilling operator, ServiceSettings settings) {
        this.engine = engine;
        this.operator = operator;
        this.settings = settings;
        room = new Semaphore(settings.enquiriesAtOnce());
    }

    /** Begins the enquiry of one subscription, unless it is under way or as many as may be are. */
    public void due(EntityRef subscription) {
        if (!room.tryAcquire()) {
            return;
        }
        if (!underWay.add(subscription)) {
            room.release();
            return;
        }
        // What fails here is tried again, when the subscription brings it again.
        ask(subscription).whenComplete((done, failure) -> {
            underWay.remove(subscription);
            room.release();
        });
    }

    private CompletionStage<?> ask(EntityRef subscription) {
        return engine.read(subscription, Subscription.class).thenCompose(at -> {
            Subscription held = at.state();
            if (held.pollDue() == null) {
                return CompletableFuture.completedStage(null);
            }
            long number = held.polling().number();
            return engine.read(held.user().ref(), User.class)
                    .thenCompose(user -> user.state()
                            .account()
                            .map(Account::login)
                            .map(login -> operator.ask(login.text()))
                            .orElseGet(() -> CompletableFuture.completedStage(
                                    OperatorAnswer.of(OperatorAnswer.Verdict.NOT_ACTIVE))))
                    .thenCompose(answer -> engine.send(
                            subscription,
                            new SubscriptionCommand.TakeAnswer(number, answer, settings.rules()),
                            Assurance.PERSISTED));
        });
    }
}
