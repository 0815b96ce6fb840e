package io.sightline.api.admin;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.Grants;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Particulars;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.RequestType;
import io.sightline.engine.domain.Selection;
import io.sightline.engine.domain.UserOrigin;
import org.jspecify.annotations.Nullable;

/** Users as administrators read them. A password, hashed or not, is in none of it. */
final class UserViews {

    private UserViews() {}

    static ObjectNode user(Account user) {
        ObjectNode view = Json.object()
                .put("id", user.id().value())
                .put("login", user.login().text().text());
        profile(view, user.profile());
        origin(view, user.origin());
        view.put("createdAt", user.createdAt().toString())
                .put("status", Json.word(user.standing().status()))
                .put("liveOnly", user.standing().liveOnly());
        words(view.putArray("suspensions"), user.standing().causes());
        texts(view.putArray("permissions"), user.permissions());
        texts(view.putArray("effectivePermissions"), user.effectivePermissions());
        if (user.delegation() != null) {
            if (user.delegation().choice() instanceof Selection.Only only) {
                texts(view.putArray("devices"), only.keys());
            } else {
                view.put("devices", "all");
            }
        }
        grants(view, user);
        Grants.Unpaid unpaid = user.grants().unpaid();
        if (unpaid != null) {
            texts(
                    view.putArray("unpaid"),
                    unpaid.cameras().stream().map(CameraId::value).toList());
        }
        particulars(view, user.profile().particulars());
        texts(
                view.putArray("subUsers"),
                user.family().subUsers().keySet().stream().map(id -> id.value()).toList());
        return view;
    }

    private static void profile(ObjectNode view, Profile profile) {
        view.put("name", text(profile.name()))
                .put("subscriberKind", Json.word(profile.subscriberKind()))
                .put("userType", profile.userType())
                .put("entityId", profile.entityId())
                .put("contractNumber", text(profile.contractNumber()))
                .put("canUpdatePassword", profile.canUpdatePassword());
        personal(view.putObject("billing"), profile.billing());
        personal(view.putObject("properties"), profile.properties());
    }

    private static void particulars(ObjectNode view, @Nullable Particulars known) {
        if (known != null) {
            view.putObject("particulars")
                    .put("email", text(known.email()))
                    .put("phone", text(known.phone()))
                    .put("registrationAddress", text(known.registrationAddress()))
                    .put("taxpayerNumber", text(known.taxpayerNumber()))
                    .put("notes", text(known.notes()))
                    .put("comment", text(known.comment()));
        }
    }

    private static void origin(ObjectNode view, UserOrigin origin) {
        view.put("origin", origin(origin));
        if (origin instanceof UserOrigin.Temporary temporary) {
            view.put("expiresAt", temporary.expiresAt().toString()).put("ptzPriority", temporary.ptzPriority());
        } else if (origin instanceof UserOrigin.SubUser sub) {
            view.put("parent", sub.parent().value());
        } else if (origin instanceof UserOrigin.Platform platform) {
            view.put("mailVerified", platform.mail().verified());
            RegistrationRoutes.registration(view.putObject("registration"), platform.registration());
        }
    }

    /** The code of where a user comes from. */
    static String origin(UserOrigin origin) {
        if (origin instanceof UserOrigin.Temporary) {
            return "temporary";
        }
        if (origin instanceof UserOrigin.SubUser) {
            return "sub-user";
        }
        if (origin instanceof UserOrigin.Platform) {
            return "platform";
        }
        return origin instanceof UserOrigin.Portal ? "portal" : "billing";
    }

    private static void grants(ObjectNode view, Account user) {
        ArrayNode addresses = view.putArray("addresses");
        ArrayNode folders = view.putArray("folders");
        new TreeMap<>(user.grants().places()).forEach((place, held) -> {
            if (place.owner().kind() == Kind.MONITORING_OBJECT) {
                return;
            }
            ArrayNode list = place.owner().kind() == Kind.ADDRESS ? addresses : folders;
            list.addObject().put("id", place.owner().id()).put("status", Json.word(held.status()));
        });
        ArrayNode cameras = view.putArray("cameras");
        user.grants().cameras().entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getKey().value()))
                .forEach(each -> cameras.addObject()
                        .put("id", each.getKey().value())
                        .put("status", Json.word(each.getValue().status()))
                        .put("archiveDays", each.getValue().archiveDays()));
    }

    /** What became of one billing request. */
    static ObjectNode receipt(Receipt receipt) {
        RequestType type = receipt.request().type();
        ObjectNode view = Json.object()
                .put("requestId", receipt.request().id().value())
                .put("type", type.code())
                .put("outcome", Json.word(receipt.outcome()))
                .put("createdAt", receipt.at().toString())
                .put("occurredAt", receipt.request().order().occurredAt().toString());
        if (!receipt.detail().isEmpty()) {
            view.put("reason", receipt.detail());
        }
        return view;
    }

    private static void personal(ObjectNode view, Map<String, Personal> values) {
        new TreeMap<>(values).forEach((name, value) -> view.put(name, value.text()));
    }

    private static void words(ArrayNode list, Iterable<? extends Enum<?>> constants) {
        constants.forEach(each -> list.add(Json.word(each)));
    }

    private static void texts(ArrayNode list, java.util.Collection<String> texts) {
        texts.stream().sorted().forEach(list::add);
    }

    static @Nullable String text(@Nullable Personal personal) {
        return personal == null ? null : personal.text();
    }
}
