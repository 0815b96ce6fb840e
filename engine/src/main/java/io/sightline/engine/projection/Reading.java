package io.sightline.engine.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.sightline.engine.directory.Catalogue;
import io.sightline.engine.directory.Change;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.Index;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.runtime.EntityKinds;
import io.sightline.engine.runtime.Versioned;

/** Reads what an entity has come to: its state from the engine, and single events, where they are listed, from the history. */
final class Reading {

    private final Projection.Sources sources;
    private final DocumentsOf documents;
    private final Index index;
    private final Executor blocking;

    Reading(Projection.Sources sources, DocumentsOf documents, Index index, Executor blocking) {
        this.sources = sources;
        this.documents = documents;
        this.index = index;
        this.blocking = blocking;
    }

    /** What an entity is listed as now, with every event that may not be in the index yet. */
    CompletionStage<Change> read(EntityRef entity) {
        Catalogue catalogue = sources.catalogue();
        return sources.engine()
                .read(entity, EntityKinds.of(entity.kind()).state())
                .thenCompose(at -> {
                    List<Document> standing = catalogue.ofState(entity.kind(), at.state());
                    return catalogue.tellsEvents(entity.kind())
                            ? events(entity, at).thenApply(told -> new Change(entity, at.revision(), standing, told))
                            : CompletableFuture.completedStage(new Change(entity, at.revision(), standing, List.of()));
                });
    }

    private CompletionStage<List<Document>> events(EntityRef entity, Versioned<?> at) {
        return Building.key(sources.keys(), entity)
                .thenApplyAsync(
                        key -> {
                            List<Document> told = new ArrayList<>();
                            sources.history().read(entity, index.revision(entity), kept -> {
                                if (kept.revision() <= at.revision()) {
                                    told.addAll(documents.of(kept, key.orElse(null)));
                                }
                            });
                            return told;
                        },
                        blocking);
    }
}
