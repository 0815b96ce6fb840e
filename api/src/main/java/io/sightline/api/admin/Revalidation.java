package io.sightline.api.admin;

import java.util.Arrays;
import java.util.Optional;

import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Lets a reader keep what it has: an answer to a GET that is there in full has an ETag, its handler's or a digest of its bytes,
 * and the one that {@code If-None-Match} names is not sent again.
 */
final class Revalidation {

    private Revalidation() {}

    static HttpResponse of(HttpRequest request, HttpResponse response) {
        if (!request.method().equals(HttpMethods.GET) || response.status().intValue() != 200) {
            return response;
        }
        HttpResponse tagged = tagged(response);
        Optional<String> etag = header(tagged, "ETag");
        boolean held = etag.isPresent()
                && request.getHeader("If-None-Match")
                        .map(HttpHeader::value)
                        .filter(wanted -> names(wanted, etag.get()))
                        .isPresent();
        return held ? tagged.withEntity(HttpEntities.EMPTY).withStatus(StatusCodes.NOT_MODIFIED) : tagged;
    }

    private static HttpResponse tagged(HttpResponse response) {
        if (header(response, "ETag").isPresent() || !(response.entity() instanceof HttpEntity.Strict body)) {
            return response;
        }
        return response.addHeader(
                RawHeader.create("ETag", Answer.etag(body.getData().toArray())));
    }

    private static Optional<String> header(HttpResponse response, String name) {
        return response.getHeader(name).map(HttpHeader::value);
    }

    private static boolean names(String wanted, String etag) {
        return Arrays.stream(wanted.split(","))
                .map(String::trim)
                .anyMatch(each -> each.equals("*") || each.equals(etag) || each.equals("W/" + etag));
    }
}
