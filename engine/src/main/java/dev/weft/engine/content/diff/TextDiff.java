package dev.weft.engine.content.diff;

import java.util.ArrayList;
import java.util.List;

/**
 * Few and small edits that make one text of another, so that people who type in it meanwhile, and their cursors, are disturbed as little as can be.
 *
 * <p>Lines are compared first, then the words of lines that changed, and of a changed word only what its beginning and its end don't share. Never cuts a surrogate
 * pair.
 */
public final class TextDiff {
    /** Beyond so many changed lines, or words of a change, the change is taken as a whole: comparing takes the square of it. */
    private static final int MAX_EDITS = 1_000;

    private final List<TextEdit> edits = new ArrayList<>();

    private TextDiff() {}

    /** The edits, by place; none touches another. */
    public static List<TextEdit> between(String old, String young) {
        TextDiff diff = new TextDiff();
        diff.compareLines(old, young);
        return diff.edits;
    }

    private void compareLines(String old, String young) {
        compare(Tokens.lines(old), Tokens.lines(young), 0, this::compareWords);
    }

    private void compareWords(int index, String old, String young) {
        compare(Tokens.words(old), Tokens.words(young), index, this::compareUnits);
    }

    private void compare(Tokens old, Tokens young, int index, Comparison inside) {
        int[] offsets = old.offsets();
        for (Hunk hunk : old.changesTo(young, MAX_EDITS)) {
            inside.compare(
                    index + offsets[hunk.start()],
                    old.text(hunk.start(), hunk.end()),
                    young.text(hunk.newStart(), hunk.newEnd()));
        }
    }

    private interface Comparison {
        void compare(int index, String old, String young);
    }

    private void compareUnits(int index, String old, String young) {
        int shorter = Math.min(old.length(), young.length());
        int prefix = 0;
        while (prefix < shorter && old.charAt(prefix) == young.charAt(prefix)) {
            prefix++;
        }
        if (prefix > 0 && Character.isHighSurrogate(old.charAt(prefix - 1))) {
            prefix--;
        }
        int suffix = 0;
        while (suffix < shorter - prefix
                && old.charAt(old.length() - 1 - suffix) == young.charAt(young.length() - 1 - suffix)) {
            suffix++;
        }
        if (suffix > 0 && Character.isLowSurrogate(old.charAt(old.length() - suffix))) {
            suffix--;
        }
        edits.add(new TextEdit(
                index + prefix, old.length() - prefix - suffix, young.substring(prefix, young.length() - suffix)));
    }
}
