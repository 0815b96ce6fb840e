package io.sightline.api.admin;

import java.time.Duration;

import com.typesafe.config.Config;

/**
 * How the admin plane listens and what it puts up with; {@code sightline.admin} in the configuration.
 *
 * @param port 0 for any that is free
 * @param maxConnections open at once in all; one more is answered 503 and closed
 * @param maxConnectionsPerAddress the same from one address
 * @param receiveDeadline a request's head, and then a body that is read whole, must have come within it
 * @param keepAlive a connection on which nothing comes is closed after it
 * @param stallDeadline a connection on which no byte moves either way in the middle of an exchange is closed after it
 * @param answerDeadline a handler that has not begun its answer by then is answered for: outcome unknown
 * @param readDeadline how long a read waits for the revision its token names
 * @param drainDeadline how long a stop waits for exchanges under way
 * @param maxBodyBytes of a body that is read whole, and of one line of a stream
 * @param rateQuota requests one key may send to one node within {@code rateWindow}
 * @param ownRateQuota the same of one user about itself
 * @param linesInFlight lines of one stream being worked on at once
 */
public record AdminSettings(
        String host,
        int port,
        int maxConnections,
        int maxConnectionsPerAddress,
        Duration receiveDeadline,
        Duration keepAlive,
        Duration stallDeadline,
        Duration answerDeadline,
        Duration readDeadline,
        Duration drainDeadline,
        int maxBodyBytes,
        int rateQuota,
        int ownRateQuota,
        Duration rateWindow,
        int linesInFlight,
        SessionSettings sessions) {

    public AdminSettings {
        require(maxConnections > 0, "max-connections");
        require(maxConnectionsPerAddress > 0, "max-connections-per-address");
        require(maxBodyBytes > 0, "max-body");
        require(rateQuota > 0, "rate-limit.requests");
        require(ownRateQuota > 0, "rate-limit.own-requests");
        require(rateWindow.toSeconds() > 0, "rate-limit.window in seconds");
        require(linesInFlight > 0, "lines-in-flight");
    }

    public static AdminSettings from(Config config) {
        Config admin = config.getConfig("sightline.admin");
        return new AdminSettings(
                admin.getString("host"),
                admin.getInt("port"),
                admin.getInt("max-connections"),
                admin.getInt("max-connections-per-address"),
                admin.getDuration("receive-deadline"),
                admin.getDuration("keep-alive"),
                admin.getDuration("stall-deadline"),
                admin.getDuration("answer-deadline"),
                admin.getDuration("read-deadline"),
                admin.getDuration("drain-deadline"),
                Math.toIntExact(admin.getMemorySize("max-body").toBytes()),
                admin.getInt("rate-limit.requests"),
                admin.getInt("rate-limit.own-requests"),
                admin.getDuration("rate-limit.window"),
                admin.getInt("lines-in-flight"),
                SessionSettings.from(admin.getConfig("sessions")));
    }

    private static void require(boolean holds, String key) {
        if (!holds) {
            throw new IllegalArgumentException("sightline.admin." + key + " must be at least 1");
        }
    }
}
