package io.sightline.api.admin;

import io.sightline.engine.audit.AuditRecord;
import io.sightline.engine.audit.ChainedRecord;

/** Records as lines of a table. */
final class AuditCsv {

    static final String HEAD = Csv.line(
            "id",
            "at",
            "actorKind",
            "actor",
            "onBehalfOf",
            "reason",
            "operation",
            "object",
            "status",
            "requestId",
            "address",
            "userAgent",
            "changes",
            "hash");

    private AuditCsv() {}

    static String line(ChainedRecord chained) {
        AuditRecord record = chained.record();
        return Csv.line(
                chained.stream() + "-" + chained.number(),
                record.at().toString(),
                Json.word(record.actor().kind()),
                record.actor().id(),
                record.onBehalfOf(),
                record.reason(),
                record.operation(),
                record.object(),
                Integer.toString(record.status()),
                record.requestId(),
                record.address(),
                record.userAgent(),
                record.changes(),
                chained.hash());
    }
}
