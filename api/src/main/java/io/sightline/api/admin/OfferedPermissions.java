package io.sightline.api.admin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Analytics;
import io.sightline.engine.domain.AnalyticsType;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import org.apache.pekko.http.javadsl.model.HttpResponse;

import static java.util.concurrent.CompletableFuture.completedStage;

/** Which analytics permissions a sub-user is offered: those of the levels its main user has licences of. */
final class OfferedPermissions {

    private final Entities entities;

    OfferedPermissions(Entities entities) {
        this.entities = entities;
    }

    CompletionStage<Set<String>> ofAnalytics(UserId main) {
        return entities.read(Analytics.ref(main), Analytics.class).thenApply(at -> Arrays.stream(AnalyticsType.values())
                .filter(type -> at.state().total(type.level()) > 0)
                .map(AnalyticsType::permission)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Ends the call when it gives a sub-user more than is offered; what the sub-user has already it may keep. */
    CompletionStage<Boolean> check(UserId main, Set<String> had, Set<String> wanted) {
        Set<String> news = new HashSet<>(wanted);
        news.removeAll(had);
        news.removeIf(code -> !AnalyticsType.isPermission(code));
        if (news.isEmpty()) {
            return completedStage(true);
        }
        return ofAnalytics(main).thenApply(offered -> {
            Set<String> over = new TreeSet<>(news);
            over.removeAll(offered);
            if (!over.isEmpty()) {
                throw Problem.invalid("/permissions", "The main user has no licences for " + String.join(", ", over))
                        .rejection();
            }
            return true;
        });
    }

    /** The same for any user; only sub-users are held to it. */
    CompletionStage<Boolean> check(Account user, Set<String> wanted) {
        return user.origin() instanceof UserOrigin.SubUser sub
                ? check(sub.parent(), user.permissions(), wanted)
                : completedStage(true);
    }

    /** Which of the permissions there are a user has and is offered, in the order of the form. */
    CompletionStage<HttpResponse> form(Account user) {
        return analytics(user).thenApply(analytics -> {
            ObjectNode body = Json.object();
            ArrayNode items = body.putArray("items");
            rows(user, analytics).forEach(items::add);
            return Json.response(200, body);
        });
    }

    /** What a sub-user is offered of analytics; empty for others, who are offered all of it. */
    private CompletionStage<Optional<Set<String>>> analytics(Account user) {
        return user.origin() instanceof UserOrigin.SubUser sub
                ? ofAnalytics(sub.parent()).thenApply(Optional::of)
                : completedStage(Optional.empty());
    }

    /** The catalogue's codes that are offered or granted, and after them those granted that it does not know. */
    private static List<ObjectNode> rows(Account user, Optional<Set<String>> analytics) {
        List<PermissionCatalogue.Entry> entries = new ArrayList<>(PermissionCatalogue.ENTRIES);
        Set<String> unknown = new TreeSet<>(user.permissions());
        entries.forEach(entry -> unknown.remove(entry.code()));
        unknown.forEach(code -> entries.add(PermissionCatalogue.of(code)));
        List<ObjectNode> rows = new ArrayList<>();
        for (PermissionCatalogue.Entry entry : entries) {
            boolean granted = user.permissions().contains(entry.code());
            boolean isOffered = entry.analytics().isEmpty()
                    || analytics.isEmpty()
                    || analytics.get().contains(entry.code());
            if (granted || isOffered) {
                rows.add(entry.view()
                        .put("granted", granted)
                        .put("effective", user.effectivePermissions().contains(entry.code()))
                        .put("offered", isOffered));
            }
        }
        return rows;
    }
}
