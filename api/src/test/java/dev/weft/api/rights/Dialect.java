package dev.weft.api.rights;

import dev.weft.sync.awareness.AwarenessUpdate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A way to join, as {@link AccessMatrixIT} tries it: each dialect's answers in the words of one table. */
interface Dialect {

    /**
     * Tries to join.
     *
     * @param version of the room; null for the live one
     */
    Answer join(@Nullable String token, String project, UUID workflow, String action, @Nullable String version);

    /** Whether its clients can ask for more than the document: to save it, and so on. */
    boolean carriesRequests();

    /** What came of it. */
    sealed interface Answer {
        record Joined(Connection connection) implements Answer {}

        /** @param why in the words of the table: unauthenticated, unauthorized, no-project, no-workflow, no-version, no-action, bad */
        record Refused(String why) implements Answer {}
    }

    /** A joined client. Each method sends, and returns once the server has handled what was sent. */
    interface Connection extends AutoCloseable {

        /** @return whether the document came */
        boolean asksForTheDocument() throws InterruptedException;

        /** @return whether the states of others came */
        boolean asksForAwareness() throws InterruptedException;

        void sendsUpdate(byte[] update) throws InterruptedException;

        void answersWithStep2(byte[] update) throws InterruptedException;

        void shows(AwarenessUpdate awareness) throws InterruptedException;

        /** Waits until others' awareness with this text has come. */
        void awaitAwareness(String text) throws InterruptedException;

        /** @return whether the document has this text */
        boolean seesInTheDocument(String text) throws InterruptedException;

        /** @return "done", or the type of the refusal; only where the dialect carries requests */
        String asks(String event) throws InterruptedException;

        @Override
        void close();
    }
}
