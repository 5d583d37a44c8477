package dev.weft.persistence.events;

import org.axonframework.serialization.SerializationException;

/** The log holds an event that this build doesn't know: its type, its revision, or its bytes. Reading on would falsify what is folded. */
public final class UnreadableEventException extends SerializationException {

    UnreadableEventException(String message) {
        super(message);
    }
}
