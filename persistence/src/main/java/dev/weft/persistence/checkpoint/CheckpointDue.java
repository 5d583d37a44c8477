package dev.weft.persistence.checkpoint;

/**
 * When a document has changed enough: whatever a checkpoint costs is then little for each of the events that it spares.
 *
 * @param events since the last one
 * @param bytes of payload since the last one; of a large document, an eighth of what it has
 */
record CheckpointDue(int events, long bytes) {

    private static final int SHARE_OF_A_LARGE_DOCUMENT = 8;

    static CheckpointDue defaults() {
        return new CheckpointDue(500, 64 << 10);
    }

    boolean is(long eventsSince, long bytesSince, long documentBytes) {
        return eventsSince >= events || bytesSince >= Math.max(bytes, documentBytes / SHARE_OF_A_LARGE_DOCUMENT);
    }
}
