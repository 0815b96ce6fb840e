package io.sightline.engine.service;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.OperatorAnswer;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.ServiceStatus;
import io.sightline.engine.domain.Subscription;
import io.sightline.engine.domain.SubscriptionCommand;
import io.sightline.engine.domain.TariffCatalogue;
import io.sightline.engine.domain.TariffPlan;
import io.sightline.engine.domain.TariffPlanId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;

/**
 * What an administrator does with the tariff plan of a user who needs one. Each answer is the subscription's own, or a refusal
 * that names what was missing before it was asked. What takes access away is answered when no client shows it any more.
 */
public final class Services {

    private final Engine engine;
    private final OperatorBilling operator;
    private final ServiceSettings settings;

    public Services(Engine engine, OperatorBilling operator, ServiceSettings settings) {
        this.engine = engine;
        this.operator = operator;
        this.settings = settings;
    }

    public CompletionStage<Versioned<Subscription>> read(UserId user) {
        return engine.read(Subscription.ref(user), Subscription.class);
    }

    /** Attaches a plan of the catalogue, which must be on offer and for this user. */
    public CompletionStage<Reply> attach(UserId user, TariffPlanId plan) {
        return subscriber(user, account -> offered(user, plan, SubscriptionCommand.Attach::new));
    }

    public CompletionStage<Reply> activate(UserId user) {
        return tell(user, new SubscriptionCommand.Activate(settings.rules()));
    }

    /** @param paid whether it may cost something when the free one of the year is used up */
    public CompletionStage<Reply> pause(UserId user, int days, boolean paid) {
        return tell(user, new SubscriptionCommand.Pause(days, paid, settings.rules()));
    }

    public CompletionStage<Reply> resume(UserId user) {
        return tell(user, new SubscriptionCommand.Resume());
    }

    public CompletionStage<Reply> change(UserId user, TariffPlanId plan) {
        return subscriber(
                user,
                account ->
                        offered(user, plan, offered -> new SubscriptionCommand.ChangePlan(offered, settings.rules())));
    }

    public CompletionStage<Reply> detach(UserId user) {
        return tell(user, new SubscriptionCommand.Detach());
    }

    /** Asks the operator's billing once and takes what it says; an answer against the user, or none, changes nothing. */
    public CompletionStage<Reply> synchronize(UserId user) {
        return subscriber(user, account -> read(user).thenCompose(at -> {
            boolean may = at.state().status().isPolled() || at.state().status() == ServiceStatus.DEACTIVATED;
            return may ? synchronize(user, account) : refused(user, Refusal.CONFLICT, "serviceStatus");
        }));
    }

    private CompletionStage<Reply> synchronize(UserId user, Account account) {
        return operator.ask(account.login().text()).thenCompose(answer -> {
            if (answer.verdict() == OperatorAnswer.Verdict.SILENT) {
                return refused(user, Refusal.CONFLICT, "operatorSilent");
            }
            return answer.isActive()
                    ? send(user, new SubscriptionCommand.Synchronize(answer, settings.rules()))
                    : refused(user, Refusal.CONFLICT, "operatorNotActive");
        });
    }

    private interface Step {
        CompletionStage<Reply> with(Account account);
    }

    private interface Making {
        SubscriptionCommand of(Subscription.Plan plan);
    }

    private CompletionStage<Reply> tell(UserId user, SubscriptionCommand command) {
        return subscriber(user, account -> send(user, command));
    }

    private CompletionStage<Reply> send(UserId user, SubscriptionCommand command) {
        return engine.send(Subscription.ref(user), command, Assurance.FENCED);
    }

    private CompletionStage<Reply> subscriber(UserId user, Step step) {
        return engine.read(user.ref(), User.class).thenCompose(read -> {
            Optional<Account> account = read.state().account();
            if (account.isEmpty()) {
                return refused(user.ref(), Refusal.UNKNOWN_ENTITY, "user");
            }
            if (account.get().standing().terminated()) {
                return refused(user.ref(), Refusal.GONE, "user");
            }
            return account.get().standing().needsService()
                    ? step.with(account.get())
                    : refused(user.ref(), Refusal.CONFLICT, "needsService");
        });
    }

    private CompletionStage<Reply> offered(UserId user, TariffPlanId wanted, Making command) {
        return engine.read(TariffCatalogue.REF, TariffCatalogue.class).thenCompose(read -> {
            Optional<TariffPlan> plan = read.state().find(wanted);
            if (plan.isEmpty() || !plan.get().offer().isFor(user)) {
                return refused(TariffCatalogue.REF, Refusal.UNKNOWN_REFERENCE, "plan");
            }
            if (!plan.get().isAttachable()) {
                return refused(TariffCatalogue.REF, Refusal.CONFLICT, "planArchived");
            }
            String title = plan.get().offer().title();
            int months = plan.get().offer().months();
            return send(user, command.of(new Subscription.Plan(wanted, title, months)));
        });
    }

    private static CompletionStage<Reply> refused(UserId user, Refusal refusal, String detail) {
        return refused(Subscription.ref(user), refusal, detail);
    }

    private static CompletionStage<Reply> refused(EntityRef entity, Refusal refusal, String detail) {
        return CompletableFuture.completedStage(new Reply.Refused(entity, refusal, detail));
    }
}
