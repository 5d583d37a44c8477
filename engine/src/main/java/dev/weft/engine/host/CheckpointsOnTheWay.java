package dev.weft.engine.host;

import java.util.function.Consumer;

/** Makes checkpoints while a document is folded. */
final class CheckpointsOnTheWay {
    private final DocumentFold fold;
    private final DocumentCheckpoints.Stride stride;
    private final Consumer<DocumentCheckpoint> onTheWay;
    private long lastSequence;
    private long lastBytes;

    CheckpointsOnTheWay(DocumentFold fold, DocumentCheckpoints.Stride stride, Consumer<DocumentCheckpoint> onTheWay) {
        this.fold = fold;
        this.stride = stride;
        this.onTheWay = onTheWay;
        lastSequence = fold.nextSequence();
        lastBytes = fold.updateBytes();
    }

    /** One more event is in the fold. */
    void folded() {
        if (fold.nextSequence() - lastSequence >= stride.events()
                || fold.updateBytes() - lastBytes >= stride.updateBytes()) {
            onTheWay.accept(fold.checkpoint());
            lastSequence = fold.nextSequence();
            lastBytes = fold.updateBytes();
        }
    }
}
