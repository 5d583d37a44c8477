package dev.weft.benchmarks.socket;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.nio.ByteBuffer;
import java.util.List;

/** The relay on Netty, with its native epoll. */
final class NettyRelay {
    private static final int LONGEST_MESSAGE_BYTES = 1 << 16;

    private NettyRelay() {}

    static void start(int port, Relay relay) throws InterruptedException {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory());
        new ServerBootstrap()
                .group(loops)
                .channel(EpollServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(LONGEST_MESSAGE_BYTES))
                                .addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                                        .websocketPath("/")
                                        .checkStartsWith(true)
                                        .maxFramePayloadLength(LONGEST_MESSAGE_BYTES)
                                        .build()))
                                .addLast(new Client(relay, channel));
                    }
                })
                .bind("127.0.0.1", port)
                .sync();
    }

    private static final class Client extends SimpleChannelInboundHandler<BinaryWebSocketFrame> implements Recipient {
        private final Relay relay;
        private final Channel channel;
        private Relay.Room room;

        Client(Relay relay, Channel channel) {
            this.relay = relay;
            this.channel = channel;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete handshake) {
                room = relay.room(handshake.requestUri());
                room.enter(this);
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, BinaryWebSocketFrame frame) {
            room.receive(this, ByteBufUtil.getBytes(frame.content()));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (room != null) {
                room.leave(this);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            context.close();
        }

        @Override
        public void send(List<byte[]> messages) {
            channel.eventLoop().execute(() -> {
                for (byte[] message : messages) {
                    channel.write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message)), channel.voidPromise());
                }
                channel.flush();
            });
        }

        @Override
        public void sendEncoded(ByteBuffer frames) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(frames), channel.voidPromise());
        }
    }
}
