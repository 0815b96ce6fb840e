package io.sightline.engine.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.directory.AtLeast;
import io.sightline.engine.directory.Catalogue;
import io.sightline.engine.directory.Change;
import io.sightline.engine.directory.Directory;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.InMemoryIndex;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Result;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Event;
import io.sightline.engine.runtime.DirectEngine;
import io.sightline.engine.runtime.EntityKinds;
import org.jspecify.annotations.Nullable;

/**
 * The directory over a {@link DirectEngine}, for tests of what stands on top of one: every question is answered from what the
 * entities have come to by then. Thread-safe.
 */
public final class DirectDirectory implements Directory {

    private final DirectEngine engine;
    private final Catalogue catalogue;
    private final InMemoryIndex index = new InMemoryIndex();
    private final Map<EntityRef, Long> changed = new HashMap<>();
    private final Map<EntityRef, Long> revisions = new HashMap<>();
    private final Map<EntityRef, List<Document>> lasting = new HashMap<>();

    public DirectDirectory(DirectEngine engine, Catalogue catalogue) {
        this.engine = engine;
        this.catalogue = catalogue;
        engine.listen(this::heard);
    }

    private synchronized void heard(EntityRef entity, long revision, Event event) {
        if (catalogue.entities().contains(entity.kind())) {
            changed.put(entity, revision);
            lasting.computeIfAbsent(entity, each -> new ArrayList<>())
                    .addAll(catalogue.ofEvent(entity, revision, event));
        }
    }

    @Override
    public CompletionStage<Result> find(Query query, @Nullable AtLeast atLeast) {
        // The engine first and then this, as when it tells what has happened.
        synchronized (engine) {
            synchronized (this) {
                catchUp();
                long revision = atLeast == null ? 0 : revisions.getOrDefault(atLeast.entity(), 0L);
                boolean listed = atLeast != null
                        && catalogue.entities().contains(atLeast.entity().kind());
                return listed && revision < atLeast.revision()
                        ? CompletableFuture.failedStage(new TooNew(atLeast, revision))
                        : CompletableFuture.completedStage(index.find(query));
            }
        }
    }

    private void catchUp() {
        if (changed.isEmpty()) {
            return;
        }
        changed.forEach((entity, revision) -> index.write(List.of(new Change(
                entity,
                revision,
                catalogue.ofState(
                        entity.kind(),
                        engine.state(entity, EntityKinds.of(entity.kind()).state())),
                lasting.getOrDefault(entity, List.of())))));
        revisions.putAll(changed);
        changed.clear();
        lasting.clear();
        index.refresh();
        revisions.forEach(this::borrow);
        index.refresh();
    }

    private void borrow(EntityRef entity, long revision) {
        List<DocumentKind> kinds = catalogue.kindsOf(entity.kind());
        for (DocumentKind kind : kinds) {
            if (kind.owner() != null) {
                index.get(kind.name(), entity.id())
                        .map(document -> Borrowing.filled(kind, document, index::get))
                        .map(filled -> Borrowing.together(kinds, filled, index::get))
                        .ifPresent(all -> index.write(List.of(new Change(entity, revision, all, List.of()))));
            }
        }
    }

    @Override
    public synchronized CompletionStage<Void> erase(Collection<EntityRef> entities) {
        entities.forEach(changed::remove);
        index.remove(entities);
        index.refresh();
        return CompletableFuture.completedStage(null);
    }

    @Override
    public Progress progress() {
        return new Progress(true, 1, 0, 0);
    }
}
