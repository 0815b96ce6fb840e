package io.sightline.engine.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.access.Why;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressPlace;
import io.sightline.engine.domain.Analytics;
import io.sightline.engine.domain.AnalyticsCase;
import io.sightline.engine.domain.AnalyticsCommand;
import io.sightline.engine.domain.AnalyticsType;
import io.sightline.engine.domain.CameraId;
import io.sightline.engine.domain.CaseId;
import io.sightline.engine.domain.DeviceKey;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Folder;
import io.sightline.engine.domain.FolderPlace;
import io.sightline.engine.domain.KeptObject;
import io.sightline.engine.domain.MonitoringObject;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;

/**
 * The analytics cases that a main user or one of its sub-users makes. A case needs the permission for its type, more than live
 * viewing, and cameras that its owner can watch; whether licences suffice the main user's analytics decide.
 */
public final class AnalyticsCases {

    private final Engine engine;

    public AnalyticsCases(Engine engine) {
        this.engine = engine;
    }

    /** Those of one user alone, oldest first. */
    public CompletionStage<List<AnalyticsCase>> of(UserId owner) {
        return engine.read(owner.ref(), User.class)
                .thenCompose(read -> read.state().account().isEmpty()
                        ? CompletableFuture.completedStage(List.of())
                        : engine.read(analytics(read.state().account().get()), Analytics.class)
                                .thenApply(at -> at.state().cases().values().stream()
                                        .filter(each -> each.owner().equals(owner))
                                        .sorted(java.util.Comparator.comparing(AnalyticsCase::number))
                                        .toList()));
    }

    public CompletionStage<Reply> create(
            UserId owner, CaseId id, AnalyticsType type, Personal title, List<CameraId> cameras) {
        return allowed(owner, type, cameras, new AnalyticsCommand.CreateCase(id, owner, type, title, cameras));
    }

    public CompletionStage<Reply> change(UserId owner, CaseId id, Personal title, List<CameraId> cameras) {
        return own(
                owner,
                id,
                held -> allowed(owner, held.type(), cameras, new AnalyticsCommand.ChangeCase(id, title, cameras)));
    }

    public CompletionStage<Reply> delete(UserId owner, CaseId id) {
        return own(
                owner,
                id,
                held -> account(
                        owner,
                        account -> engine.send(
                                analytics(account), new AnalyticsCommand.DeleteCase(id), Assurance.FENCED)));
    }

    /** Takes what the analytics system has found for a case. */
    public CompletionStage<Reply> report(UserId owner, CaseId id, AnalyticsCase.Finding finding) {
        return own(
                owner,
                id,
                held -> account(
                        owner,
                        account -> engine.send(
                                analytics(account), new AnalyticsCommand.Report(id, finding), Assurance.PERSISTED)));
    }

    private interface WithAccount {
        CompletionStage<Reply> then(Account account);
    }

    private interface WithCase {
        CompletionStage<Reply> then(AnalyticsCase held);
    }

    private CompletionStage<Reply> own(UserId owner, CaseId id, WithCase step) {
        return of(owner).thenCompose(cases -> cases.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .map(step::then)
                .orElseGet(() -> refused(owner.ref(), Refusal.UNKNOWN_ENTITY, "case")));
    }

    private CompletionStage<Reply> account(UserId owner, WithAccount step) {
        return engine.read(owner.ref(), User.class).thenCompose(read -> {
            Optional<Account> account = read.state().account();
            return account.isPresent()
                    ? step.then(account.get())
                    : refused(owner.ref(), Refusal.UNKNOWN_ENTITY, "user");
        });
    }

    private CompletionStage<Reply> allowed(
            UserId owner, AnalyticsType type, List<CameraId> cameras, AnalyticsCommand command) {
        return account(owner, account -> {
            if (account.standing().terminated()) {
                return refused(owner.ref(), Refusal.GONE, "user");
            }
            if (!account.effectivePermissions().contains(type.permission())) {
                return refused(owner.ref(), Refusal.FORBIDDEN, type.permission());
            }
            return main(account)
                    .thenCompose(main -> main.standing().liveOnly()
                                    || !main.standing().causes().isEmpty()
                            ? refused(owner.ref(), Refusal.CONFLICT, "serviceStatus")
                            : watched(account, cameras)
                                    .thenCompose(all -> all
                                            ? engine.send(analytics(account), command, Assurance.PERSISTED)
                                            : refused(owner.ref(), Refusal.UNKNOWN_REFERENCE, "cameras")));
        });
    }

    private CompletionStage<Account> main(Account account) {
        return account.origin() instanceof UserOrigin.SubUser sub
                ? engine.read(sub.parent().ref(), User.class)
                        .thenApply(read -> read.state().account().orElse(account))
                : CompletableFuture.completedStage(account);
    }

    private CompletionStage<Boolean> watched(Account account, List<CameraId> cameras) {
        CompletionStage<Map<SourceId, Source>> sources = CompletableFuture.completedStage(new HashMap<>());
        for (SourceId source : new ArrayList<>(account.manifest().grants().keySet())) {
            sources = sources.thenCombine(source(source), (all, found) -> {
                found.ifPresent(content -> all.put(source, content));
                return all;
            });
        }
        return sources.thenApply(all -> cameras.stream()
                .allMatch(camera ->
                        Why.explain(account, all, DeviceKey.of(camera)).verdict() == Why.Verdict.VISIBLE));
    }

    private CompletionStage<Optional<Source>> source(SourceId source) {
        EntityRef owner = source.owner();
        return switch (owner.kind()) {
            case ADDRESS ->
                engine.read(owner, Address.class)
                        .thenApply(read -> read.state() instanceof AddressPlace place
                                ? Optional.of(place.source())
                                : Optional.empty());
            case FOLDER ->
                engine.read(owner, Folder.class)
                        .thenApply(read -> read.state().place().map(FolderPlace::source));
            case MONITORING_OBJECT ->
                engine.read(owner, MonitoringObject.class)
                        .thenApply(read -> read.state().kept().map(KeptObject::source));
            default ->
                engine.read(owner, User.class)
                        .thenApply(read -> read.state().account().map(Account::source));
        };
    }

    private static EntityRef analytics(Account account) {
        return Analytics.ref(account.origin() instanceof UserOrigin.SubUser sub ? sub.parent() : account.id());
    }

    private static CompletionStage<Reply> refused(EntityRef entity, Refusal refusal, String detail) {
        return CompletableFuture.completedStage(new Reply.Refused(entity, refusal, detail));
    }
}
