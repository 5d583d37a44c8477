package dev.weft.benchmarks.socket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;

/** The relay on Jetty's core, without servlets: the least that it can cost there. */
final class JettyRelay {
    private static final int BUFFER_BYTES = 2048;

    private JettyRelay() {}

    static void start(int port, Relay relay) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        WebSocketUpgradeHandler sockets = new WebSocketUpgradeHandler();
        sockets.addMapping(
                "/*",
                WebSocketNegotiator.from(
                        (request, response, callback) ->
                                new Client(relay.room(request.getHttpURI().getPath())),
                        (client, request, response) -> (FrameHandler) client));
        sockets.getConfiguration().setInputBufferSize(BUFFER_BYTES);
        sockets.getConfiguration().setOutputBufferSize(BUFFER_BYTES);
        sockets.getConfiguration().setIdleTimeout(Duration.ofMinutes(10));
        server.setHandler(sockets);
        server.start();
    }

    private static final class Client implements FrameHandler, Recipient {
        private final Relay.Room room;
        private CoreSession session;

        Client(Relay.Room room) {
            this.room = room;
        }

        @Override
        public void onOpen(CoreSession opened, Callback callback) {
            session = opened;
            session.setAutoFragment(false);
            room.enter(this);
            callback.succeeded();
            session.demand();
        }

        @Override
        public void onFrame(Frame frame, Callback callback) {
            if (frame.getOpCode() == OpCode.BINARY) {
                byte[] message = new byte[frame.getPayloadLength()];
                frame.getPayload().get(message);
                room.receive(this, message);
            }
            callback.succeeded();
            session.demand();
        }

        @Override
        public void onError(Throwable failure, Callback callback) {
            callback.succeeded();
        }

        @Override
        public void onClosed(CloseStatus status, Callback callback) {
            room.leave(this);
            callback.succeeded();
        }

        @Override
        public void send(List<byte[]> messages) {
            for (Iterator<byte[]> each = messages.iterator(); each.hasNext(); ) {
                Frame frame = new Frame(OpCode.BINARY, ByteBuffer.wrap(each.next()));
                session.sendFrame(frame, Callback.NOOP, each.hasNext());
            }
        }
    }
}
