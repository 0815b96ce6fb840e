package io.sightline.api.admin;

import io.sightline.engine.access.ApiKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says who changed what: one line for each call that may change something, with ids alone and never a value. The logger's
 * name is stable, so that an operator can send these lines to a place of their own.
 */
final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger("io.sightline.audit");

    private Audit() {}

    static void record(Call call, Route route, int status) {
        ApiKey caller = call.caller();
        LOG.info(
                "key={} action=\"{}\" subject={} status={} request={}",
                caller == null ? "-" : caller.id(),
                route,
                call.names().isEmpty() ? "-" : call.names(),
                status,
                call.id());
    }
}
