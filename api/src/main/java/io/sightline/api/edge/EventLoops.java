package io.sightline.api.edge;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;

/**
 * The threads of the client plane. Each is the only one that touches its connections and their sessions; it exists before the
 * lanes, which need it, and outlives them.
 */
public final class EventLoops {

    private static final String NAME = "client-plane";

    private final EventLoopGroup group;
    private final List<EventLoop> loops = new ArrayList<>();
    private final IdentityHashMap<EventLoop, Integer> indices = new IdentityHashMap<>();

    private EventLoops(EventLoopGroup group) {
        this.group = group;
        for (EventExecutor executor : group) {
            indices.put((EventLoop) executor, loops.size());
            loops.add((EventLoop) executor);
        }
    }

    /** Starts so many loops: on epoll where the system has it, and otherwise on what Java brings. */
    public static EventLoops open(int count) {
        DefaultThreadFactory threads = new DefaultThreadFactory(NAME, true);
        return new EventLoops(
                Epoll.isAvailable() ? new EpollEventLoopGroup(count, threads) : new NioEventLoopGroup(count, threads));
    }

    public int count() {
        return loops.size();
    }

    /** One loop, as the executor of the lane with this index. */
    public Executor executor(int index) {
        return loops.get(index);
    }

    EventLoopGroup group() {
        return group;
    }

    boolean isEpoll() {
        return group instanceof EpollEventLoopGroup;
    }

    Class<? extends ServerSocketChannel> serverChannel() {
        return isEpoll() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    int indexOf(Channel channel) {
        return Objects.requireNonNull(indices.get(channel.eventLoop()), "A channel of other loops");
    }

    /** Runs a task on a loop again and again until the loops end. */
    void every(int index, long millis, Runnable task) {
        var unused = loops.get(index).scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Ends the threads and breaks off what is still connected. */
    public CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).addListener(done -> closed.complete(null));
        return closed;
    }
}
