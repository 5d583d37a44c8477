package dev.weft.api.serve;

import dev.weft.api.auth.JwtSettings;
import dev.weft.api.rest.ProjectCreators;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * All settings of the server, {@code weft.…}. An unknown name or a bad value stops the start with a message that names it.
 *
 * @param data folder of the embedded database; unused with a database of one's own
 * @param allowedOrigins pages that browsers may open sockets from besides our own, as patterns such as
 *     {@code https://*.example.org} or {@code http://localhost:[*]}
 * @param shutdownGrace how long a stop waits for received updates to commit before it closes the sockets
 */
@ConfigurationProperties(prefix = "weft", ignoreUnknownFields = false)
record WeftSettings(
        @DefaultValue("data") Path data,
        @DefaultValue Auth auth,
        @DefaultValue Limits limits,

        @DefaultValue({"http://localhost:[*]", "http://127.0.0.1:[*]"})
        List<String> allowedOrigins,

        @DefaultValue("10s") Duration shutdownGrace) {

    WeftSettings {
        require(!shutdownGrace.isNegative(), "shutdown-grace", shutdownGrace, "a duration, 0s or longer");
    }

    /** How callers prove who they are. */
    enum AuthMode {
        /** Signed tokens. The default, so that a server that nobody configured is closed. */
        JWT,
        /** Tokens are believed; on loopback addresses only. */
        DEV
    }

    /**
     * Who is who.
     *
     * @param jwt used by mode jwt only
     * @param projectCreators who may create projects; where the tokens carry roles it is nobody, whatever is set
     */
    record Auth(
            @DefaultValue("jwt") AuthMode mode,
            @DefaultValue JwtSettings jwt,
            @DefaultValue("everybody") ProjectCreators projectCreators) {}

    /**
     * What one client may ask of the server. Every excess gets a refusal that says so.
     *
     * @param frame largest WebSocket message; a larger one closes the connection with 1009
     * @param document largest encoded document
     * @param pending largest sum of updates of one document that wait for missing predecessors
     * @param awareness largest awareness state of one client
     * @param participants most connections to one document on this server
     * @param framesPerSecond frames read from one connection per second; further ones wait, unread
     * @param outbox most bytes on their way to one slow connection; beyond them it is closed with 1013
     * @param malformedFrames undecodable frames in a row after which a connection is closed
     * @param documentsPerSocket documents that one socket may hold at once, where the dialect lets it hold several
     * @param openRequests requests of one client at one document that may wait for their answers; more are refused
     * @param heldFrames frames on one socket that may wait until its client is authenticated; more close it
     * @param held bytes of these frames
     * @param unauthenticated how long a socket may be open on which nobody is authenticated
     * @param silence how long a socket may be open on which nothing is received, after it was asked for a sign of life
     * @param page largest number of entries in one answer of a paged resource
     * @param listeners most open streams of changes on this server
     */
    record Limits(
            @DefaultValue("1MB") DataSize frame,
            @DefaultValue("64MB") DataSize document,
            @DefaultValue("4MB") DataSize pending,
            @DefaultValue("8KB") DataSize awareness,
            @DefaultValue("1000") int participants,
            @DefaultValue("200") int framesPerSecond,
            @DefaultValue("4MB") DataSize outbox,
            @DefaultValue("5") int malformedFrames,
            @DefaultValue("200") int documentsPerSocket,
            @DefaultValue("64") int openRequests,
            @DefaultValue("1000") int heldFrames,
            @DefaultValue("5MB") DataSize held,
            @DefaultValue("60s") Duration unauthenticated,
            @DefaultValue("60s") Duration silence,
            @DefaultValue("1000") int page,
            @DefaultValue("1000") int listeners) {

        private static final DataSize MAX_FRAME = DataSize.ofMegabytes(64);

        Limits {
            requireSize(frame, "frame", MAX_FRAME);
            requireSize(document, "document", DataSize.ofBytes(Integer.MAX_VALUE));
            requireSize(pending, "pending", document);
            requireSize(awareness, "awareness", frame);
            requireSize(outbox, "outbox", DataSize.ofBytes(Integer.MAX_VALUE));
            requireAtLeastOne(participants, "participants");
            requireAtLeastOne(framesPerSecond, "frames-per-second");
            requireAtLeastOne(malformedFrames, "malformed-frames");
            requireAtLeastOne(documentsPerSocket, "documents-per-socket");
            requireAtLeastOne(openRequests, "open-requests");
            requireAtLeastOne(heldFrames, "held-frames");
            requireSize(held, "held", DataSize.ofBytes(Integer.MAX_VALUE));
            requireAtLeastOneSecond(unauthenticated, "unauthenticated");
            requireAtLeastOneSecond(silence, "silence");
            requireAtLeastOne(page, "page");
            requireAtLeastOne(listeners, "listeners");
        }

        private static void requireSize(DataSize size, String name, DataSize largest) {
            require(
                    size.toBytes() > 0 && size.compareTo(largest) <= 0,
                    "limits." + name,
                    size,
                    "a size from 1B to " + largest);
        }

        private static void requireAtLeastOneSecond(Duration time, String name) {
            require(time.compareTo(Duration.ofSeconds(1)) >= 0, "limits." + name, time, "a duration of at least 1s");
        }

        private static void requireAtLeastOne(int number, String name) {
            require(number >= 1, "limits." + name, number, "a number of at least 1");
        }
    }

    private static void require(boolean condition, String name, @Nullable Object found, String expected) {
        if (!condition) {
            throw new IllegalArgumentException("weft." + name + " is " + found + ", expected " + expected);
        }
    }
}
