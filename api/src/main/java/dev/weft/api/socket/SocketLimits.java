package dev.weft.api.socket;

import dev.weft.sync.awareness.AwarenessLimits;
import java.time.Duration;

/**
 * What a socket refuses before a document sees it.
 *
 * @param frameBytes largest message
 * @param malformedFramesInARow after which a connection is closed
 * @param sendTimeout how long one message may take to leave
 */
public record SocketLimits(
        int frameBytes, int malformedFramesInARow, AwarenessLimits awareness, Duration sendTimeout) {}
