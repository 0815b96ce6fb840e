package io.sightline.engine.sync.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.feed.Feed;
import org.jspecify.annotations.Nullable;

/** The sessions of one lane, by the user they belong to and by the sources they hold. */
final class Audience {

    /** A user's sessions, and the manifest they go by. */
    record LaneUser(ManifestMirror mirror, List<Session> sessions) {}

    private final int lane;
    private final LaneEvents events;
    private final Map<SourceId, LaneSource> sources = new HashMap<>();
    private final Map<UserId, LaneUser> users = new HashMap<>();

    Audience(int lane, LaneEvents events) {
        this.lane = lane;
        this.events = events;
    }

    // Coming and going.

    void enlist(Session session) {
        ManifestMirror mirror = session.user();
        users.computeIfAbsent(mirror.user(), user -> new LaneUser(mirror, new ArrayList<>(1)))
                .sessions()
                .add(session);
    }

    void delist(Session session) {
        UserId id = session.user().user();
        LaneUser user = users.get(id);
        if (user != null) {
            user.sessions().remove(session);
            if (user.sessions().isEmpty()) {
                users.remove(id);
            }
        }
    }

    /** Has a session hold a source; the node is asked for the mirror if it is the first. */
    Subscription subscribe(Session session, Grant grant) {
        LaneSource source = sources.get(grant.source());
        if (source == null) {
            source = new LaneSource(grant.source());
            sources.put(grant.source(), source);
            events.wanted(lane, grant.source());
        }
        Subscription subscription = new Subscription(session, source, grant);
        source.add(subscription);
        return subscription;
    }

    void unsubscribe(Subscription subscription) {
        LaneSource source = subscription.at;
        source.remove(subscription);
        if (source.size() == 0) {
            sources.remove(source.source);
            events.released(lane, source.source);
        }
    }

    // Who is there.

    @Nullable
    LaneSource source(SourceId id) {
        return sources.get(id);
    }

    @Nullable
    LaneUser user(UserId id) {
        return users.get(id);
    }

    void each(Consumer<Session> action) {
        users.values().forEach(user -> user.sessions().forEach(action));
    }

    /** All sessions, however they come and go meanwhile. */
    List<Session> all() {
        List<Session> all = new ArrayList<>();
        each(all::add);
        return all;
    }

    /** Those that hold a source, or belong to a user. */
    List<Session> of(Feed feed) {
        List<Session> sessions = new ArrayList<>();
        if (feed instanceof Feed.OfSource of) {
            LaneSource source = sources.get(of.source());
            for (int i = 0; source != null && i < source.size(); i++) {
                sessions.add(source.get(i).session);
            }
        } else if (feed instanceof Feed.OfManifest of) {
            LaneUser user = users.get(of.user());
            if (user != null) {
                sessions.addAll(user.sessions());
            }
        }
        return sessions;
    }

    // How far they are.

    /** How many sessions of a feed have been written a mark, and how many have applied it. */
    Lane.Progress progress(Feed feed, Mark mark) {
        if (feed instanceof Feed.OfSource of) {
            LaneSource source = sources.get(of.source());
            return source == null ? new Lane.Progress(0, 0, 0) : progress(source, mark);
        }
        List<Session> sessions = of(feed);
        int written = 0;
        int applied = 0;
        for (Session session : sessions) {
            Manifest told = session.holdings.written();
            if (told != null && told.epoch().equals(mark.epoch())) {
                written += told.rev() >= mark.rev() ? 1 : 0;
                applied += session.standing.appliedManifest() >= mark.rev() ? 1 : 0;
            }
        }
        return new Lane.Progress(sessions.size(), written, applied);
    }

    private static Lane.Progress progress(LaneSource source, Mark mark) {
        int written = 0;
        int applied = 0;
        for (int i = 0; i < source.size(); i++) {
            Subscription one = source.get(i);
            Mark acked = one.session.outbound.applied(one);
            written += one.epoch != null && one.epoch.equals(mark.epoch()) && one.rev >= mark.rev() ? 1 : 0;
            applied += acked != null && acked.reaches(mark) ? 1 : 0;
        }
        return new Lane.Progress(source.size(), written, applied);
    }
}
