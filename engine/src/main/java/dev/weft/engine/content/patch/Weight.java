package dev.weft.engine.content.patch;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Weighs the values of a patch: a few copies of copies make any document of any size. */
final class Weight {
    private static final int MAX_NESTING = 200;

    private final int most;
    private int weight;

    Weight(int most) {
        this.most = most;
    }

    /** The values of a patch are too many or nest too deeply. */
    static final class TooHeavyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooHeavyException(String message) {
            super(message);
        }
    }

    /** The value itself, once it is weighed. */
    @Nullable
    Object of(@Nullable Object value) {
        add(value, 0);
        return value;
    }

    private void add(@Nullable Object value, int nesting) {
        if (nesting > MAX_NESTING) {
            throw new TooHeavyException("values nest at most " + MAX_NESTING + " levels deep");
        }
        put(1);
        switch (value) {
            case String text -> put(text.length());
            case List<?> list -> list.forEach(element -> add(element, nesting + 1));
            case Map<?, ?> map ->
                map.forEach((key, member) -> {
                    put(key.toString().length());
                    add(member, nesting + 1);
                });
            case null, default -> {}
        }
    }

    /** Adds the weight of what isn't at hand as a value. */
    void put(int more) {
        weight += more;
        if (weight > most) {
            throw new TooHeavyException("all values that a patch has to do with weigh at most " + most
                    + ", one for each value and for each UTF-16 unit of a text or key");
        }
    }
}
