package dev.weft.engine.content.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A text cut into pieces, which joined again are the text. No surrogate pair is ever cut. */
final class Tokens {
    private final List<String> pieces;

    private Tokens(List<String> pieces) {
        this.pieces = pieces;
    }

    /** Lines, each with the line feed that ends it. */
    static Tokens lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return new Tokens(lines);
    }

    /** Words, runs of blanks, and every other character for itself. */
    static Tokens words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int first = text.codePointAt(start);
            int end = start + Character.charCount(first);
            while (end < text.length() && belongTogether(first, text.codePointAt(end))) {
                end += Character.charCount(text.codePointAt(end));
            }
            words.add(text.substring(start, end));
            start = end;
        }
        return new Tokens(words);
    }

    private static boolean belongTogether(int first, int next) {
        return (Character.isUnicodeIdentifierPart(first) && Character.isUnicodeIdentifierPart(next))
                || (first == ' ' && next == ' ');
    }

    int count() {
        return pieces.size();
    }

    /** The pieces from {@code start} to before {@code end}, joined. */
    String text(int start, int end) {
        return String.join("", pieces.subList(start, end));
    }

    /** Where each piece starts, and last where the text ends, in UTF-16 units. */
    int[] offsets() {
        int[] offsets = new int[pieces.size() + 1];
        for (int i = 0; i < pieces.size(); i++) {
            offsets[i + 1] = offsets[i] + pieces.get(i).length();
        }
        return offsets;
    }

    /** A number for each piece: the same for equal ones, also of other tokens, if they are numbered with one map. */
    private int[] numbers(Map<String, Integer> known) {
        int[] numbers = new int[pieces.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = known.computeIfAbsent(pieces.get(i), _ -> known.size());
        }
        return numbers;
    }

    /** The changes from these pieces to others. */
    List<Hunk> changesTo(Tokens others, int maxEdits) {
        Map<String, Integer> known = new HashMap<>();
        return ShortestEdit.between(numbers(known), others.numbers(known), maxEdits);
    }
}
