package io.sightline.api.admin;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Analytics;
import io.sightline.engine.domain.AnalyticsType;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;

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
}
