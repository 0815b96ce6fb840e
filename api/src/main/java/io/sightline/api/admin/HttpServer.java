package io.sightline.api.admin;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sightline.api.own.OwnAnswer;
import io.sightline.api.own.OwnRequest;
import io.sightline.engine.access.Acting;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.event.NoLogging;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.TLSProtocol.SessionBytes;
import org.apache.pekko.stream.TLSProtocol.SslTlsInbound;
import org.apache.pekko.stream.TLSProtocol.SslTlsOutbound;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.TLSPlacebo;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin plane's socket. It runs the server layer of Pekko HTTP over connections it accepts itself, because only there can
 * a connection be counted before it costs anything and held to a deadline that dripping bytes do not prolong.
 */
public final class HttpServer {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration CHECK_EVERY = Duration.ofMillis(250);
    private static final ByteString FULL = ByteString.fromString(
            "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");

    /** Bytes as they are, in the clothes of the layer that would decrypt them. */
    private static final BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed> PLAIN =
            BidiFlow.fromFlows(
                            Flow.of(SslTlsOutbound.class),
                            Flow.of(SessionBytes.class).map(bytes -> (SslTlsInbound) bytes))
                    .atop(TLSPlacebo.getInstance());

    private final ActorSystem<?> system;
    private final AdminSettings settings;
    private final AdminApi api;
    private final Actings actings;
    private final Materializer materializer;
    private final ServerSettings serverSettings;
    private final Admission admission;
    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
    private final Cancellable checks;
    private volatile boolean stopping;

    private HttpServer(ActorSystem<?> system, AdminSettings settings, Wiring wiring) {
        this.system = system;
        this.settings = settings;
        this.materializer = SystemMaterializer.get(system).materializer();
        Gate gate = Gate.of(wiring, settings);
        this.actings = gate.actings();
        this.api =
                new AdminApi(new RouteTable(Routes.of(wiring, settings, gate)), wiring, settings, gate, materializer);
        this.serverSettings = serverSettings(system.settings().config(), settings);
        this.admission = new Admission(settings.maxConnections(), settings.maxConnectionsPerAddress());
        this.checks = system.scheduler()
                .scheduleAtFixedRate(CHECK_EVERY, CHECK_EVERY, this::check, system.executionContext());
    }

    /** An admin plane that listens. */
    public record Bound(HttpServer server, InetSocketAddress address, Tcp.ServerBinding binding) {

        /** Takes no more connections, lets exchanges under way end, and closes what is left after the drain deadline. */
        public CompletionStage<Done> stop() {
            return binding.unbind().thenCompose(done -> server.drain());
        }
    }

    /** Loads what {@link #start} needs, so that a node that waits for something else does this meanwhile. */
    public static void prepare(ActorSystem<?> system) {
        SystemMaterializer.get(system).materializer();
        Tcp.get(system);
    }

    /** @return fails when the port is taken */
    public static CompletionStage<Bound> start(ActorSystem<?> system, AdminSettings settings, Wiring wiring) {
        HttpServer server = new HttpServer(system, settings, wiring);
        return Tcp.get(system)
                .bind(settings.host(), settings.port(), 1_024, List.of(), true, Optional.of(settings.stallDeadline()))
                .to(Sink.foreach(server::accept))
                .run(server.materializer)
                .whenComplete((binding, failure) -> {
                    if (failure != null) {
                        server.checks.cancel();
                    } else {
                        LOG.info("The admin plane listens on {}", binding.localAddress());
                    }
                })
                .thenApply(binding -> new Bound(server, binding.localAddress(), binding));
    }

    /** The acting of the administrator who holds a token; empty when it is none of ours, or over. */
    public CompletionStage<Optional<Acting>> acting(String token) {
        return actings.find(token);
    }

    /** Answers a user about itself, as the client plane asks. */
    public CompletionStage<OwnAnswer> own(OwnRequest request) {
        return api.own(request);
    }

    /** Ends the actings that are over and tells the ids of those that go on; to be called every second. */
    public CompletionStage<Set<String>> sweepActings() {
        return actings.sweep();
    }

