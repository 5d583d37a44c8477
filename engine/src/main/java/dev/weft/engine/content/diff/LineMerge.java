package dev.weft.engine.content.diff;

import java.util.ArrayList;
import java.util.List;

/**
 * Merges two texts that both come from a third, by lines. Changes to different lines are both taken, and so are equal changes; where changes overlap, ours stays and a
 * conflict says what the other side wanted.
 *
 * <p>Two changes overlap if they have a line in common, or both insert at one place. Changes that only touch each other don't.
 */
public final class LineMerge {
    /** Beyond so many changed lines a side's change is taken as a whole. */
    private static final int MAX_EDITS = 2_000;

    private final Tokens base;
    private final Side ours;
    private final Side theirs;
    private final StringBuilder merged = new StringBuilder();
    private int lineFeeds;
    private final List<Conflict> conflicts = new ArrayList<>();

    private LineMerge(String base, String ours, String theirs) {
        this.base = Tokens.lines(base);
        this.ours = new Side(Tokens.lines(ours));
        this.theirs = new Side(Tokens.lines(theirs));
    }

    /**
     * @param text with all changes that don't conflict, and ours where they do
     * @param conflicts in the order of the text
     */
    public record Result(String text, List<Conflict> conflicts) {}

    /**
     * Lines that both sides changed, differently.
     *
     * @param line of the merged text where ours begins, counted from 1
     * @param ours lines that are in the merged text; empty if we deleted them
     * @param theirs lines that would be there, were it for them
     */
    public record Conflict(int line, String ours, String theirs) {}

    public static Result merge(String base, String ours, String theirs) {
        return new LineMerge(base, ours, theirs).merge();
    }

    private Result merge() {
        int line = 0;
        while (ours.hasNext() || theirs.hasNext()) {
            Region region = nextRegion();
            append(base.text(line, region.start));
            resolve(region);
            line = region.end;
        }
        append(base.text(line, base.count()));
        return new Result(merged.toString(), conflicts);
    }

    /** The next change of either side, and all changes that overlap with it or with each other. */
    private Region nextRegion() {
        Side first = isFirst(ours, theirs) ? ours : theirs;
        Region region = new Region(first.next());
        first.take();
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Side side : List.of(ours, theirs)) {
                while (side.hasNext() && region.overlaps(side.next())) {
                    region.end = Math.max(region.end, side.next().end());
                    side.take();
                    grows = true;
                }
            }
        }
        return region;
    }

    private static boolean isFirst(Side one, Side other) {
        return !other.hasNext() || (one.hasNext() && Hunk.BY_PLACE.compare(one.next(), other.next()) <= 0);
    }

    private void resolve(Region region) {
        String fromOurs = ours.textOf(region);
        String fromTheirs = theirs.textOf(region);
        if (ours.changed() && theirs.changed() && !fromOurs.equals(fromTheirs)) {
            conflicts.add(new Conflict(lineFeeds + 1, fromOurs, fromTheirs));
        }
        append(ours.changed() ? fromOurs : fromTheirs);
        ours.forget();
        theirs.forget();
    }

    private void append(String text) {
        merged.append(text);
        lineFeeds += (int) text.chars().filter(unit -> unit == '\n').count();
    }

    /** Lines of the base. */
    private static final class Region {
        private final int start;
        private int end;

        private Region(Hunk first) {
            start = first.start();
            end = first.end();
        }

        private boolean overlaps(Hunk hunk) {
            boolean bothInsert = hunk.isInsertion() && start == end && hunk.start() == start;
            return bothInsert || (hunk.start() < end && start < hunk.end());
        }
    }

    /** The changes of one side, and those among them that are part of the region at hand. */
    private final class Side {
        private final Tokens lines;
        private final List<Hunk> hunks;
        private int next;
        private int firstTaken;

        private Side(Tokens lines) {
            this.lines = lines;
            hunks = base.changesTo(lines, MAX_EDITS);
        }

        private boolean hasNext() {
            return next < hunks.size();
        }

        private Hunk next() {
            return hunks.get(next);
        }

        private void take() {
            next++;
        }

        private boolean changed() {
            return firstTaken < next;
        }

        /** What this side has in place of the region. */
        private String textOf(Region region) {
            StringBuilder text = new StringBuilder();
            int line = region.start;
            for (Hunk hunk : hunks.subList(firstTaken, next)) {
                text.append(base.text(line, hunk.start())).append(lines.text(hunk.newStart(), hunk.newEnd()));
                line = hunk.end();
            }
            return text.append(base.text(line, region.end)).toString();
        }

        private void forget() {
            firstTaken = next;
        }
    }
}
