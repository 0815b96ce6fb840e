package io.sightline.api.admin;

import java.util.UUID;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/** Answers what is no HTTP request, or one over a limit, in the form of every other problem; Pekko HTTP makes it by name. */
public final class MalformedRequest extends ParsingErrorHandler {

    @Override
    public HttpResponse handle(StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
        String id = UUID.randomUUID().toString();
        return Problem.malformed(error.summary())
                .as(status.intValue())
                .response(id)
                .addHeader(RawHeader.create(AdminApi.REQUEST_ID_HEADER, id));
    }
}
