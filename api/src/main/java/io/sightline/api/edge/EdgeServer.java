package io.sightline.api.edge;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.sightline.api.signin.SignInThrottle;
import io.sightline.engine.sync.node.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client plane's port: takes connections, hands them to lanes, and drains before it goes. Thread-safe. */
public final class EdgeServer {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeServer.class);

    private static final int BACKLOG = 4_096;
    private static final int LOW_WATER = 32 << 10;
    private static final int HIGH_WATER = 64 << 10;
    /** The system takes no more than this that it cannot send yet: what lies there can be neither conflated nor taken back. */
    private static final int UNSENT_IN_KERNEL = 64 << 10;

    private static final int LEAST_READ = 64;
    private static final int FIRST_READ = 512;
    private static final int MOST_READ = 64 << 10;
    private static final int MOST_REQUEST_LINE = 1_024;
    private static final int CHUNK = 8_192;
    private static final int TICK_MILLIS = 50;
    private static final int DRAIN_LOOK_MILLIS = 20;

    private final EventLoops loops;
    private final Sessions sessions;
    private final Admission admission;
    private final Channel listening;

    private EdgeServer(EventLoops loops, Sessions sessions, Admission admission, Channel listening) {
        this.loops = loops;
        this.sessions = sessions;
        this.admission = admission;
        this.listening = listening;
    }

    /**
     * Binds and serves.
     *
     * @param site what the web client is and asks
     * @return fails when the address cannot be bound
     */
    public static CompletionStage<EdgeServer> start(
            EdgeSettings settings,
            EventLoops loops,
            Reception reception,
            Sessions sessions,
            Site site,
            EdgeMetrics metrics) {
        if (sessions.lanes().size() != loops.count()) {
            throw new IllegalArgumentException("Each event loop has one lane");
        }
        Admission admission = new Admission(settings, metrics);
        SyncRoute sync = new SyncRoute(
                sessions, channel -> sessions.lanes().get(loops.indexOf(channel)), settings.closing(), metrics);
        SignInThrottle throttle = new SignInThrottle(settings.throttle(), sessions.clock());
        TokenRoute token = new TokenRoute(reception, throttle, sessions.clock(), metrics);
        RenewalRoute renewal = new RenewalRoute(reception, sessions.clock(), metrics);
        ActivationRoute activation = new ActivationRoute(reception.activations());
        OwnRoute own = new OwnRoute(site.api(), reception.tokens(), sessions.clock(), metrics);
        Routes routes =
                new Routes(token, renewal, sync, activation, own, site.pages(), settings.allowedOrigins(), metrics);

        CompletableFuture<EdgeServer> started = new CompletableFuture<>();
        bootstrap(loops, new Welcome(settings, admission, routes, metrics))
                .bind(settings.host(), settings.port())
                .addListener((io.netty.channel.ChannelFuture bound) -> {
                    if (bound.isSuccess()) {
                        started.complete(new EdgeServer(loops, sessions, admission, bound.channel()).ticking());
                    } else {
                        started.completeExceptionally(bound.cause());
                    }
                });
        return started;
    }

    private static ServerBootstrap bootstrap(EventLoops loops, Welcome welcome) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(LOW_WATER, HIGH_WATER))
                .childOption(
                        ChannelOption.RCVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(LEAST_READ, FIRST_READ, MOST_READ))
                .childHandler(welcome);
        if (loops.isEpoll()) {
            bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) UNSENT_IN_KERNEL);
        }
        return bootstrap;
    }

    private EdgeServer ticking() {
        for (int index = 0; index < loops.count(); index++) {
            Lane lane = sessions.lanes().get(index);
            loops.every(index, TICK_MILLIS, () -> tick(lane));
        }
        LOG.info("Client plane listens on {}", listening.localAddress());
        return this;
    }

    private static void tick(Lane lane) {
        try {
            lane.tick();
        } catch (RuntimeException e) {
            // A repeated task that throws is never run again, and then no lease, heartbeat or deadline would be looked
            // at.
            LOG.error("Lane {} failed to let time pass", lane.index(), e);
        }
    }

    /** The port in use, also when 0 was asked for. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** How many connections are open. */
    public int connections() {
        return admission.open();
    }

    /**
     * Takes no more connections, asks clients to go elsewhere, and closes those still here with 1012 when the time is over.
     * The event loops go on; {@link EventLoops#close} ends them.
     *
     * @param within how long clients have to leave by themselves
     */
    public CompletionStage<Void> stop(Duration within) {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        var unused = listening.close().addListener(closed -> {
            LOG.info("Client plane drains {} connections within {}", admission.open(), within);
            long millis = within.toMillis();
            int perSecond = (int) Math.max(1_000, admission.open() * 2_000L / Math.max(millis, 1));
            onEveryLoop(lane -> lane.drain(0, Math.max(1, millis / 2), perSecond, "drain"));
            awaitEmpty(stopped, System.nanoTime() + within.toNanos(), false);
        });
        return stopped;
    }

    private void awaitEmpty(CompletableFuture<Void> stopped, long until, boolean shut) {
        boolean late = System.nanoTime() - until >= 0;
        if (admission.open() == 0 || (shut && late)) {
            stopped.complete(null);
            return;
        }
        if (late) {
            onEveryLoop(Lane::shut);
        }
        long next = late ? System.nanoTime() + TimeUnit.SECONDS.toNanos(1) : until;
        var unused = loops.group()
                .next()
                .schedule(() -> awaitEmpty(stopped, next, shut || late), DRAIN_LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void onEveryLoop(java.util.function.Consumer<Lane> task) {
        for (int index = 0; index < loops.count(); index++) {
            Lane lane = sessions.lanes().get(index);
            loops.executor(index).execute(() -> task.accept(lane));
        }
    }

    /** What a new connection begins as. */
    private static final class Welcome extends ChannelInitializer<SocketChannel> {

        private final EdgeSettings settings;
        private final Admission admission;
        private final Routes routes;
        private final EdgeMetrics metrics;
        private final HttpDecoderConfig http;

        Welcome(EdgeSettings settings, Admission admission, Routes routes, EdgeMetrics metrics) {
            this.settings = settings;
            this.admission = admission;
            this.routes = routes;
            this.metrics = metrics;
            http = new HttpDecoderConfig()
                    .setMaxInitialLineLength(MOST_REQUEST_LINE)
                    .setMaxHeaderSize(settings.headerBytes())
                    .setMaxChunkSize(CHUNK);
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            if (!admission.admit(channel)) {
                var unused = channel.close();
                return;
            }
            channel.pipeline()
                    .addLast(
                            new HttpServerCodec(http),
                            new BodyCollector(settings.bodyBytes()),
                            new RequestHandler(routes, settings.requestDeadline(), metrics));
        }
    }
}
