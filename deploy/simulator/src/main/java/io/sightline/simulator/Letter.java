package io.sightline.simulator;

import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.feed.Confirm;
import io.sightline.engine.sync.feed.Feed;
import io.sightline.engine.sync.feed.Head;
import io.sightline.engine.sync.feed.ManifestChange;
import io.sightline.engine.sync.feed.NodeId;
import io.sightline.engine.sync.feed.SourceChange;
import io.sightline.engine.sync.feed.Unwatch;
import io.sightline.engine.sync.feed.Watch;

/** What travels between the owners of feeds and the nodes. */
sealed interface Letter {

    sealed interface ToNode extends Letter {}

    sealed interface ToOwner extends Letter {
        Feed feed();

        NodeId node();
    }

    record Changed(SourceChange change) implements ToNode {}

    record Regranted(ManifestChange change) implements ToNode {}

    record Headed(Head head) implements ToNode {}

    record SourceLoaded(SourceId id, Source source) implements ToNode {}

    record ManifestLoaded(UserId user, Manifest manifest) implements ToNode {}

    record Watching(Watch watch) implements ToOwner {
        @Override
        public Feed feed() {
            return watch.feed();
        }

        @Override
        public NodeId node() {
            return watch.node();
        }
    }

    record Unwatching(Unwatch unwatch) implements ToOwner {
        @Override
        public Feed feed() {
            return unwatch.feed();
        }

        @Override
        public NodeId node() {
            return unwatch.node();
        }
    }

    record Confirming(Confirm confirm) implements ToOwner {
        @Override
        public Feed feed() {
            return confirm.feed();
        }

        @Override
        public NodeId node() {
            return confirm.node();
        }
    }

    record Loading(Feed feed, NodeId node) implements ToOwner {}
}
