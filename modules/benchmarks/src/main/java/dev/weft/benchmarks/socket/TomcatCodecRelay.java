package dev.weft.benchmarks.socket;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The relay on Tomcat's connections with {@link Frames} of our own in place of its WebSockets, which encode every frame for every recipient. */
final class TomcatCodecRelay {
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, 1.3
    private static final int BUFFER_BYTES = 1 << 16;

    private TomcatCodecRelay() {}

    static void start(int port, Relay relay) throws Exception {
        Tomcat tomcat = TomcatRelay.tomcat(port);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "upgrade", new Upgrade(relay));
        context.addServletMappingDecoded("/", "upgrade");
        tomcat.start();
    }

    private static final class Upgrade extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient Relay relay;

        Upgrade(Relay relay) {
            this.relay = relay;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            String key = request.getHeader("Sec-WebSocket-Key") + ACCEPT_SUFFIX;
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Connection", "Upgrade");
            response.setHeader(
                    "Sec-WebSocket-Accept",
                    Base64.getEncoder().encodeToString(sha1().digest(key.getBytes(StandardCharsets.ISO_8859_1))));
            request.upgrade(Client.class).room = relay.room(request.getRequestURI());
        }

        private static MessageDigest sha1() {
            try {
                return MessageDigest.getInstance("SHA-1");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-1", e);
            }
        }
    }

    /** Made by Tomcat. */
    public static final class Client implements InternalHttpUpgradeHandler, Recipient {
        private Relay.Room room;
        private SocketWrapperBase<?> socket;
        private ByteBuffer received = ByteBuffer.allocate(0);

        @Override
        public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
            socket = wrapper;
        }

        @Override
        public void init(WebConnection connection) {
            socket.setReadTimeout(-1);
            socket.setWriteTimeout(-1);
            room.enter(this);
        }

        @Override
        public SocketState upgradeDispatch(SocketEvent event) {
            if (event != SocketEvent.OPEN_READ) {
                return SocketState.CLOSED;
            }
            try {
                for (int bytes = read(); bytes != 0; bytes = read()) {
                    if (bytes < 0) {
                        return SocketState.CLOSED;
                    }
                }
                return SocketState.UPGRADED;
            } catch (IOException gone) {
                return SocketState.CLOSED;
            }
        }

        private int read() throws IOException {
            ByteBuffer buffer =
                    ByteBuffer.allocate(received.remaining() + BUFFER_BYTES).put(received);
            int bytes = socket.read(false, buffer);
            received = buffer.flip();
            for (byte[] message = Frames.next(received); message != null; message = Frames.next(received)) {
                room.receive(this, message);
            }
            if (!received.hasRemaining()) {
                received = ByteBuffer.allocate(0);
            }
            return bytes;
        }

        @Override
        public void send(List<byte[]> messages) throws IOException {
            sendEncoded(Frames.encode(messages));
        }

        @Override
        public void sendEncoded(ByteBuffer frames) throws IOException {
            socket.write(true, frames);
            socket.flush(true);
        }

        @Override
        public void destroy() {
            room.leave(this);
        }

        @Override
        public void timeoutAsync(long now) {}

        @Override
        public void setSslSupport(SSLSupport support) {}

        @Override
        public void pause() {}
    }
}
