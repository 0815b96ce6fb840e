package io.sightline.api.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Address;
import io.sightline.engine.domain.AddressPlace;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Folder;
import io.sightline.engine.domain.FolderPlace;
import io.sightline.engine.domain.KeptObject;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.MonitoringObject;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.User;

/** The sources users' environments are shown, as their owners have them. */
final class Sources {

    private final Entities entities;

    Sources(Entities entities) {
        this.entities = entities;
    }

    /** All that a user holds; one whose owner is not there, or not yet, is left out. */
    CompletionStage<Map<SourceId, Source>> of(Account user) {
        Map<SourceId, Source> held = new ConcurrentHashMap<>();
        List<CompletableFuture<Void>> reads = user.manifest().grants().keySet().stream()
                .map(id -> source(id)
                        .thenAccept(found -> found.ifPresent(source -> held.put(id, source)))
                        .toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).thenApply(done -> held);
    }

    /** Empty when there is no such owner, or not yet. */
    CompletionStage<Optional<Source>> source(SourceId id) {
        EntityRef owner = id.owner();
        if (owner.kind() == Kind.ADDRESS) {
            return entities.read(owner, Address.class)
                    .thenApply(at -> at.state().place().map(AddressPlace::source));
        }
        if (owner.kind() == Kind.MONITORING_OBJECT) {
            return entities.read(owner, MonitoringObject.class)
                    .thenApply(at -> at.state().kept().map(KeptObject::source));
        }
        if (owner.kind() == Kind.FOLDER) {
            return entities.read(owner, Folder.class)
                    .thenApply(at -> at.state().place().map(FolderPlace::source));
        }
        return entities.read(owner, User.class)
                .thenApply(at -> at.state().account().map(Account::source));
    }
}
