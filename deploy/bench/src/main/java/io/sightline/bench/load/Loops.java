package io.sightline.bench.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;

/** The threads of a crowd: one for each core. Thread-safe. */
final class Loops implements AutoCloseable {

    private final boolean epoll = Epoll.isAvailable();
    private final EventLoopGroup group;

    Loops(String name) {
        var threads = new DefaultThreadFactory(name, true);
        int cores = Runtime.getRuntime().availableProcessors();
        group = epoll ? new EpollEventLoopGroup(cores, threads) : new NioEventLoopGroup(cores, threads);
    }

    List<EventLoop> all() {
        List<EventLoop> all = new ArrayList<>();
        for (EventExecutor executor : group) {
            all.add((EventLoop) executor);
        }
        return all;
    }

    /** One after the other, so that each has as many connections as the next. */
    EventLoop next() {
        return group.next();
    }

    /** @param failed told why, when there is no connection */
    void connect(EventLoop loop, URI server, Connection connection, Consumer<String> failed) {
        var unused = new Bootstrap()
                .group(loop)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                // A reset: ten thousand ports that wait to be used again would leave none for those who return.
                .option(ChannelOption.SO_LINGER, 0)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(connection);
                    }
                })
                .connect(new InetSocketAddress(server.getHost(), server.getPort()))
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        failed.accept(String.valueOf(connected.cause()));
                    }
                });
    }

    @Override
    public void close() {
        var unused = group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
