package dev.weft.engine.replay;

import dev.weft.crdt.Doc;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two states of a document as JSON.
 *
 * <p>Members of a list are recognised by their {@code id}, as jobs, triggers and edges have one, or else by being equal; what is left
 * between two that are recognised is compared pair by pair. A member in another place among the others counts as removed and added,
 * which is what happens to it in the document.
 */
final class Difference {
    /** Lists that differ in more places than this (as a product of both lengths) are compared pair by pair, to bound the time. */
    private static final int MOST_COMPARISONS = 1_000_000;

    private final List<Change> changes = new ArrayList<>();

    private Difference() {}

    static List<Change> between(@Nullable Object earlier, @Nullable Object later) {
        Difference difference = new Difference();
        difference.compare(DocumentPath.root(), earlier, later);
        return List.copyOf(difference.changes);
    }

    static boolean isSame(@Nullable Object earlier, @Nullable Object later) {
        return between(earlier, later).isEmpty();
    }

    private void compare(DocumentPath path, @Nullable Object earlier, @Nullable Object later) {
        if (earlier instanceof Map<?, ?> before && later instanceof Map<?, ?> after) {
            compareMaps(path, before, after);
        } else if (earlier instanceof List<?> before && later instanceof List<?> after) {
            compareLists(path, before, after);
        } else if (earlier instanceof String before && later instanceof String after) {
            compareTexts(path, before, after);
        } else if (!isEqual(earlier, later)) {
            changes.add(new Change.Replaced(path, earlier, later));
        }
    }

    private void compareMaps(DocumentPath path, Map<?, ?> before, Map<?, ?> after) {
        Set<Object> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (Object key : keys) {
            DocumentPath member = path.child(key);
            if (!after.containsKey(key)) {
                changes.add(new Change.Removed(member, before.get(key)));
            } else if (!before.containsKey(key)) {
                changes.add(new Change.Added(member, after.get(key)));
            } else {
                compare(member, before.get(key), after.get(key));
            }
        }
    }

    private void compareTexts(DocumentPath path, String before, String after) {
        if (before.equals(after)) {
            return;
        }
        int most = Math.min(before.length(), after.length());
        int prefix = 0;
        while (prefix < most && before.charAt(prefix) == after.charAt(prefix)) {
            prefix++;
        }
        if (prefix > 0 && Character.isHighSurrogate(before.charAt(prefix - 1))) {
            prefix--;
        }
        int suffix = 0;
        while (suffix < most - prefix
                && before.charAt(before.length() - 1 - suffix) == after.charAt(after.length() - 1 - suffix)) {
            suffix++;
        }
        if (suffix > 0 && Character.isLowSurrogate(before.charAt(before.length() - suffix))) {
            suffix--;
        }
        if (2 * (prefix + suffix) < most) {
            changes.add(new Change.Replaced(path, before, after));
        } else {
            changes.add(new Change.TextEdited(
                    path,
                    prefix,
                    before.substring(prefix, before.length() - suffix),
                    after.substring(prefix, after.length() - suffix)));
        }
    }

    private void compareLists(DocumentPath path, List<?> before, List<?> after) {
        int most = Math.min(before.size(), after.size());
        int prefix = 0;
        while (prefix < most && isSameMember(before.get(prefix), after.get(prefix))) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < most - prefix
                && isSameMember(before.get(before.size() - 1 - suffix), after.get(after.size() - 1 - suffix))) {
            suffix++;
        }
        for (int i = 0; i < prefix; i++) {
            compare(path.child(i), before.get(i), after.get(i));
        }
        compareMiddles(path, before, prefix, before.size() - suffix, after, prefix, after.size() - suffix);
        for (int i = suffix; i > 0; i--) {
            compare(path.child(after.size() - i), before.get(before.size() - i), after.get(after.size() - i));
        }
    }

    private void compareMiddles(
            DocumentPath path, List<?> before, int from, int to, List<?> after, int fromAfter, int toAfter) {
        int i = from;
        int j = fromAfter;
        for (int[] pair : commonMembers(before.subList(from, to), after.subList(fromAfter, toAfter))) {
            compareUnrecognised(path, before, i, from + pair[0], after, j, fromAfter + pair[1]);
            i = from + pair[0];
            j = fromAfter + pair[1];
            compare(path.child(j), before.get(i), after.get(j));
            i++;
            j++;
        }
        compareUnrecognised(path, before, i, to, after, j, toAfter);
    }

    /** Members none of which is recognised in the other list. */
    private void compareUnrecognised(
            DocumentPath path, List<?> before, int from, int to, List<?> after, int fromAfter, int toAfter) {
        int i = from;
        int j = fromAfter;
        while (i < to && j < toAfter && idOf(before.get(i)) == null && idOf(after.get(j)) == null) {
            compare(path.child(j), before.get(i++), after.get(j++));
        }
        for (; i < to; i++) {
            changes.add(new Change.Removed(path.child(i), before.get(i)));
        }
        for (; j < toAfter; j++) {
            changes.add(new Change.Added(path.child(j), after.get(j)));
        }
    }

    /** The longest common subsequence, by dynamic programming: pairs of indices, ascending. */
    private static List<int[]> commonMembers(List<?> before, List<?> after) {
        int n = before.size();
        int m = after.size();
        if (n == 0 || m == 0 || (long) n * m > MOST_COMPARISONS) {
            return List.of();
        }
        int[][] longest = new int[n + 1][m + 1];
        for (int i = n - 1; i >= 0; i--) {
            for (int j = m - 1; j >= 0; j--) {
                longest[i][j] = isSameMember(before.get(i), after.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0, j = 0; i < n && j < m; ) {
            if (isSameMember(before.get(i), after.get(j))) {
                pairs.add(new int[] {i++, j++});
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return pairs;
    }

    private static boolean isSameMember(@Nullable Object before, @Nullable Object after) {
        String id = idOf(before);
        return id != null ? id.equals(idOf(after)) : idOf(after) == null && isEqual(before, after);
    }

    /** Of a subdocument only its guid is part of the document. */
    private static boolean isEqual(@Nullable Object before, @Nullable Object after) {
        return before instanceof Doc subdocument && after instanceof Doc other
                ? subdocument.guid().equals(other.guid())
                : Objects.deepEquals(before, after);
    }

    private static @Nullable String idOf(@Nullable Object member) {
        return member instanceof Map<?, ?> map && map.get("id") instanceof String id ? id : null;
    }
}
