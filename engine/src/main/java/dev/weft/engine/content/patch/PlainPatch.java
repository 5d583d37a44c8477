package dev.weft.engine.content.patch;

import dev.weft.engine.content.draft.PlainJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Operations within plain JSON values: each gives a changed copy. */
final class PlainPatch {
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final String END = "-";

    private PlainPatch() {}

    /** What to do with the value at the end of a path, given what it is in and how it is named there. */
    private interface Change {
        void inList(List<@Nullable Object> list, String token);

        void inMap(Map<String, @Nullable Object> map, String token);
    }

    static @Nullable Object added(@Nullable Object value, List<String> path, @Nullable Object added) {
        return changed(value, path, new Change() {
            @Override
            public void inList(List<@Nullable Object> list, String token) {
                list.add(insertionIndex(token, list.size()), added);
            }

            @Override
            public void inMap(Map<String, @Nullable Object> map, String token) {
                map.put(token, added);
            }
        });
    }

    static @Nullable Object replaced(@Nullable Object value, List<String> path, @Nullable Object by) {
        return changed(value, path, new Change() {
            @Override
            public void inList(List<@Nullable Object> list, String token) {
                list.set(existingIndex(token, list.size()), by);
            }

            @Override
            public void inMap(Map<String, @Nullable Object> map, String token) {
                requireMember(map, token);
                map.put(token, by);
            }
        });
    }

    static @Nullable Object removed(@Nullable Object value, List<String> path) {
        return changed(value, path, new Change() {
            @Override
            public void inList(List<@Nullable Object> list, String token) {
                list.remove(existingIndex(token, list.size()));
            }

            @Override
            public void inMap(Map<String, @Nullable Object> map, String token) {
                requireMember(map, token);
                map.remove(token);
            }
        });
    }

    private static Object changed(@Nullable Object value, List<String> path, Change change) {
        String token = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list);
            if (rest.isEmpty()) {
                change.inList(copy, token);
            } else {
                int index = existingIndex(token, copy.size());
                copy.set(index, changed(copy.get(index), rest, change));
            }
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = PlainJson.withTextKeys(map);
            if (rest.isEmpty()) {
                change.inMap(copy, token);
            } else {
                requireMember(copy, token);
                copy.put(token, changed(copy.get(token), rest, change));
            }
            return copy;
        }
        throw new DoesNotFitException(PlainJson.kindOf(value) + " has nothing inside, so no \"" + token + "\"");
    }

    private static void requireMember(Map<String, @Nullable Object> map, String token) {
        if (!map.containsKey(token)) {
            throw new DoesNotFitException("there is no member \"" + token + "\"");
        }
    }

    /** Where an element of a list is. */
    static int existingIndex(String token, int length) {
        if (INDEX.matcher(token).matches() && Integer.parseInt(token) < length) {
            return Integer.parseInt(token);
        }
        throw new DoesNotFitException("\"" + token + "\" is no index of a list of " + length);
    }

    /** Where an element can come into a list. */
    static int insertionIndex(String token, int length) {
        if (token.equals(END)) {
            return length;
        }
        if (INDEX.matcher(token).matches() && Integer.parseInt(token) <= length) {
            return Integer.parseInt(token);
        }
        throw new DoesNotFitException(
                "\"" + token + "\" is no place in a list of " + length + ": expected 0 to " + length + ", or -");
    }
}