    private void accept(Tcp.IncomingConnection connection) {
        InetSocketAddress remote = connection.remoteAddress();
        InetAddress address = remote.getAddress();
        if (stopping || !admission.enter(address)) {
            connection.handleWith(Flow.fromSinkAndSourceCoupled(Sink.ignore(), Source.single(FULL)), materializer);
            return;
        }
        Exchange exchange = new Exchange(System.nanoTime());
        exchanges.add(exchange);
        Flow<ByteString, ByteString, NotUsed> served = served(exchange, remote).watchTermination((none, ended) -> {
            ended.whenComplete((done, failure) -> {
                exchanges.remove(exchange);
                admission.leave(address);
            });
            return none;
        });
        BidiFlow<ByteString, ByteString, ByteString, ByteString, UniqueKillSwitch> cut =
                BidiFlow.fromGraph(KillSwitches.singleBidi());
        exchange.cutBy(connection
                .flow()
                .joinMat(cut.join(served, Keep.left()), Keep.right())
                .run(materializer));
    }

    private Flow<ByteString, ByteString, NotUsed> served(Exchange exchange, InetSocketAddress remote) {
        Flow<HttpRequest, HttpResponse, NotUsed> handling = Flow.of(HttpRequest.class)
                .mapAsync(1, request -> {
                    exchange.requested(System.nanoTime(), request.entity().isStrict());
                    return api.handle(request.entity().isStrict() ? request : watched(exchange, request));
                })
                .map(response -> observed(exchange, response));
        Flow<ByteString, ByteString, NotUsed> layers = Http.get(system)
                .serverLayer(serverSettings, Optional.of(remote), NoLogging.getInstance())
                .atop(PLAIN)
                .reversed()
                .join(handling);
        return Flow.of(ByteString.class)
                .map(bytes -> {
                    exchange.received(System.nanoTime());
                    return bytes;
                })
                .via(layers);
    }

    /** Notes when the last of a body has come; a body that is given up does not come. */
    private static HttpRequest watched(Exchange exchange, HttpRequest request) {
        Source<ByteString, NotUsed> end = Source.lazySource(() -> {
                    exchange.completed();
                    return Source.<ByteString>empty();
                })
                .mapMaterializedValue(later -> NotUsed.getInstance());
        return request.transformEntityDataBytes(Flow.of(ByteString.class).concatLazy(end));
    }

    /** Notes when an answer has left: at once, or at the end of its stream. */
    private static HttpResponse observed(Exchange exchange, HttpResponse response) {
        HttpResponse last = exchange.isClosing() ? response.addHeader(Connection.create("close")) : response;
        if (last.entity().isStrict()) {
            exchange.answered(System.nanoTime());
            return last;
        }
        return last.transformEntityDataBytes(Flow.of(ByteString.class).watchTermination((none, ended) -> {
            ended.whenComplete((done, failure) -> exchange.answered(System.nanoTime()));
            return none;
        }));
    }

    private void check() {
        long now = System.nanoTime();
        for (Exchange exchange : exchanges) {
            exchange.check(now, settings.receiveDeadline(), settings.keepAlive());
        }
        api.tick();
    }

    private CompletionStage<Done> drain() {
        stopping = true;
        exchanges.forEach(Exchange::closeSoon);
        CompletableFuture<Done> drained = new CompletableFuture<>();
        long deadline = System.nanoTime() + settings.drainDeadline().toNanos();
        Cancellable looks = system.scheduler()
                .scheduleAtFixedRate(
                        Duration.ZERO,
                        Duration.ofMillis(20),
                        () -> {
                            if (exchanges.isEmpty()) {
                                drained.complete(Done.getInstance());
                            } else if (System.nanoTime() > deadline) {
                                exchanges.forEach(Exchange::closeNow);
                            }
                        },
                        system.executionContext());
        return drained.whenComplete((done, failure) -> {
                    looks.cancel();
                    checks.cancel();
                })
                .thenCompose(done -> api.close().handle((closed, failure) -> done));
    }

    private static ServerSettings serverSettings(Config config, AdminSettings settings) {
        Config server = ConfigFactory.parseMap(Map.of(
                        "server-header",
                        "",
                        "remote-address-attribute",
                        "on",
                        "request-timeout",
                        settings.answerDeadline().toMillis() + 5_000 + "ms",
                        "linger-timeout",
                        "5s",
                        "parsing.max-content-length",
                        settings.maxBodyBytes(),
                        "parsing.max-uri-length",
                        8_192,
                        "parsing.max-header-count",
                        48,
                        "parsing.max-header-value-length",
                        4_096,
                        "parsing.error-logging-verbosity",
                        "off",
                        "parsing.error-handler",
                        MalformedRequest.class.getName()))
                .atPath("pekko.http.server");
        return ServerSettings.create(server.withFallback(config)).withMaxConnections(settings.maxConnections());
    }
}
