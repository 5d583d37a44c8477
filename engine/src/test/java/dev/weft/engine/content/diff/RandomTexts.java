package dev.weft.engine.content.diff;

import java.util.List;
import java.util.random.RandomGenerator;

/** Short texts that have much in common, so that chance finds the hard cases. */
public final class RandomTexts {
    private static final List<String> PIECES =
            List.of("a\n", "b\n", "\n", "get(x)\n", "get(y);\n", "😀\n", "😁", "a", "b ", "}\r\n", "日本");

    private final RandomGenerator random;

    public RandomTexts(RandomGenerator random) {
        this.random = random;
    }

    public String next() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(piece());
        }
        return text.toString();
    }

    /** The text with a few pieces taken out and put in. */
    public String edited(String text) {
        StringBuilder edited = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0; i--) {
            int start = boundary(edited, random.nextInt(edited.length() + 1));
            int end = boundary(edited, Math.min(edited.length(), start + random.nextInt(5)));
            edited.replace(start, end, random.nextBoolean() ? piece() : "");
        }
        return edited.toString();
    }

    private static int boundary(StringBuilder text, int index) {
        return index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index)) ? index + 1 : index;
    }

    private String piece() {
        return PIECES.get(random.nextInt(PIECES.size()));
    }
}
