package io.sightline.node;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.sightline.engine.audit.AuditVerification;
import io.sightline.engine.audit.Chain;
import io.sightline.engine.audit.ChainReport;
import io.sightline.engine.journal.MasterKey;
import io.sightline.persistence.CassandraAuditStore;
import io.sightline.persistence.Storage;

/** Reads the whole audit from the store, without a node, and says of each chain whether anything in it was touched. */
public final class AuditCheck {

    private AuditCheck() {}

    /** Ends with status 0 when every chain is whole, otherwise with 1. */
    public static void main(String[] args) {
        try {
            Config config = NodeSettings.withStore(ConfigFactory.load());
            MasterKey master = new Secrets(NodeSettings.from(config).home()).masterKey(false);
            boolean whole;
            try (CqlSession session = Storage.open(config)) {
                whole = report(reports(session, chain(master)), System.out);
            }
            System.exit(whole ? 0 : 1);
        } catch (StartException | ConfigException refused) {
            System.err.println("sightline: " + refused.getMessage());
            System.exit(1);
        }
    }

    /** The chains of an installation are tied with a key of its own. */
    static Chain chain(MasterKey master) {
        return new Chain(master.derive("audit"));
    }

    private static List<ChainReport> reports(CqlSession session, Chain chain) {
        return new AuditVerification(new CassandraAuditStore(session), chain)
                .all()
                .toCompletableFuture()
                .join();
    }

    /** Whether every chain is whole; a line each. */
    static boolean report(List<ChainReport> reports, PrintStream out) {
        if (reports.isEmpty()) {
            out.println("there is no audit yet");
        }
        for (ChainReport each : reports) {
            out.printf(
                    Locale.ROOT,
                    "chain %s: %s; %,d records%s%s%n",
                    each.stream(),
                    each.whole() ? "whole" : "BROKEN, " + each.fault(),
                    each.count(),
                    each.first() == 0
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    ", of which the first %,d have been kept long enough and are gone",
                                    each.first()),
                    each.lastAt() == null ? "" : ", the last of " + each.lastAt() + " with hash " + each.hash());
        }
        out.flush();
        return reports.stream().allMatch(ChainReport::whole);
    }
}
