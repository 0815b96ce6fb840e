package io.sightline.persistence;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.connectors.cassandra.DefaultSessionProvider;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;

/** Makes the one session of a node, for the journal, the snapshots and our own tables; named in {@code reference.conf}. */
public final class GroupCommitSessionProvider extends DefaultSessionProvider {

    private final GroupCommitSettings settings;

    /** Called by the plugin with its own section of the configuration. */
    public GroupCommitSessionProvider(ActorSystem system, Config config) {
        super(system, config);
        this.settings = GroupCommitSettings.from(config);
    }

    @Override
    public Future<CqlSession> connect(ExecutionContext executor) {
        return super.connect(executor).map(session -> new GroupCommitSession(session, settings), executor);
    }
}
