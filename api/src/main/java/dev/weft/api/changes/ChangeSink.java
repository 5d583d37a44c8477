package dev.weft.api.changes;

import dev.weft.persistence.changes.Change;
import java.io.IOException;

/** The connection of a listener. Used by one thread at a time; a call may block while the client doesn't read. */
public interface ChangeSink {

    void send(Change change) throws IOException;

    /** A sign of life that tells the client how far the log has been looked through for it. */
    void heartbeat(long position) throws IOException;

    /** Ends the connection. */
    void close();
}
