package io.sightline.api.admin;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a key or an administrator may be allowed; each protected route names exactly one. */
public enum Scope {
    BILLING_WRITE("billing:write"),
    BILLING_READ("billing:read"),
    USERS_READ("users:read"),
    USERS_WRITE("users:write"),
    DEVICES_READ("devices:read"),
    DEVICES_WRITE("devices:write"),
    PLACES_READ("places:read"),
    PLACES_WRITE("places:write"),
    SYNC_READ("sync:read"),
    SYNC_WRITE("sync:write"),
    MESSAGES_READ("messages:read"),
    MESSAGES_WRITE("messages:write"),
    METRICS_READ("metrics:read"),
    KEYS_READ("keys:read"),
    KEYS_WRITE("keys:write"),
    AUDIT_READ("audit:read"),
    ACTING_READ("acting:read"),
    ACTING_WRITE("acting:write"),
    MONEY_READ("money:read"),
    MONEY_WRITE("money:write"),
    ADMINISTRATORS_READ("administrators:read"),
    ADMINISTRATORS_WRITE("administrators:write"),
    /** Have everybody set a new password. */
    ADMINISTRATORS_RESET("administrators:reset"),
    /** See and end other administrators' sessions. */
    SESSIONS_READ("sessions:read"),
    SESSIONS_WRITE("sessions:write"),
    PLANS_READ("plans:read"),
    PLANS_WRITE("plans:write"),
    SERVICES_READ("services:read"),
    SERVICES_WRITE("services:write"),
    ANALYTICS_READ("analytics:read"),
    ANALYTICS_WRITE("analytics:write");

    private final String code;

    Scope(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static Optional<Scope> of(String code) {
        return Arrays.stream(values()).filter(scope -> scope.code.equals(code)).findFirst();
    }

    static Set<String> allCodes() {
        return Arrays.stream(values()).map(Scope::code).collect(Collectors.toUnmodifiableSet());
    }
}
