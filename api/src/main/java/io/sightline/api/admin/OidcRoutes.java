package io.sightline.api.admin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.api.oidc.IdTokens;
import io.sightline.engine.domain.Administrator;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in with an ID token of an outside issuer, in place of a password. Who the token names has to be an administrator already,
 * and is not told from a token that is worth nothing. While no issuer is configured these paths are missing.
 */
final class OidcRoutes {

    static final String PATH = "/api/v1/session/oidc";

    private static final int LONGEST = 8_192;
    private static final Logger LOG = LoggerFactory.getLogger(OidcRoutes.class);

    private final Gate gate;
    private final AdminSignIn signIn;
    private final Optional<IdTokens> tokens;
    private final OidcNonces nonces;
    private final SessionRoutes sessions;

    OidcRoutes(Gate gate, AdminSignIn signIn, Optional<IdTokens> tokens, OidcNonces nonces, SessionRoutes sessions) {
        this.gate = gate;
        this.signIn = signIn;
        this.tokens = tokens;
        this.nonces = nonces;
        this.sessions = sessions;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Method.POST, PATH + "/nonce", new Access.Anyone(), this::begin),
                Route.of(Method.POST, PATH, new Access.Anyone(), this::finish));
    }

    private IdTokens configured() {
        return tokens.orElseThrow(() -> Problem.notFound("path").rejection());
    }

    /** What the browser takes to the issuer; a cookie stays here. */
    private CompletionStage<HttpResponse> begin(Call call) {
        IdTokens issuer = configured();
        gate.crossSite().requireSameOrigin(call.request());
        OidcNonces.Nonce nonce = nonces.next();
        ObjectNode view = Json.object()
                .put("issuer", issuer.issuer())
                .put("clientId", issuer.clientId())
                .put("nonce", nonce.text())
                .put("expiresAt", nonce.until().toString());
        return CompletableFuture.completedStage(
                Cookies.setOidc(Json.response(200, view), nonce.cookie(), OidcNonces.GOOD));
    }

    private CompletionStage<HttpResponse> finish(Call call) {
        IdTokens issuer = configured();
        gate.crossSite().requireSameOrigin(call.request());
        return call.fields().thenCompose(fields -> {
            String token = fields.text("idToken", LONGEST);
            fields.check();
            signIn.slowDown(call);
            OidcNonces.Nonce nonce = Cookies.oidc(call.request())
                    .flatMap(nonces::of)
                    .orElseThrow(() -> refused("no nonce").rejection());
            return issuer.verify(token, nonce.text())
                    .thenCompose(verdict -> named(verdict, nonce))
                    .thenCompose(who -> sessions.begun(call, who));
        });
    }

    private CompletionStage<Administrator> named(IdTokens.Verdict verdict, OidcNonces.Nonce nonce) {
        if (verdict instanceof IdTokens.Verdict.Accepted accepted) {
            // Only now, so that nobody without a token can fill the store; and before it is looked who it is, so that
            // each is
            // looked at once.
            return nonces.spend(nonce).thenCompose(first -> {
                if (!first) {
                    throw refused("the nonce came before").rejection();
                }
                return signIn.named(accepted.claim())
                        .thenApply(found -> found.orElseThrow(
                                () -> refused("no administrator").rejection()));
            });
        }
        if (verdict instanceof IdTokens.Verdict.Rejected rejected) {
            throw refused(rejected.reason()).rejection();
        }
        LOG.warn("An ID token could not be checked: the issuer's keys did not come");
        throw Problem.of(ProblemType.UNAVAILABLE).with("Retry-After", "5").rejection();
    }

    /** One answer for whatever is wrong; what it is stands in the log. */
    private static Problem refused(String why) {
        LOG.info("An ID token was refused: {}", why);
        return Problem.of(ProblemType.CREDENTIALS).with("WWW-Authenticate", "Bearer");
    }
}
