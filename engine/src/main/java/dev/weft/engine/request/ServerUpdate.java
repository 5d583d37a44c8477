package dev.weft.engine.request;

import dev.weft.crdt.Doc;
import dev.weft.crdt.Subscription;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import dev.weft.engine.workflow.UpdateBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes updates in the name of the server. */
final class ServerUpdate {
    private ServerUpdate() {}

    /**
     * Changes a document in one transaction.
     *
     * @return the update that makes the same change elsewhere; empty if nothing was changed
     */
    static Optional<UpdateBytes> of(Doc document, Consumer<Doc> change) {
        List<byte[]> made = new ArrayList<>();
        try (Subscription _ = document.onUpdate((update, origin, transaction) -> made.add(update.clone()))) {
            document.transact(transaction -> change.accept(document));
        }
        return switch (made.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new UpdateBytes(made.getFirst()));
            // Transactions that cleaned up after the change.
            default -> Optional.of(new UpdateBytes(Updates.merge(made, UpdateFormat.V1)));
        };
    }

    /** The update that changes nothing. */
    static UpdateBytes none() {
        return new UpdateBytes(new byte[] {0, 0});
    }
}
