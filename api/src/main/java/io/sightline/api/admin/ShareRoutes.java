package io.sightline.api.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Belonging;
import io.sightline.engine.domain.BelongingCommand;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Limits;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** With whom a user shares one kind of thing. Only the owner sees, gives and takes; whoever has something may give it up. */
final class ShareRoutes<S, P> {

    private static final ListSpec BY_USER = ListSpec.sortedBy("user", "-user");

    /**
     * A kind of thing that can be shared.
     *
     * @param path of one of them
     * @param ref from the path's last segment
     * @param shares what each other user may do, as the route shows it
     * @param share reads from a body what another user may do, and makes the owner's command of it
     */
    record Shared<S, P>(
            String path,
            String segment,
            Function<String, EntityRef> ref,
            Class<S> type,
            Function<S, Optional<P>> part,
            Function<P, UserId> owner,
            Function<P, Map<UserId, ObjectNode>> shares,
            Function<Fields, BiFunction<UserId, UserId, Command>> share,
            BiFunction<UserId, UserId, Command> unshare) {}

    private final Entities entities;
    private final Belongings belongings;
    private final Shared<S, P> kind;

    ShareRoutes(Entities entities, Belongings belongings, Shared<S, P> kind) {
        this.entities = entities;
        this.belongings = belongings;
        this.kind = kind;
    }

    /** What others may do with a tracker or a camera of a user. */
    static Map<UserId, ObjectNode> mayChange(Belonging belonging) {
        Map<UserId, ObjectNode> rights = new HashMap<>();
        belonging.shares().forEach((user, may) -> rights.put(user, Json.object().put("mayChange", may)));
        return rights;
    }

    /** The same as it is given. */
    static BiFunction<UserId, UserId, Command> mayChange(Fields fields) {
        boolean mayChange = fields.flag("mayChange", false);
        return (by, user) -> new BelongingCommand.Share(by, user, mayChange);
    }

    List<Route> routes() {
        String all = kind.path + "/shares";
        return List.of(
                Route.get(all, Scope.DEVICES_READ, this::list).listing(BY_USER).own(),
                Route.post(all, Scope.DEVICES_WRITE, this::share).repeatable().own(),
                Route.delete(all + "/{user}", Scope.DEVICES_WRITE, this::unshare)
                        .asking("waitFor")
                        .own());
    }

    /** The thing as its owner has it; a user it is shared with learns that this is not theirs, others that it is not there. */
    private CompletionStage<P> owned(Call call) {
        UserId user = call.name("id", UserId::new);
        return belongings.user(call).thenCompose(account -> entities.existing(
                        call, call.name(kind.segment, kind.ref), kind.type, kind.part)
                .thenApply(found -> {
                    P thing = found.part();
                    if (kind.owner.apply(thing).equals(user)) {
                        return thing;
                    }
                    throw kind.shares.apply(thing).containsKey(user)
                            ? Problem.of(Refusal.FORBIDDEN, "owner").rejection()
                            : Problem.notFound(kind.segment).rejection();
                }));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        return owned(call).thenCompose(thing -> {
            Map<UserId, ObjectNode> shares = kind.shares.apply(thing);
            return Page.of(call.list(), List.copyOf(shares.entrySet()), share -> share.getKey()
                            .value())
                    .read(share -> entities.read(share.getKey().ref(), User.class)
                            .thenApply(
                                    at -> at.state().account().map(account -> view(call, account, share.getValue()))));
        });
    }

    /** Whoever shares something knows a login or an address; what its owner is called only administrators are told. */
    private static ObjectNode view(Call call, Account user, ObjectNode rights) {
        ObjectNode view = Json.object()
                .put("user", user.id().value())
                .put("login", user.login().text().text());
        if (call.caller() != null && call.caller().subject().isEmpty()) {
            view.put("name", Belongings.text(user.profile().name()));
        }
        return view.setAll(rights);
    }

    private CompletionStage<HttpResponse> share(Call call) {
        UserId by = call.name("id", UserId::new);
        EntityRef ref = call.name(kind.segment, kind.ref);
        return call.fields().thenCompose(fields -> {
            String to = fields.text("to", Limits.LOGIN);
            BiFunction<UserId, UserId, Command> command = kind.share.apply(fields);
            fields.check();
            return owned(call)
                    .thenCompose(thing -> belongings.recipients().named(call, to))
                    .thenCompose(user -> entities.change(ref, command.apply(by, user))
                            .thenCompose(done -> given(call, ref, user, done)));
        });
    }

    /** The user has answered by now; who will not have it, or may not, has no share. */
    private CompletionStage<HttpResponse> given(Call call, EntityRef ref, UserId user, Reply.Done done) {
        return entities.read(ref, kind.type).thenApply(at -> {
            if (!kind.part
                    .apply(at.state())
                    .filter(thing -> kind.shares.apply(thing).containsKey(user))
                    .isPresent()) {
                throw Recipients.nobody();
            }
            belongings.recipients().found(call);
            return Answer.changed(Json.response(200, Json.object().put("user", user.value())), done);
        });
    }

    private CompletionStage<HttpResponse> unshare(Call call) {
        UserId by = call.name("id", UserId::new);
        UserId user = call.name("user", UserId::new);
        EntityRef ref = call.name(kind.segment, kind.ref);
        CompletionStage<?> allowed = by.equals(user) ? belongings.user(call) : owned(call);
        return allowed.thenCompose(thing -> entities.change(ref, kind.unshare.apply(by, user)))
                .thenCompose(done -> entities.revoked(
                        call, user, () -> entities.read(user.ref(), User.class).thenApply(Versioned::revision), done));
    }
}
