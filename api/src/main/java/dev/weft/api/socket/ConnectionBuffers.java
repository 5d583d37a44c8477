package dev.weft.api.socket;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;

/**
 * Keeps what the container holds for each open socket small: it has seven buffers of 8 KiB, which is more than most documents, while messages are put
 * together by us and arrive in parts of any size.
 */
public final class ConnectionBuffers implements TomcatConnectorCustomizer {

    /** Of each of a WebSocket's five buffers, one of them of characters; read when the container starts. */
    private static final String WEBSOCKET_BUFFER = "org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE";

    static final int WEBSOCKET_BYTES = 1024;

    /** Of the two of each connection, whatever is spoken on it. */
    private static final int BYTES = 2048;

    @Override
    public void customize(Connector connector) {
        connector.setProperty("socket.appReadBufSize", Integer.toString(BYTES));
        connector.setProperty("socket.appWriteBufSize", Integer.toString(BYTES));
        if (System.getProperty(WEBSOCKET_BUFFER) == null) {
            System.setProperty(WEBSOCKET_BUFFER, Integer.toString(WEBSOCKET_BYTES));
        }
    }
}
