package dev.weft.engine.host;

/** Why a document lets a participant go. In all cases but {@link #ACCESS_LOST} it may come back at once and will be as before. */
public enum CloseReason {
    /** It reads too slowly, or there are too many participants: try again later. */
    TRY_AGAIN_LATER,
    /** It is no longer allowed to read the document. */
    ACCESS_LOST,
    /** The document's host had to stop, and will be rebuilt from the log. */
    HOST_FAILED,
    /** This node is about to stop. */
    GOING_AWAY
}
