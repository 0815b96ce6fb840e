package io.sightline.api.admin;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

import io.sightline.engine.runtime.Reply;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The headers that answers share: a state's ETag, which is its revision, and a change's token. */
final class Answer {

    private Answer() {}

    static HttpResponse nothing() {
        return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
    }

    static HttpResponse state(int status, long revision, Object view) {
        return Json.response(status, view).addHeader(RawHeader.create("ETag", etag(revision)));
    }

    static HttpResponse changed(HttpResponse response, Reply.Done done) {
        return response.addHeader(RawHeader.create(Token.HEADER, Token.of(done).toString()))
                .addHeader(RawHeader.create("ETag", etag(done.revision())));
    }

    /** The ETag of something that has no revision: a digest of its bytes. */
    static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 15)) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String etag(long revision) {
        return "\"" + revision + "\"";
    }
}
