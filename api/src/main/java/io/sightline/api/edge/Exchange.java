package io.sightline.api.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.Future;
import io.sightline.api.own.OwnAnswer;
import io.sightline.api.pages.Reply;
import org.jspecify.annotations.Nullable;

/** One request and the one answer to it. Used on the connection's event loop alone; an answer after the connection's end goes nowhere. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // Netty tells of what fails in exceptionCaught, and of a close nothing is to be
// done.
final class Exchange {

    private static final String BEARER = "Bearer ";
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int SHOWN_WITHIN_SECONDS = 120;
    private static final AsciiString PROBLEM = AsciiString.cached("application/problem+json");

    private final ChannelHandlerContext context;
    private final Runnable answered;
    private final HttpMethod method;
    private final String target;
    private final HttpHeaders headers;
    private final byte[] body;
    private final boolean keepAlive;
    private boolean crossOrigin;

    /** @param answered run when the whole answer has been handed to the connection, which stays open */
    Exchange(ChannelHandlerContext context, FullHttpRequest request, Runnable answered) {
        this.context = context;
        this.answered = answered;
        method = request.method();
        target = request.uri();
        headers = request.headers();
        body = ByteBufUtil.getBytes(request.content());
        keepAlive = HttpUtil.isKeepAlive(request);
    }

    ChannelHandlerContext context() {
        return context;
    }

    HttpMethod method() {
        return method;
    }

    String target() {
        return target;
    }

    HttpHeaders headers() {
        return headers;
    }

    /** The target without its query. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    byte[] body() {
        return body;
    }

    InetAddress address() {
        return ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
    }

    /** The media type of the body in lower case without parameters; empty when there is none. */
    String mediaType() {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).trim().toLowerCase(java.util.Locale.ROOT);
    }

    Optional<String> bearer() {
        String authorization = headers.get(HttpHeaderNames.AUTHORIZATION, "");
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()).trim())
                : Optional.empty();
    }

    /** Lets the page that asked read the answer. To be called once its origin is known to be on the list. */
    void permitOrigin() {
        crossOrigin = true;
    }

    void refuse(Problem problem) {
        answer(problem.status(), PROBLEM, problem.json(), problem.headers());
    }

    void answer(int status, CharSequence mediaType, byte[] content, Map<String, String> more) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(content));
        dress(response, content.length == 0 ? null : mediaType);
        more.forEach((name, value) -> response.headers().set(name, value));
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, content.length);
        finish(context.writeAndFlush(response));
    }

    /**
     * Answers with a page, and owes the connection its next request only when the page has left: it may be long and the line slow.
     * A line that takes longer than the time allowed is cut.
     */
    void show(Reply page) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(page.status()),
                Unpooled.wrappedBuffer(page.content()));
        if (!page.type().isEmpty()) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, page.type());
        }
        page.headers().forEach((name, value) -> response.headers().set(name, value));
        if (page.status() != NOT_MODIFIED) {
            response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, page.content().length);
        }
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        Future<?> cut = context.executor().schedule(() -> context.close(), SHOWN_WITHIN_SECONDS, TimeUnit.SECONDS);
        context.writeAndFlush(response).addListener(written -> {
            cut.cancel(false);
            if (keepAlive && written.isSuccess()) {
                answered.run();
            } else {
                context.close();
            }
        });
    }

    /** Passes on what was answered elsewhere. */
    void tell(OwnAnswer answer) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                Unpooled.wrappedBuffer(answer.content()));
        dress(response, answer.type().isEmpty() ? null : answer.type());
        answer.headers().forEach((name, values) -> response.headers().set(name, values));
        if (answer.status() != NOT_MODIFIED && answer.status() != NO_CONTENT) {
            response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, answer.content().length);
        }
        finish(context.writeAndFlush(response));
    }

    /** Begins an answer whose length is not known; {@link #part} and {@link #end} follow. */
    void begin(CharSequence mediaType) {
        DefaultHttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        dress(response, mediaType);
        response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        context.write(response, context.voidPromise());
    }

    void part(ByteBuf bytes) {
        context.write(new DefaultHttpContent(bytes), context.voidPromise());
    }

    void end() {
        finish(context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    private void dress(HttpResponse response, @Nullable CharSequence mediaType) {
        HttpHeaders dress = response.headers();
        if (mediaType != null) {
            dress.set(HttpHeaderNames.CONTENT_TYPE, mediaType);
        }
        dress.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        dress.set("X-Content-Type-Options", "nosniff");
        dress.set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        if (crossOrigin) {
            dress.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, headers.get(HttpHeaderNames.ORIGIN));
            dress.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaderNames.RETRY_AFTER);
        }
        if (!keepAlive) {
            dress.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private void finish(ChannelFuture written) {
        if (keepAlive) {
            answered.run();
        } else {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
