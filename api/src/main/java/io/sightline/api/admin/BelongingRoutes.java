package io.sightline.api.admin;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What is done with every kind of thing a user owns, has been given or holds, by administrators and by the user. */
interface BelongingRoutes {

    CompletionStage<HttpResponse> list(Call call);

    CompletionStage<HttpResponse> create(Call call);

    CompletionStage<HttpResponse> show(Call call);

    CompletionStage<HttpResponse> change(Call call);

    CompletionStage<HttpResponse> remove(Call call);

    /**
     * The routes of one kind.
     *
     * @param all the path of those of one user
     * @param one the path of one of them
     */
    static List<Route> of(String all, String one, BelongingRoutes kind) {
        return List.of(
                Route.get(all, Scope.DEVICES_READ, kind::list)
                        .listing(ListSpec.inOrder())
                        .asking("atLeast")
                        .own(),
                Route.post(all, Scope.DEVICES_WRITE, kind::create).creating().own(),
                Route.get(one, Scope.DEVICES_READ, kind::show).asking("atLeast").own(),
                Route.patch(one, Scope.DEVICES_WRITE, kind::change).own(),
                Route.delete(one, Scope.DEVICES_WRITE, kind::remove).own());
    }
}
