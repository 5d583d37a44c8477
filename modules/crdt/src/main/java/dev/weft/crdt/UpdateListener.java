package dev.weft.crdt;

import org.jspecify.annotations.Nullable;

/** Told what changed, as an update to be sent to others. */
@FunctionalInterface
public interface UpdateListener {
    /**
     * @param update not to be changed: it may be the very array that was applied
     * @param origin that of the transaction
     */
    void onUpdate(byte[] update, @Nullable Object origin, Transaction transaction);
}
