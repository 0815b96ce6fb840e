package io.sightline.engine.sync.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.sightline.engine.domain.UserId;
import org.jspecify.annotations.Nullable;

/** Which connections each user has on this node, and what broken sessions can still be resumed. For NodeSync's thread. */
final class Sockets {

    /** One connection that has joined. */
    static final class Socket {
        final int lane;
        final Connection connection;
        final Tokens.Verified identity;
        final @Nullable String resume;

        /** Whether its lane has been told that it may open. */
        boolean admitted;

        /** How many former connections of its installation have yet to leave. */
        int awaited;

        /** The connection that waits for this one to leave. */
        @Nullable
        Socket successor;

        Socket(int lane, Connection connection, Tokens.Verified identity, @Nullable String resume) {
            this.lane = lane;
            this.connection = connection;
            this.identity = identity;
            this.resume = resume;
        }

        boolean sameInstallation(Socket other) {
            return identity.environment().equals(other.identity.environment())
                    && identity.installation().equals(other.identity.installation());
        }
    }

    private record Kept(Parked parked, long until) {}

    private final int parkedAtMost;
    private final Map<Connection, Socket> sockets = new LinkedHashMap<>();
    private final Map<UserId, List<Socket>> byUser = new HashMap<>();
    private final LinkedHashMap<String, Kept> parked = new LinkedHashMap<>();

    Sockets(int parkedAtMost) {
        this.parkedAtMost = parkedAtMost;
    }

    void add(Socket socket) {
        sockets.put(socket.connection, socket);
        byUser.computeIfAbsent(socket.identity.user(), user -> new ArrayList<>(1))
                .add(socket);
    }

    @Nullable
    Socket remove(Connection connection) {
        Socket socket = sockets.remove(connection);
        if (socket != null) {
            List<Socket> list = of(socket.identity.user());
            list.remove(socket);
            if (list.isEmpty()) {
                byUser.remove(socket.identity.user());
            }
        }
        return socket;
    }

    /** A user's sockets; those being replaced are among them until they have left. */
    List<Socket> of(UserId user) {
        return byUser.getOrDefault(user, new ArrayList<>(0));
    }

    int size() {
        return sockets.size();
    }

    void park(Parked session, long until) {
        parked.put(session.sid(), new Kept(session, until));
        if (parked.size() > parkedAtMost) {
            parked.remove(parked.keySet().iterator().next());
        }
    }

    /** Takes a parked session out, if it is this installation's. */
    @Nullable
    Parked unpark(@Nullable String sid, Tokens.Verified identity, long now) {
        Kept kept = sid == null ? null : parked.get(sid);
        if (kept == null || kept.until() - now <= 0) {
            return null;
        }
        Tokens.Verified owner = kept.parked().identity();
        if (!owner.user().equals(identity.user())
                || !owner.environment().equals(identity.environment())
                || !owner.installation().equals(identity.installation())) {
            return null;
        }
        parked.remove(kept.parked().sid());
        return kept.parked();
    }

    /** Forgets what was parked too long ago. */
    void expire(long now) {
        ArrayDeque<String> over = new ArrayDeque<>();
        for (var entry : parked.entrySet()) {
            if (entry.getValue().until() - now > 0) {
                break;
            }
            over.add(entry.getKey());
        }
        over.forEach(parked::remove);
    }
}
