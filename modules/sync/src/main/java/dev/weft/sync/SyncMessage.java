package dev.weft.sync;

import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.MalformedInputException;
import java.util.Arrays;

/**
 * One message of the sync protocol.
 *
 * <pre>
 * message := varUint kind ‖ varUint length ‖ length bytes
 *   kind 0  Step1   state vector of the sender
 *   kind 1  Step2   update with everything that the receiver of this message lacks
 *   kind 2  Update  update, incremental
 * </pre>
 *
 * <p>Updates and state vectors are of format 1, and are not looked into here. The records own their arrays: don't change
 * one that was passed in or taken out.
 *
 * <p>Source: y-protocols 1.0.7, {@code sync.js}.
 */
public sealed interface SyncMessage {
    /** "Tell me what I lack." To be answered by {@link Step2}. */
    record Step1(byte[] stateVector) implements SyncMessage {
        @Override
        public boolean equals(Object other) {
            return other instanceof Step1(byte[] others) && Arrays.equals(stateVector, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(stateVector);
        }
    }

    /** The answer to {@link Step1}. Its receiver is in sync with its sender from here on. */
    record Step2(byte[] update) implements SyncMessage {
        @Override
        public boolean equals(Object other) {
            return other instanceof Step2(byte[] others) && Arrays.equals(update, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(update);
        }
    }

    /** A change, as it happens. */
    record Update(byte[] update) implements SyncMessage {
        @Override
        public boolean equals(Object other) {
            return other instanceof Update(byte[] others) && Arrays.equals(update, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(update);
        }
    }

    /**
     * Reads one message and steps behind it.
     *
     * @throws MalformedInputException if there is none
     */
    static SyncMessage read(ByteReader reader) {
        int start = reader.position();
        long kind = reader.readVarUint();
        if (kind > 2) {
            reader.position(start);
            throw reader.malformed("sync message " + kind, "0 (step 1), 1 (step 2) or 2 (update)");
        }
        byte[] body = reader.readVarBytes();
        return switch ((int) kind) {
            case 0 -> new Step1(body);
            case 1 -> new Step2(body);
            default -> new Update(body);
        };
    }

    /** Writes this message. */
    default void write(ByteWriter writer) {
        switch (this) {
            case Step1(byte[] stateVector) -> writeMessage(writer, 0, stateVector);
            case Step2(byte[] update) -> writeMessage(writer, 1, update);
            case Update(byte[] update) -> writeMessage(writer, 2, update);
        }
    }

    /** Length of the state vector or update that this carries. */
    default int bodyBytes() {
        return switch (this) {
            case Step1(byte[] stateVector) -> stateVector.length;
            case Step2(byte[] update) -> update.length;
            case Update(byte[] update) -> update.length;
        };
    }

    private static void writeMessage(ByteWriter writer, int kind, byte[] body) {
        writer.writeVarUint(kind);
        writer.writeVarBytes(body);
    }
}
