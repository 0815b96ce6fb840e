package io.sightline.engine.billing;

import java.time.Duration;
import java.time.InstantSource;

class InMemoryRequestLogTest extends RequestLogContract {

    @Override
    protected RequestLog create(Duration retention, InstantSource clock) {
        return new InMemoryRequestLog(retention, clock);
    }

    @Override
    protected RequestLog reopen(RequestLog log) {
        return log;
    }
}
