package io.sightline.persistence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.typesafe.config.Config;
import io.sightline.persistence.Schema.Gap;

/**
 * What decides whether the store may be trusted, as it was found.
 *
 * @param commitLogSync the commit log mode of each server that is up, by its address
 * @param servers how many servers the cluster has, up or not
 * @param replicationFactor the smallest number of copies in any data centre; 0 if the keyspace is not there
 * @param consistency the consistency level by the name of what is read or written at it
 * @param replayFilter the replay filter's mode
 * @param journalPlugin the plugin that entities use unless told otherwise
 * @param gaps what the schema lacks
 */
public record StorageFacts(
        Map<String, String> commitLogSync,
        int servers,
        int replicationFactor,
        Map<String, String> consistency,
        String replayFilter,
        String journalPlugin,
        List<Gap> gaps) {

    private static final List<String> PROFILES = List.of(
            "write-profile", "read-profile", "query.read-profile", "snapshot.write-profile", "snapshot.read-profile");

    public StorageFacts {
        commitLogSync = Map.copyOf(commitLogSync);
        consistency = Map.copyOf(consistency);
        gaps = List.copyOf(gaps);
    }

    /** Asks every server that is up, and reads the configuration of the whole actor system. Blocks. */
    public static StorageFacts read(CqlSession session, Config config) {
        var nodes = session.getMetadata().getNodes().values();
        Map<String, String> sync = new LinkedHashMap<>();
        for (var node : nodes) {
            if (node.getState() == NodeState.UP) {
                sync.put(node.getEndPoint().toString(), commitLogSync(session, node));
            }
        }
        var plugin = config.getConfig(Storage.CONFIG_PATH);
        Map<String, String> consistency = new LinkedHashMap<>();
        for (var path : PROFILES) {
            var profile = session.getContext().getConfig().getProfile(plugin.getString(path));
            consistency.put(path, profile.getString(DefaultDriverOption.REQUEST_CONSISTENCY));
        }
        return new StorageFacts(
                sync,
                nodes.size(),
                replicationFactor(session),
                consistency,
                plugin.getString("journal.replay-filter.mode"),
                config.getString("pekko.persistence.journal.plugin"),
                Schema.validate(session));
    }

    private static String commitLogSync(CqlSession session, Node node) {
        var row = session.execute(SimpleStatement.newInstance(
                                "SELECT value FROM system_views.settings WHERE name = ?", "commitlog_sync")
                        .setNode(node))
                .one();
        var value = row == null ? null : row.getString("value");
        return value == null ? "unknown" : value;
    }

    private static int replicationFactor(CqlSession session) {
        var row = session.execute(SimpleStatement.newInstance(
                        "SELECT replication FROM system_schema.keyspaces WHERE keyspace_name = ?", Schema.KEYSPACE))
                .one();
        var replication = row == null ? null : row.getMap("replication", String.class, String.class);
        return replication == null ? 0 : smallestFactor(replication);
    }

    static int smallestFactor(Map<String, String> replication) {
        return replication.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("class"))
                .flatMap(entry -> number(entry.getValue()))
                .min(Integer::compare)
                .orElse(0);
    }

    private static Stream<Integer> number(String text) {
        return text.matches("\\d{1,4}") ? Stream.of(Integer.valueOf(text)) : Stream.empty();
    }
}
