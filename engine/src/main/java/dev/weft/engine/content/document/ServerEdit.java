package dev.weft.engine.content.document;

import dev.weft.crdt.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the update of an edit without changing anything: the edit runs on a document of its own, and what it did can be committed before anybody sees it.
 *
 * <p>The update fits every replica that has the state the edit was made on, whatever else has come to it.
 */
public final class ServerEdit {
    private ServerEdit() {}

    /**
     * @param result what the edit gave back
     * @param update what it changed, as one update of format 1; empty if that is nothing
     */
    public record Made<R extends @Nullable Object>(R result, Optional<byte[]> update) {}

    /** As {@link #make}, for an edit without a result. */
    public static Optional<byte[]> updateOf(byte[] state, long clientId, Consumer<Doc> edit) {
        return make(state, clientId, doc -> {
                    edit.accept(doc);
                    return null;
                })
                .update();
    }

    /**
     * Runs an edit.
     *
     * @param state the document as an update of format 1
     * @param clientId drawn at random, 0 to 2^32 − 1. Of edits under one id, each must be made from a state that holds all before it that got in: two from one
     *     state exclude each other
     * @param edit given a document of that state; runs in one transaction. If it throws, nothing was made
     * @throws dev.weft.crdt.update.MalformedUpdateException if {@code state} is no update
     */
    public static <R extends @Nullable Object> Made<R> make(byte[] state, long clientId, Function<Doc, R> edit) {
        Doc doc = new Doc();
        doc.applyUpdate(state);
        // Not before: a document that is told of structs of its own client id takes another.
        doc.setClientId(clientId);
        List<byte[]> updates = new ArrayList<>(1);
        doc.onUpdate((update, _, _) -> updates.add(update));
        R result = doc.compute(_ -> edit.apply(doc), null);
        return new Made<>(result, updates.stream().findFirst());
    }
}
