package io.sightline.node;

import java.time.Duration;

import io.sightline.api.admin.HttpServer;
import io.sightline.api.edge.ActingWatch;
import io.sightline.engine.audit.AuditRetention;
import io.sightline.engine.billing.Billing;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node does by the clock. */
final class Chores {

    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    /** How often requests whose outcome could not be found out are taken up again. */
    private static final Duration RESUME_EVERY = Duration.ofSeconds(10);

    /** How often records of the audit that have been kept long enough are looked for. */
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    /** How often it is looked who still acts for whom. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** How long after the start the audit is first looked through. */
    private static final Duration AT_FIRST = Duration.ofSeconds(5);

    private final Billing billing;
    private final AuditRetention retention;
    private final HttpServer admin;
    private final ActingWatch watch;

    Chores(Billing billing, AuditRetention retention, HttpServer admin, ActingWatch watch) {
        this.billing = billing;
        this.retention = retention;
        this.admin = admin;
        this.watch = watch;
    }

    /** They end with the actor system. */
    void schedule(ActorSystem<?> system) {
        Scheduler scheduler = system.scheduler();
        scheduler.scheduleWithFixedDelay(RESUME_EVERY, RESUME_EVERY, billing::resume, system.executionContext());
        scheduler.scheduleWithFixedDelay(AT_FIRST, FORGET_EVERY, this::forget, system.executionContext());
        scheduler.scheduleAtFixedRate(LOOK_EVERY, LOOK_EVERY, this::look, system.executionContext());
    }

    /** Has sessions of administrators who no longer act for their users end. */
    private void look() {
        watch.look(() -> admin.sweepActings().whenComplete((ids, failure) -> {
            if (failure != null) {
                LOG.warn("Who acts for whom cannot be read", failure);
            }
        }));
    }

    private void forget() {
        retention.sweep().whenComplete((gone, failure) -> {
            if (failure != null) {
                LOG.warn("The audit's old records stay until the next look", failure);
            } else if (gone > 0) {
                LOG.info("{} records of the audit have been kept long enough and are gone", gone);
            }
        });
    }
}
