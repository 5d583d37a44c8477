package dev.weft.engine.host;

/** The way from a document to one participant. Never blocks. What is sent goes out when the document has dealt with its message. */
interface Outlet {
    /** Sends in order, or not at all once the outlet is closed. */
    void send(OutboundMessage message);

    /** Ends the connection after what was sent before. The participant still has to leave. */
    void close(CloseReason reason);

    /** A frame of the participant's is answered, so that the next may come: called once for each update it sent. */
    void settled(int lengthBytes);
}
