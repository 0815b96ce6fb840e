package io.sightline.api.admin;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.audit.Actor;
import io.sightline.engine.audit.AuditRecord;
import io.sightline.engine.audit.Auditor;
import io.sightline.engine.domain.Administrator;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.LoginId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in and out with a browser, and one's own sessions. */
final class SessionRoutes {

    private static final String PATH = "/api/v1/session";
    private static final Logger LOG = LoggerFactory.getLogger(SessionRoutes.class);

    private final Gate gate;
    private final AdminSignIn signIn;
    private final Auditor auditor;

    SessionRoutes(Gate gate, AdminSignIn signIn, Auditor auditor) {
        this.gate = gate;
        this.signIn = signIn;
        this.auditor = auditor;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Method.POST, PATH, new Access.Anyone(), this::begin),
                Route.known(Method.GET, PATH, this::show),
                Route.known(Method.DELETE, PATH, this::end),
                Route.known(Method.GET, "/api/v1/sessions", this::list)
                        .listing(ListSpec.sortedBy("-createdAt", "createdAt").paged()),
                Route.known(Method.DELETE, "/api/v1/sessions/{session}", this::endOne));
    }

    private CompletionStage<HttpResponse> begin(Call call) {
        gate.crossSite().requireSameOrigin(call.request());
        return call.fields().thenCompose(fields -> {
            String text = fields.text("login", Limits.LOGIN);
            String password = fields.text("password", NewPassword.MAX);
            fields.check();
            LoginId login = signIn.login(text);
            return signIn.attempt(call, login, password)
                    .thenCompose(found -> begun(call, found.orElseThrow(() -> Problem.of(ProblemType.CREDENTIALS)
                            .with("WWW-Authenticate", "Bearer")
                            .rejection())));
        });
    }

    /** A new reference each time: whatever the browser held before is worth nothing any more. */
    CompletionStage<HttpResponse> begun(Call call, Administrator who) {
        return ended(call).thenCompose(done -> opened(gate, call, who)).thenCompose(answer -> recorded(call, who)
                .thenApply(recorded -> answer));
    }

    /** Ends the session the request came with, if it is one. */
    private CompletionStage<Boolean> ended(Call call) {
        return Cookies.reference(call.request())
                .map(reference -> gate.sessions()
                        .use(reference)
                        .thenCompose(old -> old.isEmpty()
                                ? CompletableFuture.completedStage(false)
                                : gate.sessions()
                                        .end(
                                                old.get().administrator(),
                                                old.get().id())))
                .orElseGet(() -> CompletableFuture.completedStage(false));
    }

    /** A new session of somebody whose password was right, as an answer with its cookie. */
    static CompletionStage<HttpResponse> opened(Gate gate, Call call, Administrator who) {
        String agent = call.header("User-Agent").orElse(null);
        return gate.sessions().open(who, Audit.address(call.request()), agent).thenApply(opened -> {
            ObjectNode view = AdministratorViews.session(
                    opened.session(),
                    gate.sessions().end(opened.session()),
                    opened.session().id());
            view.put("csrfToken", gate.crossSite().token(opened.reference()));
            view.put("mustChangePassword", who.needsPassword(gate.clock().instant()));
            view.set("administrator", AdministratorViews.name(who));
            return Cookies.set(Json.response(200, view), opened.reference());
        });
    }

    /** A sign-in is told in the audit before it is answered, as what it is: an administrator's doing. */
    private CompletionStage<Void> recorded(Call call, Administrator who) {
        AuditRecord record = new AuditRecord(
                gate.clock().instant(),
                new Actor(Actor.Kind.ADMINISTRATOR, who.id().value()),
                null,
                null,
                call.line(),
                "session",
                200,
                call.id(),
                Audit.address(call.request()),
                null,
                null);
        return auditor.record(record).handle((done, failure) -> {
            if (failure != null) {
                LOG.error("A sign-in could not be recorded", failure);
                throw Problem.of(ProblemType.UNAVAILABLE)
                        .with("Retry-After", "1")
                        .rejection();
            }
            return null;
        });
    }

    private static Caller.Administrator administrator(Call call) {
        if (call.caller() instanceof Caller.Administrator administrator) {
            return administrator;
        }
        throw Problem.notFound("session").rejection();
    }

    private CompletionStage<HttpResponse> show(Call call) {
        Caller.Administrator caller = administrator(call);
        String reference = Cookies.reference(call.request()).orElseThrow();
        return gate.sessions().use(reference).thenCombine(gate.roster().lately(), (session, staff) -> {
            ObjectNode view = AdministratorViews.session(
                    session.orElseThrow(() -> Problem.notFound("session").rejection()),
                    gate.sessions().end(session.get()),
                    caller.session());
            view.put("csrfToken", gate.crossSite().token(reference));
            view.put("mustChangePassword", caller.needsPassword());
            staff.find(caller.administrator())
                    .ifPresent(who -> view.set("administrator", AdministratorViews.name(who)));
            return Json.response(200, view);
        });
    }

    private CompletionStage<HttpResponse> end(Call call) {
        Caller.Administrator caller = administrator(call);
        return gate.sessions()
                .end(caller.administrator(), caller.session())
                .thenApply(ended -> Cookies.clear(Answer.nothing()));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        Caller.Administrator caller = administrator(call);
        return gate.roster()
                .lately()
                .thenCompose(staff ->
                        gate.sessions().of(staff.find(caller.administrator()).orElseThrow()))
                .thenApply(all -> Page.of(call.list(), all, session -> Page.moment(session.createdAt()) + session.id())
                        .answer(session -> AdministratorViews.session(
                                session, gate.sessions().end(session), caller.session())));
    }

    private CompletionStage<HttpResponse> endOne(Call call) {
        Caller.Administrator caller = administrator(call);
        return gate.sessions()
                .end(caller.administrator(), call.name("session", id -> id))
                .thenApply(ended -> {
                    if (!ended) {
                        throw Problem.notFound("session").rejection();
                    }
                    return Answer.nothing();
                });
    }
}
