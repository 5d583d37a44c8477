package dev.weft.engine.replay;

import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.crdt.Snapshot;
import dev.weft.engine.request.PreparedReversal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The edit that brings a past state back. What is there both then and now stays what it is, so that cursors and edits under way survive. To have it
 * carried out, ask for it: {@code hosts.request(…, new DocumentRequest.RestoreTo(reversal))}.
 */
public final class Reversal implements PreparedReversal {
    private final long toSequence;
    private final StreamFold fold;
    private final Snapshot then;
    private final DocOptions options;

    /**
     * @param fold stands anywhere after the state that comes back; nothing in it was collected
     * @param options of the document that makes the edit: with a client id of its own
     */
    Reversal(long toSequence, StreamFold fold, Snapshot then, DocOptions options) {
        this.toSequence = toSequence;
        this.fold = fold;
        this.then = then;
        this.options = options;
    }

    @Override
    public long toSequence() {
        return toSequence;
    }

    /** How many events this reckons with. */
    public synchronized long nextSequence() {
        return fold.nextSequence();
    }

    /** For a document of {@link #nextSequence} events: appended later, it leaves what was edited in between. Empty if the document is in that state already. */
    public Optional<byte[]> update() {
        return updateFor(nextSequence(), _ -> {});
    }

    @Override
    public synchronized Optional<byte[]> updateFor(long nextSequence, Consumer<Doc> alongside) {
        long later = nextSequence - fold.nextSequence();
        if (later < 0 || later > MOST_LATER_EVENTS) {
            throw new OutdatedReversalException(
                    "the document has " + nextSequence + " events, and what was to bring event " + toSequence
                            + " back reckons with " + fold.nextSequence() + ": try again");
        }
        if (later > 0) {
            fold.to(nextSequence - 1);
        }
        Doc doc = fold.doc().copy(options);
        List<byte[]> updates = new ArrayList<>();
        doc.onUpdate((update, _, _) -> updates.add(update.clone()));
        doc.transact(_ -> {
            then.revert(doc);
            alongside.accept(doc);
        });
        return updates.stream().findFirst();
    }
}
