package io.sightline.api.admin;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.directory.listed.PortalUsers;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Permission;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.ServiceStatus;
import io.sightline.engine.domain.SubscriberKind;
import io.sightline.engine.domain.UserOrigin;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Firms and persons with a tariff, as an administrator adds them by hand. Once there they are users like all others and read,
 * changed and deleted as such; they have no access before a tariff plan is active.
 */
final class PortalRoutes {

    private static final String ALL = "/api/v1/b2b-users";

    private static final Listing LISTING = Listing.of(PortalUsers.KIND, "-createdAt")
            .lacking("serviceStatus", Json.word(ServiceStatus.SERVICE_NOT_ADDED))
            .without("serviceId")
            .hiding("serviceId")
            .keeping(SightFilters.HELD);

    private final Accounts accounts;
    private final Lists lists;

    PortalRoutes(Accounts accounts, Lists lists) {
        this.accounts = accounts;
        this.lists = lists;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Scope.USERS_READ, call -> lists.answer(call, LISTING))
                        .listing(LISTING)
                        .inSight(),
                Route.post(ALL, Scope.USERS_WRITE, this::create).creating().inSight());
    }

    private CompletionStage<HttpResponse> create(Call call) {
        return call.fields().thenCompose(fields -> {
            String login = fields.text("login", Limits.LOGIN);
            String password = PasswordRule.readMixed(fields);
            SubscriberKind kind = fields.optionalChoice("subscriberKind", SubscriberKind.class);
            Profile profile = UserRoutes.profile(fields, firm(kind == null ? SubscriberKind.LEGAL_ENTITY : kind))
                    .with(UserRoutes.particulars(fields, null));
            Set<String> permissions = fields.has("permissions")
                    ? fields.texts("permissions", Limits.PERMISSIONS, 64)
                    : Permission.defaults(profile.subscriberKind());
            fields.check();
            return accounts.create(
                            new Accounts.Applicant(login, password, new UserOrigin.Portal(), profile, permissions))
                    .thenApply(UserRoutes::created);
        });
    }

    private static Profile firm(SubscriberKind kind) {
        return new Profile(null, kind, "b2b", null, null, java.util.Map.of(), java.util.Map.of(), true);
    }
}
