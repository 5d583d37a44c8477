package dev.weft.api.socket;

import java.time.Duration;

/**
 * The server's end of one open WebSocket. Where nothing else is said, called by the thread that reads the socket, one call at a time: while a call blocks, nothing more is read, and
 * that is how a client is slowed down.
 */
public interface SocketConnection {
    /** @param frame one whole binary message; belongs to the connection from here on */
    void onBinary(byte[] frame) throws InterruptedException;

    /** @param frame one whole text message */
    void onText(String frame) throws InterruptedException;

    /** A message has more bytes than {@link SocketLimits#frameBytes}. It was not kept. */
    void onTooLarge();

    /**
     * Time has passed. Called by another thread than the reading one, and must not block.
     *
     * @param open how long the socket has been open
     */
    default void onTick(Duration open) {}

    /** The socket is gone, whoever ended it. Called by any thread, perhaps while the reading one is in another call. */
    void onClosed();
}
