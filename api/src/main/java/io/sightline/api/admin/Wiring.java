package io.sightline.api.admin;

import java.util.List;
import java.util.function.Supplier;

import io.sightline.engine.access.SpentNonces;
import io.sightline.engine.audit.AuditTrail;
import io.sightline.engine.audit.Auditor;
import io.sightline.engine.billing.Billing;
import io.sightline.engine.billing.BillingKeys;
import io.sightline.engine.billing.LoggedRequests;
import io.sightline.engine.billing.Passwords;
import io.sightline.engine.billing.RequestLog;
import io.sightline.engine.billing.RequestReader;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.synchronize.SyncStatus;
import io.sightline.engine.synchronize.Synchronizer;

/**
 * What the admin plane stands on.
 *
 * @param health what has to hold before the process can do its work
 * @param metrics the figures in Prometheus' text format
 */
public record Wiring(
        ApiKeys keys,
        SpentNonces nonces,
        AdminSecrets secrets,
        Engine engine,
        BillingDesk billing,
        AuditDesk audit,
        BillingKeys billingKeys,
        Passwords passwords,
        Synchronizer synchronizer,
        SyncStatus status,
        List<Health> health,
        Supplier<String> metrics) {

    /** What a billing request goes through. */
    public record BillingDesk(RequestReader reader, Billing billing, RequestLog log, LoggedRequests logged) {}

    /** Where changes are recorded, and where the records are read. */
    public record AuditDesk(Auditor auditor, AuditTrail trail) {}

    public Wiring {
        health = List.copyOf(health);
    }
}
