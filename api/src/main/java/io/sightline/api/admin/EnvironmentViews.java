package io.sightline.api.admin;

import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.synchronize.EnvironmentStatus;

/** How environments stand, as operators read it. */
final class EnvironmentViews {

    private EnvironmentViews() {}

    static ArrayNode list(List<EnvironmentStatus> all) {
        ArrayNode list = Json.array();
        all.forEach(each -> list.add(view(each)));
        return list;
    }

    private static ObjectNode view(EnvironmentStatus status) {
        ObjectNode view = Json.object().put("environment", Json.word(status.environment()));
        if (status.installation() != null) {
            view.put("installation", status.installation().value());
        }
        view.put("state", Json.word(status.state()))
                .put("applied", status.applied())
                .put("behind", status.behind())
                .put("lagMillis", status.lag().toMillis());
        if (status.since() != null) {
            view.put("since", status.since().toString());
        }
        if (status.verifiedAt() != null) {
            view.put("verifiedAt", status.verifiedAt().toString());
        }
        return view;
    }
}
