package io.sightline.api.admin;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.sightline.api.own.OwnRequest;
import io.sightline.engine.access.AdminSession;
import io.sightline.engine.access.ApiKey;
import io.sightline.engine.access.Sight;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Administrator;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Rights;
import io.sightline.engine.domain.Staff;
import io.sightline.engine.domain.User;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who sends a request: by a key or an acting's token in its header, or else by the session of its cookie. */
final class Callers {

    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

    private final ApiKeys keys;
    private final Signatures signatures;
    private final AdminSessions sessions;
    private final Actings actings;
    private final Roster roster;
    private final CrossSite crossSite;
    private final InstantSource clock;
    private final Entities entities;

    Callers(ApiKeys keys, Signatures signatures, Gate gate) {
        this.keys = keys;
        this.signatures = signatures;
        this.sessions = gate.sessions();
        this.actings = gate.actings();
        this.roster = gate.roster();
        this.crossSite = gate.crossSite();
        this.clock = gate.clock();
        this.entities = gate.entities();
    }

    /** @param request as it is from now on: its body is in hand where finding out took that */
    record Known(Caller caller, HttpRequest request) {}

    /** Who calls; ends the call when it is nobody, and when what would tell cannot be read. */
    CompletionStage<Known> of(HttpRequest request, Call.Limits limits) {
        Optional<SignedRequest> signed = authorization(request).flatMap(SignedRequest::of);
        if (signed.isPresent()) {
            return readable(signatures.check(signed.get(), request, limits))
                    .thenApply(checked -> new Known(new Caller.Key(checked.key()), checked.request()));
        }
        @Nullable String presented = bearer(request);
        if (presented != null && Actings.isToken(presented)) {
            return readable(actings.authenticate(presented)).thenApply(found -> new Known(actor(found), request));
        }
        if (presented != null) {
            return readable(keys.authenticate(presented)).thenApply(found -> new Known(key(found), request));
        }
        // Whoever brings a header means it: the session's check against other sites' pages goes by its absence.
        String reference = Cookies.reference(request)
                .filter(brought -> authorization(request).isEmpty())
                .orElseThrow(
                        () -> Signatures.unauthorized("Send the header Authorization: Bearer and a key, or sign in")
                                .rejection());
        return readable(session(reference))
                .thenApply(found -> new Known(
                        found.orElseThrow(() ->
                                Signatures.unauthorized("The session is over").rejection()),
                        request));
    }

    /**
     * Who asks through the client plane; ends the call when the sign-in is void or its user has no access.
     *
     * @param scopes of what is a user's own
     */
    CompletionStage<Known> user(OwnRequest.Who who, HttpRequest request, Set<String> scopes) {
        if (who instanceof OwnRequest.Who.SignedIn signedIn) {
            return readable(entities.read(signedIn.user().ref(), User.class))
                    .thenApply(at -> new Known(user(signedIn, at.state().account(), scopes), request));
        }
        String token = ((OwnRequest.Who.Acting) who).token();
        return readable(actings.authenticate(token)).thenApply(found -> new Known(actor(found), request));
    }

    private static Caller actor(Optional<Caller> found) {
        return found.orElseThrow(() ->
                Signatures.unauthorized("Nobody acts under this token any more").rejection());
    }

    private static Caller user(OwnRequest.Who.SignedIn who, Optional<Account> found, Set<String> scopes) {
        Manifest manifest = found.map(Account::manifest)
                .filter(each -> each.status() != Manifest.Status.ENDED
                        && who.number() >= each.signIns().number(who.installation()))
                .orElseThrow(
                        () -> Signatures.unauthorized("The sign-in is void").rejection());
        if (manifest.status() == Manifest.Status.PAUSED) {
            throw Problem.of(ProblemType.FORBIDDEN)
                    .saying("The user is suspended")
                    .rejection();
        }
        return new Caller.EndUser(who.user(), who.installation(), scopes);
    }

    private Caller key(Optional<ApiKey> found) {
        ApiKey key = found.orElseThrow(
                () -> Signatures.unauthorized("The key is not known").rejection());
        if (key.signed()) {
            throw Signatures.unauthorized("The calls of this key have to be signed")
                    .rejection();
        }
        keys.used(key);
        return new Caller.Key(key);
    }

    /** Ends a change that is made with a session and does not come from a page of ours. */
    void requireOwnPage(HttpRequest request) {
        if (authorization(request).isEmpty() && !request.method().name().equals(Method.GET.name())) {
            crossSite.require(request, Cookies.reference(request).orElse(""));
        }
    }

    private CompletionStage<Optional<Caller>> session(String reference) {
        return sessions.use(reference)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedStage(Optional.<Caller>empty())
                        : roster.lately().thenApply(staff -> caller(staff, found.get())));
    }

    private Optional<Caller> caller(Staff staff, AdminSession session) {
        return staff.find(session.administrator())
                .filter(each -> each.enabled() && each.credentials() == session.credentials())
                .map(each -> Presences.caller(staff, each, session, clock.instant()));
    }

    /** Every scope there is, of whoever may do everything; otherwise those that were given. */
    static Set<String> scopes(Staff staff, Administrator of) {
        Set<String> permissions = staff.permissions(of);
        return permissions.contains(Rights.EVERY) ? Scope.allCodes() : permissions;
    }

    static Sight sight(Staff staff, Administrator of) {
        Sight within = Sight.of(of.particulars().rights().purview());
        return staff.isIndividual(of) ? new Sight.Made(staff.circle(of.id()), within) : within;
    }

    private static <T> CompletionStage<T> readable(CompletionStage<T> stage) {
        return stage.exceptionally(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof Rejection rejection) {
                throw rejection;
            }
            LOG.warn("Who calls could not be found out", cause);
            throw Problem.of(ProblemType.UNAVAILABLE).with("Retry-After", "1").rejection();
        });
    }

    private static Optional<String> authorization(HttpRequest request) {
        return request.getHeader("Authorization").map(HttpHeader::value);
    }

    private static @Nullable String bearer(HttpRequest request) {
        return authorization(request)
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).trim())
                .orElse(null);
    }
}
