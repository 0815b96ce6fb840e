package io.sightline.api.edge;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.util.concurrent.Future;
import io.sightline.api.edge.EdgeMetrics.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection as long as it speaks HTTP: one request after the other, each whole within the deadline. The deadline runs
 * while the connection owes a request, whether it drips one or sends nothing, so slow ones cannot collect.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // Netty tells of what fails in exceptionCaught, and of a close nothing is to be
// done.
final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final Routes routes;
    private final Duration allowed;
    private final EdgeMetrics metrics;
    private @Nullable Future<?> deadline;
    private boolean answering;

    RequestHandler(Routes routes, Duration allowed, EdgeMetrics metrics) {
        this.routes = routes;
        this.allowed = allowed;
        this.metrics = metrics;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        expect(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        expectNothing();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (answering) {
            // No client of ours asks before it has its answer, and what a pipeline holds would have to be kept.
            metrics.refused(Refusal.MALFORMED);
            context.close();
            return;
        }
        answering = true;
        expectNothing();
        Exchange exchange = new Exchange(context, request, () -> {
            answering = false;
            expect(context);
        });
        DecoderResult result = request.decoderResult();
        if (result.isFailure()) {
            metrics.refused(Refusal.MALFORMED);
            refuseAndClose(context, exchange, result.cause());
            return;
        }
        routes.answer(exchange);
    }

    private static void refuseAndClose(ChannelHandlerContext context, Exchange exchange, Throwable cause) {
        exchange.refuse(
                cause instanceof TooLongFrameException
                        ? Problem.of(431, "limit", "The request line or the headers are longer than they may be")
                        : Problem.MALFORMED);
        // Where the next request would begin is not known any more.
        context.writeAndFlush(io.netty.buffer.Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("Connection {} broke off: {}", context.channel().id(), cause.toString());
        context.close();
    }

    private void expect(ChannelHandlerContext context) {
        if (context.isRemoved()) {
            return;
        }
        expectNothing();
        deadline = context.executor().schedule(() -> overdue(context), allowed.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void overdue(ChannelHandlerContext context) {
        metrics.refused(Refusal.DEADLINE);
        context.close();
    }

    private void expectNothing() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
