package io.sightline.bench.rig;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.concurrent.EventExecutor;

/**
 * Sends every binary frame that one WebSocket brings to all of them, as fast as Netty can: the frame is encoded once, and each
 * event loop writes the same bytes to its own connections. It knows no session, no order, no store.
 */
public final class Broadcaster {

    private static final int LARGEST_FRAME = 65_536;

    private final Map<EventLoop, Group> audience = new HashMap<>();

    /** The connections of one event loop, which alone touches them. */
    private static final class Group {

        private final List<Channel> channels = new ArrayList<>();
        private boolean flushing;
    }

    private Broadcaster(EventLoopGroup loops) {
        for (EventExecutor loop : loops) {
            audience.put((EventLoop) loop, new Group());
        }
    }

    /** Says its port and {@code ready}, and runs until it is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        boolean epoll = Epoll.isAvailable();
        EventLoopGroup loops = epoll ? new EpollEventLoopGroup(cores) : new NioEventLoopGroup(cores);
        var broadcaster = new Broadcaster(loops);
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(io.netty.channel.ChannelOption.SO_BACKLOG, 4_096)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        broadcaster.receive(channel);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
        System.out.println("port: " + ((InetSocketAddress) server.localAddress()).getPort());
        System.out.println("ready");
        server.closeFuture().sync();
    }

    private void receive(Channel channel) {
        channel.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(LARGEST_FRAME))
                .addLast(new WebSocketServerProtocolHandler("/v1/sync", "*", false, LARGEST_FRAME))
                .addLast(new Ears());
    }

    /** Hears what a connection says, and is told when it has become a WebSocket and when it ends. */
    private final class Ears extends SimpleChannelInboundHandler<WebSocketFrame> {

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
                mates(context).add(context.channel());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            mates(context).remove(context.channel());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof BinaryWebSocketFrame) {
                broadcast(encoded(frame.content()));
            }
        }

        private List<Channel> mates(ChannelHandlerContext context) {
            return Objects.requireNonNull(audience.get(context.channel().eventLoop())).channels;
        }
    }

    /** Frames that come while others are being written leave together with them. */
    private void broadcast(byte[] frame) {
        audience.forEach((loop, group) -> loop.execute(() -> {
            ByteBuf bytes = Unpooled.directBuffer(frame.length).writeBytes(frame);
            for (Channel channel : group.channels) {
                var unused = channel.write(bytes.retainedDuplicate(), channel.voidPromise());
            }
            bytes.release();
            if (!group.flushing) {
                group.flushing = true;
                loop.execute(() -> {
                    group.flushing = false;
                    group.channels.forEach(Channel::flush);
                });
            }
        }));
    }

    /** A binary WebSocket frame of a server, header and content. */
    private static byte[] encoded(ByteBuf content) {
        int length = content.readableBytes();
        ByteBuf frame = Unpooled.buffer(length + 4);
        frame.writeByte(0x82);
        if (length < 126) {
            frame.writeByte(length);
        } else {
            frame.writeByte(126).writeShort(length);
        }
        frame.writeBytes(content, content.readerIndex(), length);
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        return bytes;
    }
}
