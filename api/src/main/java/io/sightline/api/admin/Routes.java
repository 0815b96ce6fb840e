package io.sightline.api.admin;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

import io.sightline.api.signin.SignInThrottle;
import io.sightline.engine.sync.SyncClock;

/** Table of contents of the admin plane. */
final class Routes {

    private Routes() {}

    static List<Route> of(Wiring wiring, AdminSettings settings, Gate gate) {
        Entities entities = gate.entities();
        AdminSignIn signIn = new AdminSignIn(
                gate.roster(),
                wiring.billingKeys(),
                wiring.staff().signIn(),
                new SignInThrottle(settings.sessions().throttle(), SyncClock.system()));
        Sources sources = new Sources(entities);
        Lists lists = new Lists(wiring.directory(), wiring.staff().authorship(), settings.readDeadline());
        Accounts accounts = new Accounts(entities, wiring.billingKeys(), wiring.passwords());
        LicenceRoutes licences = new LicenceRoutes(entities, wiring.services().licences());
        SessionRoutes sessions = new SessionRoutes(gate, signIn, wiring.audit().auditor());
        Belongings belongings = new Belongings(entities, new Recipients(accounts));
        return Stream.of(
                        new BillingRoutes(wiring.billing(), settings).routes(),
                        new UserRoutes(entities, accounts).routes(),
                        new DirectoryRoutes(entities, accounts, lists).routes(),
                        new HoldingRoutes(entities, lists).routes(),
                        new GrantRoutes(entities).routes(),
                        new SubUserRoutes(entities, accounts, sources).routes(),
                        new SeveralGrants(entities).routes(),
                        new PermissionRoutes(entities).routes(),
                        new BillingEventRoutes(entities, wiring.billing()).routes(),
                        new PortalRoutes(accounts, lists).routes(),
                        licences.routes(),
                        new CardRoutes(entities, licences).routes(),
                        new AnalyticsCaseRoutes(entities, wiring.services().cases()).routes(),
                        new ServiceRoutes(entities, wiring.services().services()).routes(),
                        new TariffPlanRoutes(entities, gate.sights()).routes(),
                        new DeviceRoutes(entities, sources, gate.sights()).routes(),
                        new WatchedRoutes(entities, sources, gate.sights()).routes(),
                        new CustomerRoutes(entities, wiring.customers(), InstantSource.system()).routes(),
                        new CustomerLogRoutes(entities, wiring.audit().trail()).routes(),
                        new CameraRoutes(entities).routes(),
                        new IntercomRoutes(entities).routes(),
                        new PlaceRoutes(entities).routes(),
                        new RegistrationRoutes(entities, accounts, lists, wiring.platform()).routes(),
                        new LedgerRoutes(entities, wiring.platform().payments()).routes(),
                        new DeviceTariffRoutes(
                                        entities,
                                        lists,
                                        wiring.platform().payments().settings().currency())
                                .routes(),
                        new TrackerRoutes(entities, belongings).routes(),
                        new OwnCameraRoutes(entities, belongings).routes(),
                        new MonitoringObjectRoutes(entities, belongings, wiring.pictures()).routes(),
                        new PictureRoutes(entities, belongings, wiring.pictures()).routes(),
                        new NotificationRoutes(entities, lists).routes(),
                        new NoticeRoutes(entities, belongings).routes(),
                        new FeedbackRoutes(entities, belongings, lists).routes(),
                        new TrackerModelRoutes(entities).routes(),
                        new SyncRoutes(entities, wiring.synchronizer(), wiring.status()).routes(),
                        new UserSessionRoutes(entities, wiring.status()).routes(),
                        new ApiKeyRoutes(wiring.keys()).routes(),
                        new AuditRoutes(wiring.audit().trail(), gate.sights()).routes(),
                        new AdministratorRoutes(gate, signIn).routes(),
                        new RoleRoutes(gate).routes(),
                        sessions.routes(),
                        new OidcRoutes(
                                        gate,
                                        signIn,
                                        wiring.staff().idTokens(),
                                        new OidcNonces(wiring.secrets(), wiring.nonces(), gate.clock()),
                                        sessions)
                                .routes(),
                        new ActingRoutes(gate).routes(),
                        new MeRoutes(gate, signIn).routes(),
                        new NodeRoutes(wiring.status()).routes(),
                        new HealthRoutes(wiring.health(), wiring.metrics()).routes(),
                        new DescriptionRoutes().routes())
                .flatMap(List::stream)
                .toList();
    }
}
