package io.sightline.engine.sync.node;

import java.util.List;

import io.sightline.engine.domain.UserId;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.node.Sockets.Socket;
import io.sightline.engine.sync.wire.CloseCode;
import io.sightline.engine.sync.wire.FrameEncoder.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Lets a node's connections open: so many of a user, one of an installation, each as soon as the user's manifest may be served
 * from and the installation's former one has left. For NodeSync's thread.
 */
final class Reception {

    private final SyncLimits limits;
    private final NodeEffects effects;
    private final Sockets sockets;

    Reception(SyncLimits limits, NodeEffects effects) {
        this.limits = limits;
        this.effects = effects;
        sockets = new Sockets(limits.parkedSessions());
    }

    /** Takes a connection in, in place of the installation's others. @return whether it may open in time */
    boolean enter(Socket socket) {
        int remaining = 0;
        for (Socket other : List.copyOf(sockets.of(socket.identity.user()))) {
            if (other.sameInstallation(socket)) {
                if (other.successor == null) {
                    other.successor = socket;
                    socket.awaited++;
                    effects.onLane(other.lane, lane -> lane.replaced(other.connection));
                }
            } else {
                remaining++;
            }
        }
        sockets.add(socket);
        if (remaining >= limits.socketsPerUser()) {
            effects.onLane(socket.lane, lane -> lane.refused(socket.connection, ErrorCode.LIMIT, CloseCode.TOO_MANY));
            return false;
        }
        return true;
    }

    /** Lets all of a user's open that can. */
    void admitAll(Watched<ManifestMirror> user, long now) {
        if (user.copy.live(now)) {
            for (Socket socket : List.copyOf(sockets.of(user.copy.user()))) {
                admit(user, socket, now);
            }
        }
    }

    void admit(Watched<ManifestMirror> user, Socket socket, long now) {
        if (socket.admitted || socket.awaited > 0 || !user.copy.live(now)) {
            return;
        }
        socket.admitted = true;
        user.enterOnce(socket.lane);
        ManifestMirror mirror = user.copy;
        Parked parked = sockets.unpark(socket.resume, socket.identity, now);
        effects.onLane(socket.lane, lane -> lane.admitted(socket.connection, mirror, parked));
    }

    /** The user does not exist, so nobody waits for the manifest any more. */
    void refuseAll(UserId user) {
        for (Socket socket : List.copyOf(sockets.of(user))) {
            if (!socket.admitted) {
                effects.onLane(socket.lane, lane -> lane.refused(socket.connection, ErrorCode.AUTH, CloseCode.GONE));
            }
        }
    }

    /** A connection has left. @return what it was, or null when it was not here */
    @Nullable
    Socket leave(Connection connection, @Nullable Parked parked, long now) {
        Socket socket = sockets.remove(connection);
        if (parked != null) {
            sockets.park(parked, now + limits.parking().toNanos());
        }
        return socket;
    }

    /** Whether a user has an open connection on a lane. */
    boolean onLane(UserId user, int lane) {
        return sockets.of(user).stream().anyMatch(socket -> socket.admitted && socket.lane == lane);
    }

    /** Whether a user has no connection at all. */
    boolean isEmpty(UserId user) {
        return sockets.of(user).isEmpty();
    }

    int size() {
        return sockets.size();
    }

    /** Forgets what was parked too long ago. */
    void tick(long now) {
        sockets.expire(now);
    }
}
