package dev.weft.crdt;

import dev.weft.crdt.update.IdSet;

/**
 * A document as it would be had some of its units never been inserted, and had only others been deleted.
 *
 * <p>Unlike a document made of the other updates alone, it shows what was built upon the omitted units: text that was typed behind
 * an omitted word stands where the word was, and a map key has the value that the omitted one replaced.
 *
 * @param omitted units that nobody is to know of
 * @param deleted units that are to be deleted; others are not, whatever the document says
 */
public record Omission(IdSet omitted, IdSet deleted) implements Perspective {
    @Override
    public boolean shows(long client, int clock) {
        return !omitted.contains(client, clock) && !deleted.contains(client, clock);
    }

    @Override
    public int lastKnown(long client, int clock, int end) {
        int last = end - 1;
        while (last >= clock && omitted.contains(client, last)) {
            last--;
        }
        return last >= clock ? last : -1;
    }

    @Override
    public int pieceEnd(long client, int clock, int end) {
        int boundary = Math.min(omitted.nextBoundary(client, clock), deleted.nextBoundary(client, clock));
        return Math.min(boundary, end);
    }
}
