package io.sightline.api.admin;

import java.util.List;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.sync.NodeFigures;
import io.sightline.engine.sync.Standings;
import io.sightline.engine.synchronize.NodesStatus;
import io.sightline.engine.synchronize.SyncStatus;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** How the nodes stand, whichever of them is asked. */
final class NodeRoutes {

    private final SyncStatus status;

    NodeRoutes(SyncStatus status) {
        this.status = status;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/nodes", Scope.METRICS_READ, this::nodes));
    }

    private CompletionStage<HttpResponse> nodes(Call call) {
        return status.nodes().thenApply(now -> {
            ObjectNode body = Json.object();
            var items = body.putArray("items");
            now.nodes().forEach(node -> items.add(view(node)));
            return Json.response(200, body.put("silent", now.silent()));
        });
    }

    private static ObjectNode view(NodesStatus.Of node) {
        NodeFigures figures = node.figures();
        Standings standings = figures.standings();
        ObjectNode view = Json.object().put("address", node.address());
        view.putObject("environments")
                .put("in_step", standings.inStep())
                .put("lagging", standings.lagging())
                .put("degraded", standings.degraded())
                .put("quarantined", standings.quarantined())
                .put("offline", standings.offline());
        NodeFigures.Propagation propagation = figures.propagation();
        if (propagation != null) {
            view.putObject("propagation")
                    .put("p50Millis", propagation.p50Millis())
                    .put("p99Millis", propagation.p99Millis());
        }
        return view.put("operations", figures.operations()).put("listsBehindMillis", figures.listsBehindMillis());
    }
}
