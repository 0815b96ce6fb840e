package io.sightline.api.admin;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.sightline.api.oidc.IdTokens;
import io.sightline.api.pages.Pages;
import io.sightline.engine.access.ActingStore;
import io.sightline.engine.access.AdminSessionStore;
import io.sightline.engine.access.Authorship;
import io.sightline.engine.access.SpentNonces;
import io.sightline.engine.activation.Activations;
import io.sightline.engine.audit.AuditTrail;
import io.sightline.engine.audit.Auditor;
import io.sightline.engine.billing.Billing;
import io.sightline.engine.billing.BillingKeys;
import io.sightline.engine.billing.LoggedRequests;
import io.sightline.engine.billing.Passwords;
import io.sightline.engine.billing.RequestLog;
import io.sightline.engine.billing.RequestReader;
import io.sightline.engine.directory.Directory;
import io.sightline.engine.money.Payments;
import io.sightline.engine.pictures.Pictures;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.service.AnalyticsCases;
import io.sightline.engine.service.CustomerSettings;
import io.sightline.engine.service.Licences;
import io.sightline.engine.service.OperatorBilling;
import io.sightline.engine.service.ServiceSettings;
import io.sightline.engine.service.Services;
import io.sightline.engine.synchronize.SyncStatus;
import io.sightline.engine.synchronize.Synchronizer;

/**
 * What the admin plane stands on.
 *
 * @param console the pages of the admin console
 * @param health what has to hold before the process can do its work
 * @param metrics the figures in Prometheus' text format
 */
public record Wiring(
        ApiKeys keys,
        SpentNonces nonces,
        AdminSecrets secrets,
        Engine engine,
        Directory directory,
        Pictures pictures,
        BillingDesk billing,
        AuditDesk audit,
        StaffDesk staff,
        BillingKeys billingKeys,
        Passwords passwords,
        Synchronizer synchronizer,
        SyncStatus status,
        ServiceDesk services,
        PlatformDesk platform,
        CustomerSettings customers,
        Pages console,
        List<Health> health,
        Supplier<String> metrics) {

    /** What a billing request goes through. */
    public record BillingDesk(RequestReader reader, Billing billing, RequestLog log, LoggedRequests logged) {}

    /** Users with a tariff: what becomes of their plans, their licences and their analytics. */
    public record ServiceDesk(Services services, Licences licences, AnalyticsCases cases) {

        /** @param operator what is asked when an administrator asks */
        public static ServiceDesk of(
                Engine engine, OperatorBilling operator, ServiceSettings settings, InstantSource clock) {
            return new ServiceDesk(
                    new Services(engine, operator, settings),
                    new Licences(engine, settings, clock),
                    new AnalyticsCases(engine));
        }
    }

    /**
     * Users who pay for devices of their own: their balances, and how they are written to.
     *
     * @param clock by which the next mail to somebody may be sent
     */
    public record PlatformDesk(Payments payments, Activations activations, InstantSource clock) {}

    /** Where changes are recorded, and where the records are read. */
    public record AuditDesk(Auditor auditor, AuditTrail trail) {}

    /**
     * What administrators' sessions stand on.
     *
     * @param signIn for signing in alone, so that an import's hashes do not stand before it in the queue
     * @param idTokens of the issuer that signs administrators in too, when there is one
     */
    public record StaffDesk(
            AdminSessionStore sessions,
            ActingStore actings,
            Authorship authorship,
            Passwords signIn,
            Optional<IdTokens> idTokens) {}

    public Wiring {
        health = List.copyOf(health);
    }
}
