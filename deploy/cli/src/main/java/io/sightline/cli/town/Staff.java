package io.sightline.cli.town;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Who looks after the town: a help desk for everything, a caretaker for each district, and one who reads the audit. */
final class Staff {

    private final Script script;
    private final Names names;

    Staff(Script script, Names names) {
        this.script = script;
        this.names = names;
    }

    /** @param districts ids of the addresses that a caretaker each is there for */
    void hire(List<String> districts) {
        role(
                "desk",
                "Help desk",
                "users:read",
                "users:write",
                "devices:read",
                "places:read",
                "acting:write",
                "acting:read");
        role("caretaker", "Caretaker", "users:read", "devices:read", "devices:write", "places:read", "messages:read");
        role("auditor", "Auditor", "audit:read", "administrators:read");
        administrator("desk", List.of("desk"), null);
        administrator("audit", List.of("auditor"), null);
        for (int i = 0; i < districts.size(); i++) {
            administrator("caretaker" + (i + 1), List.of("caretaker"), districts.get(i));
        }
    }

    private void role(String name, String title, String... permissions) {
        var role = script.body().put("name", title);
        var all = role.putArray("permissions");
        for (var permission : permissions) {
            all.add(permission);
        }
        script.make("role." + name, "/roles", role);
    }

    private void administrator(String login, List<String> roles, @Nullable String district) {
        var body = script.body()
                .put("name", names.person())
                .put("login", login)
                .put("password", "Ashford-Bay-" + login)
                .put("mustChangePassword", false);
        var all = body.putArray("roles");
        roles.forEach(role -> all.add("{made:role.%s}".formatted(role)));
        if (district != null) {
            body.putObject("sight").putArray("addresses").add(district);
        }
        script.call("POST", "/administrators", body);
    }
}
