package io.sightline.api.admin;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.access.Authorship;
import io.sightline.engine.directory.AtLeast;
import io.sightline.engine.directory.Directory;
import io.sightline.engine.directory.Filter;
import io.sightline.engine.directory.Page;
import io.sightline.engine.directory.Position;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Result;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/** The directory as handlers see it: what it cannot answer ends the call. */
final class Lists {

    private final Directory directory;
    private final Duration readDeadline;
    private final SightFilters sights;

    Lists(Directory directory, Authorship authorship, Duration readDeadline) {
        this.directory = directory;
        this.readDeadline = readDeadline;
        this.sights = new SightFilters(query -> find(query, null), authorship);
    }

    /** What a list is limited to: to what the caller sees, and by the handler besides. */
    private CompletionStage<List<Filter>> limits(Call call, Listing listing, Filter... within) {
        return sights.of(call.caller(), listing.kind())
                .thenApply(seen ->
                        Stream.concat(seen.stream(), Arrays.stream(within)).toList());
    }

    /** Answers a call with a page of a list. */
    CompletionStage<HttpResponse> answer(Call call, Listing listing, Filter... within) {
        return answer(call, listing, atLeast(call), within);
    }

    /** @param atLeast what the page must know, in place of what the call itself names */
    CompletionStage<HttpResponse> answer(Call call, Listing listing, @Nullable AtLeast atLeast, Filter... within) {
        return limits(call, listing, within)
                .thenCompose(filters -> find(listing.query(call, filters), atLeast))
                .thenApply(result -> page(call, listing, result));
    }

    /** Answers a call with the whole list as a file; what changes meanwhile may be in it or not. */
    CompletionStage<HttpResponse> export(Call call, String name, Listing listing, Filter... within) {
        ListSpec.Chosen chosen = listing.spec().whole(call.queries());
        return limits(call, listing, within).thenCompose(filters -> {
            Query query = listing.query(chosen, filters, Page.first(Page.MOST));
            return find(query, atLeast(call)).thenApply(first -> {
                Source<ObjectNode, ?> rows = Source.<Optional<Result>, List<ObjectNode>>unfoldAsync(
                                Optional.of(first), page -> following(query, listing, page))
                        .mapConcat(each -> each);
                return Exported.answer(call, name, Exported.rows(listing.columns()), rows);
            });
        });
    }

    /** The rows of a page that is there, with the page behind it. */
    private CompletionStage<Optional<Pair<Optional<Result>, List<ObjectNode>>>> following(
            Query query, Listing listing, Optional<Result> page) {
        if (page.isEmpty()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        List<ObjectNode> rows = page.get().items().stream().map(listing::row).toList();
        Position next = page.get().next();
        CompletionStage<Optional<Result>> behind = next == null
                ? CompletableFuture.completedStage(Optional.empty())
                : find(query.at(Page.after(next, Page.MOST)), null).thenApply(Optional::of);
        return behind.thenApply(found -> Optional.of(Pair.create(found, rows)));
    }

    /** What a query finds. */
    CompletionStage<Result> find(Query query, @Nullable AtLeast atLeast) {
        CompletionStage<Result> found = directory.find(query, atLeast);
        if (atLeast != null) {
            found = found.toCompletableFuture().copy().orTimeout(readDeadline.toMillis(), TimeUnit.MILLISECONDS);
        }
        return found.exceptionally(failure -> {
            throw problem(failure);
        });
    }

    private static @Nullable AtLeast atLeast(Call call) {
        return call.query("atLeast")
                .map(Token::parse)
                .filter(token -> token.revision() > 0)
                .map(token -> new AtLeast(token.entity(), token.revision()))
                .orElse(null);
    }

    private static RuntimeException problem(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof Directory.NotReady building) {
            return Problem.of(ProblemType.UNAVAILABLE)
                    .saying("The directory is being built; it is at %.0f %%".formatted(building.built() * 100))
                    .with("Retry-After", "5")
                    .rejection();
        }
        if (cause instanceof Directory.TooNew || cause instanceof TimeoutException) {
            return Problem.of(ProblemType.NOT_YET).with("Retry-After", "1").rejection();
        }
        if (cause instanceof RejectedExecutionException) {
            return Problem.of(ProblemType.UNAVAILABLE)
                    .saying("Too many lists are asked for at once")
                    .with("Retry-After", "1")
                    .rejection();
        }
        return new CompletionException(cause);
    }

    private static HttpResponse page(Call call, Listing listing, Result result) {
        ObjectNode counted = Json.object();
        if (result.total() != null) {
            counted.put("total", result.total());
        }
        if (!result.facets().isEmpty()) {
            facets(counted.putObject("facets"), result.facets());
        }
        String next = result.next() == null ? null : Positions.text(result.next());
        return new io.sightline.api.admin.Page<>(call.list(), result.items(), next).answer(listing::row, counted);
    }

    private static void facets(ObjectNode view, Map<String, List<Result.Facet>> facets) {
        facets.forEach((field, codes) -> {
            ArrayNode list = view.putArray(field);
            codes.forEach(each -> list.addObject().put("code", each.code()).put("count", each.count()));
        });
    }
}
