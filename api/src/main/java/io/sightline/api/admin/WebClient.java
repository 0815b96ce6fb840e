package io.sightline.api.admin;

import java.net.URI;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Where the web client is: at the client plane, and so at another address, unless a proxy has both planes at one. Whoever asks this
 * plane for it is sent there, so that the console opens it without knowing where that is. Browsers take along what follows a
 * {@code #}.
 *
 * @param plane where users reach the client plane, without a slash behind
 */
record WebClient(URI plane) {

    private static final String PATH = "/client/";

    boolean isAt(String path) {
        return path.startsWith(PATH);
    }

    HttpResponse elsewhere() {
        return HttpResponse.create().withStatus(307).addHeader(RawHeader.create("Location", plane + PATH));
    }
}
