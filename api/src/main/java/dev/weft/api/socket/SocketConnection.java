package dev.weft.api.socket;

/**
 * The server's end of one open WebSocket. Called by the thread that reads the socket, one call at a time: while a call blocks, nothing more is read, and
 * that is how a client is slowed down.
 */
public interface SocketConnection {
    /** @param frame one whole binary message; belongs to the connection from here on */
    void onBinary(byte[] frame) throws InterruptedException;

    /** @param frame one whole text message */
    void onText(String frame) throws InterruptedException;

    /** A message has more bytes than {@link SocketLimits#frameBytes}. It was not kept. */
    void onTooLarge();

    /** The socket is gone, whoever ended it. The last call. */
    void onClosed();
}
