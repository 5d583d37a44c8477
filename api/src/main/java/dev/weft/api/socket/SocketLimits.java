package dev.weft.api.socket;

import dev.weft.sync.awareness.AwarenessLimits;
import java.time.Duration;

/**
 * What a socket refuses before a document sees it.
 *
 * @param frameBytes largest message
 * @param malformedFramesInARow after which a connection is closed
 * @param framesPerSecond of what goes to no document, such as requests; more are slowed down
 * @param documentsPerSocket where a socket holds several
 * @param openRequests of one client at one document, not yet answered
 * @param heldFrames most frames on one socket that wait for authentication
 * @param heldBytes of these frames
 * @param unauthenticatedTime after which a socket on which nobody was authenticated is closed
 * @param silence after which a socket is closed on which nothing is received any more
 * @param sendTimeout how long one message may take to leave
 */
public record SocketLimits(
        int frameBytes,
        int malformedFramesInARow,
        AwarenessLimits awareness,
        int framesPerSecond,
        int documentsPerSocket,
        int openRequests,
        int heldFrames,
        long heldBytes,
        Duration unauthenticatedTime,
        Duration silence,
        Duration sendTimeout) {}
