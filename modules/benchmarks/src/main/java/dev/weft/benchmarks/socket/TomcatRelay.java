package dev.weft.benchmarks.socket;

import jakarta.servlet.http.HttpServlet;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Executors;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** The relay on Tomcat, with virtual threads and small buffers as Weft has it. */
final class TomcatRelay {
    private static final String WEBSOCKET_BUFFER_BYTES = "1024";
    private static final String BUFFER_BYTES = "2048";

    private TomcatRelay() {}

    static void start(int port, Relay relay) throws Exception {
        System.setProperty("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE", WEBSOCKET_BUFFER_BYTES);
        Tomcat tomcat = tomcat(port);
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), null);
        Tomcat.addServlet(context, "nothing", new HttpServlet() {});
        context.addServletMappingDecoded("/", "nothing");
        tomcat.start();
        ServerContainer sockets =
                (ServerContainer) context.getServletContext().getAttribute(ServerContainer.class.getName());
        sockets.addEndpoint(ServerEndpointConfig.Builder.create(Client.class, "/{room}")
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(new Client(relay));
                    }
                })
                .build());
    }

    /** @return not started, without any context */
    static Tomcat tomcat(int port) throws IOException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("relay").toString());
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("socket.appReadBufSize", BUFFER_BYTES);
        connector.setProperty("socket.appWriteBufSize", BUFFER_BYTES);
        connector.getProtocolHandler().setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        tomcat.setConnector(connector);
        return tomcat;
    }

    private static final class Client extends Endpoint implements MessageHandler.Partial<byte[]>, Recipient {
        private final Relay relay;
        private Relay.Room room;
        private RemoteEndpoint.Basic remote;
        private ByteArrayOutputStream received = new ByteArrayOutputStream(0);

        Client(Relay relay) {
            this.relay = relay;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            remote = session.getBasicRemote();
            room = relay.room(session.getPathParameters().get("room"));
            room.enter(this);
            session.addMessageHandler(this);
        }

        @Override
        public void onMessage(byte[] part, boolean last) {
            received.writeBytes(part);
            if (last) {
                room.receive(this, received.toByteArray());
                received = new ByteArrayOutputStream(0);
            }
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            room.leave(this);
        }

        @Override
        public void send(List<byte[]> messages) throws IOException {
            if (messages.size() == 1) {
                remote.sendBinary(ByteBuffer.wrap(messages.getFirst()));
                return;
            }
            remote.setBatchingAllowed(true);
            for (byte[] message : messages) {
                remote.sendBinary(ByteBuffer.wrap(message));
            }
            remote.setBatchingAllowed(false); // writes them
        }
    }
}
