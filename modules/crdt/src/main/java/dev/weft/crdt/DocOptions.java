package dev.weft.crdt;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How a document is made. Names and defaults are Yjs's.
 *
 * @param clientId   who edits: 0 to 2^53 − 1, unique among everybody who edits at the same time
 * @param guid       names the document, mostly as a subdocument
 * @param gc         whether deleted content is forgotten; a document that is to show its past mustn't
 * @param autoLoad   as a subdocument: whether everybody loads it at once
 * @param shouldLoad as a subdocument: whether this replica wants its content
 * @param meta       anything to be kept with a subdocument: values as {@link YMap#set} takes them, or null
 * @param collectionId groups documents for providers, or null
 * @param cleanUpFormatting whether formats of a text that mean nothing are deleted after changes from elsewhere, as Yjs does.
 *     Off by default: a server that cleans up edits by itself, and so do all the others
 */
public record DocOptions(
        long clientId,
        String guid,
        boolean gc,
        boolean autoLoad,
        boolean shouldLoad,
        @Nullable Object meta,
        @Nullable String collectionId,
        boolean cleanUpFormatting) {
    private static final RandomGenerator RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException if the client id is out of its range */
    public DocOptions {
        checkClientId(clientId);
    }

    static void checkClientId(long clientId) {
        if (clientId < 0 || clientId > (1L << 53) - 1) {
            throw new IllegalArgumentException("client id " + clientId + " is not within 0 to 2^53 - 1");
        }
    }

    /** A random client id of 32 bits, a random guid, garbage collection on. */
    public static DocOptions defaults() {
        return new DocOptions(randomClientId(), UUID.randomUUID().toString(), true, false, true, null, null, false);
    }

    static long randomClientId() {
        return Integer.toUnsignedLong(RANDOM.nextInt());
    }

    /**
     * These options with another client id.
     *
     * @param id 0 to 2^53 − 1, used by nobody else who edits at the same time
     * @throws IllegalArgumentException if it is out of this range
     */
    public DocOptions withClientId(long id) {
        return new DocOptions(id, guid, gc, autoLoad, shouldLoad, meta, collectionId, cleanUpFormatting);
    }

    /** These options with another name of the document. */
    public DocOptions withGuid(String newGuid) {
        return new DocOptions(clientId, newGuid, gc, autoLoad, shouldLoad, meta, collectionId, cleanUpFormatting);
    }

    /** These options with garbage collection or without: a document that is to show its past needs to do without. */
    public DocOptions withGc(boolean collect) {
        return new DocOptions(clientId, guid, collect, autoLoad, shouldLoad, meta, collectionId, cleanUpFormatting);
    }

    /** These options for a subdocument that everybody loads at once, or not. */
    public DocOptions withAutoLoad(boolean load) {
        return new DocOptions(clientId, guid, gc, load, shouldLoad, meta, collectionId, cleanUpFormatting);
    }

    /** These options for a subdocument that this replica wants the content of, or not. */
    public DocOptions withShouldLoad(boolean load) {
        return new DocOptions(clientId, guid, gc, autoLoad, load, meta, collectionId, cleanUpFormatting);
    }

    /**
     * These options with something to be kept with a subdocument.
     *
     * @param newMeta a value as {@link YMap#set} takes it, not copied; null for nothing
     */
    public DocOptions withMeta(@Nullable Object newMeta) {
        return new DocOptions(clientId, guid, gc, autoLoad, shouldLoad, newMeta, collectionId, cleanUpFormatting);
    }

    /** These options with another group of documents, for providers; null for none. */
    public DocOptions withCollectionId(@Nullable String id) {
        return new DocOptions(clientId, guid, gc, autoLoad, shouldLoad, meta, id, cleanUpFormatting);
    }

    /** These options with formats cleaned up after changes from elsewhere, or not. */
    public DocOptions withCleanUpFormatting(boolean clean) {
        return new DocOptions(clientId, guid, gc, autoLoad, shouldLoad, meta, collectionId, clean);
    }
}
