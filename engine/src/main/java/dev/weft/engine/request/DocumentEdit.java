package dev.weft.engine.request;

import dev.weft.crdt.Doc;

/**
 * An edit of a document in process: a change of its shared types, as any client would make it. Applied to a copy, perhaps several times, until what came of it is
 * in the log; so it may have no other effects than on the document it is given.
 */
@FunctionalInterface
public interface DocumentEdit {
    /**
     * Changes the document. Called inside one transaction of its own.
     *
     * @throws EditRefusedException if the document is not as the edit needs it; nothing is changed then
     */
    void apply(Doc document);
}
