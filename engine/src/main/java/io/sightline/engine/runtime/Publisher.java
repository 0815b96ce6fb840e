package io.sightline.engine.runtime;

import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.Fences;
import io.sightline.engine.sync.feed.ManifestChange;
import io.sightline.engine.sync.feed.NodeId;
import io.sightline.engine.sync.feed.SourceChange;
import org.jspecify.annotations.Nullable;

/**
 * Tells the nodes that watch an entity what became of it, and knows when none of them can hand out anything older. Confined
 * to the entity's actor. A user has two histories that are watched, the manifest and the user's own source.
 */
final class Publisher {

    /** How a message reaches a node; may lose it, which the next renewal of the watch heals. */
    interface Post {
        void send(NodeId node, NodeMessage message);

        /** Every node that may hold sessions, as the cluster knows it now. */
        List<NodeId> edges();
    }

    private final EntityRef self;
    private final SyncLimits limits;
    private final Post post;
    private final LongSupplier nanos;
    private final InstantSource clock;
    private @Nullable Source source;
    private @Nullable Manifest manifest;
    private @Nullable Fences<Fence> sourceFences;
    private @Nullable Fences<Fence> manifestFences;

    Publisher(EntityRef self, SyncLimits limits, Post post, LongSupplier nanos, InstantSource clock) {
        this.self = self;
        this.limits = limits;
        this.post = post;
        this.nanos = nanos;
        this.clock = clock;
    }

    /** One who waits until both of the entity's histories are fenced. */
    static final class Fence {
        private int open;

        boolean isPassed() {
            return open == 0;
        }
    }

    /** The former incarnation's watchers are unknown, so every node that may be one is told where the histories are. */
    void recovered(@Nullable Source source, @Nullable Manifest manifest) {
        this.source = source;
        this.manifest = manifest;
        List<NodeId> edges = source == null && manifest == null ? List.of() : post.edges();
        if (source != null) {
            announce(sourceFences(), edges);
        }
        if (manifest != null) {
            announce(manifestFences(), edges);
        }
    }

    private void announce(Fences<Fence> fences, List<NodeId> edges) {
        for (NodeId node : fences.suspect(edges, nanos.getAsLong())) {
            post.send(node, new NodeMessage.Headed(fences.announcement()));
        }
    }

    void changed(@Nullable Source source, @Nullable Manifest manifest) {
        Source sourceBefore = this.source;
        Manifest manifestBefore = this.manifest;
        this.source = source;
        this.manifest = manifest;
        // The manifest goes first: what it takes away is taken before what a source adds is given.
        if (manifest != null && (manifestBefore == null || !Mark.of(manifest).equals(Mark.of(manifestBefore)))) {
            publish(manifest);
        }
        if (source != null && (sourceBefore == null || !Mark.of(source).equals(Mark.of(sourceBefore)))) {
            publish(sourceBefore, source);
        }
    }

    private void publish(Manifest now) {
        Fences<Fence> fences = manifestFences();
        fences.moved(Mark.of(now));
        var change = new NodeMessage.ManifestChanged(new ManifestChange(new UserId(self.id()), now, clock.millis()));
        fences.recipients(nanos.getAsLong()).forEach(node -> post.send(node, change));
    }

    private void publish(@Nullable Source before, Source now) {
        Fences<Fence> fences = sourceFences();
        fences.moved(Mark.of(now));
        var nodes = fences.recipients(nanos.getAsLong());
        if (nodes.isEmpty()) {
            return;
        }
        NodeMessage message = before != null && before.epoch().equals(now.epoch()) && now.remembersSince(before.rev())
                ? new NodeMessage.SourceChanged(SourceChange.between(sourceId(), before, now, clock.millis(), null))
                : new NodeMessage.Headed(fences.announcement());
        nodes.forEach(node -> post.send(node, message));
    }

    /** Starts to wait until nothing older than the present state of the entity can leave any node. */
    Fence fence() {
        Fence fence = new Fence();
        if (manifest != null) {
            fence.open++;
            manifestFences().await(Mark.of(manifest), fence);
        }
        if (source != null) {
            fence.open++;
            sourceFences().await(Mark.of(source), fence);
        }
        passFences();
        return fence;
    }

    /** Looks which fences have been passed, by confirmation or because a lease has run out. */
    void passFences() {
        long now = nanos.getAsLong();
        if (manifestFences != null) {
            manifestFences.passed(now).forEach(fence -> fence.open--);
        }
        if (sourceFences != null) {
            sourceFences.passed(now).forEach(fence -> fence.open--);
        }
    }

    boolean isWatched() {
        long now = nanos.getAsLong();
        return (manifestFences != null && manifestFences.watched(now))
                || (sourceFences != null && sourceFences.watched(now));
    }

    void handle(WatchMessage message) {
        if (message instanceof WatchMessage.Watching watching) {
            NodeId node = watching.watch().node();
            var head = fencesOf(watching.watch().feed()).watch(watching.watch(), nanos.getAsLong());
            post.send(node, new NodeMessage.Headed(head));
        } else if (message instanceof WatchMessage.Unwatching unwatching) {
            fencesOf(unwatching.unwatch().feed()).unwatch(unwatching.unwatch());
        } else if (message instanceof WatchMessage.Confirming confirming) {
            fencesOf(confirming.confirm().feed()).confirmed(confirming.confirm());
        } else if (message instanceof WatchMessage.Loading loading) {
            load(loading);
        } else {
            throw new AssertionError(message);
        }
        passFences();
    }

    private void load(WatchMessage.Loading loading) {
        if (loading.feed() instanceof Feed.OfManifest && manifest != null) {
            post.send(loading.node(), new NodeMessage.ManifestLoaded(new UserId(self.id()), manifest));
        } else if (loading.feed() instanceof Feed.OfSource && source != null) {
            post.send(loading.node(), new NodeMessage.SourceLoaded(sourceId(), source));
        } else {
            post.send(loading.node(), new NodeMessage.Missing(loading.feed()));
        }
    }

    private Fences<Fence> fencesOf(Feed feed) {
        return feed instanceof Feed.OfManifest ? manifestFences() : sourceFences();
    }

    private Fences<Fence> manifestFences() {
        if (manifestFences == null) {
            var feed = new Feed.OfManifest(new UserId(self.id()));
            manifestFences = new Fences<>(feed, limits, manifest == null ? null : Mark.of(manifest));
        }
        return manifestFences;
    }

    private Fences<Fence> sourceFences() {
        if (sourceFences == null) {
            var feed = new Feed.OfSource(sourceId());
            sourceFences = new Fences<>(feed, limits, source == null ? null : Mark.of(source));
        }
        return sourceFences;
    }

    private SourceId sourceId() {
        return SourceId.ownedBy(self);
    }
}
