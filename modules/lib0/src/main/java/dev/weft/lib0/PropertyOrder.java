package dev.weft.lib0;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The order in which a JavaScript object lists its properties: array indices first, ascending as numbers, then the rest as they came.
 * Source: ECMAScript 2025, OrdinaryOwnPropertyKeys.
 */
final class PropertyOrder {
    /** An array index is at most 2^32 − 2. */
    private static final long MAX_INDEX = 0xfffffffeL;

    private static final int MAX_INDEX_DIGITS = 10;

    private PropertyOrder() {}

    /** The same members in that order; the very map if they already are. */
    static SequencedMap<String, AnyValue> of(SequencedMap<String, AnyValue> members) {
        if (inOrder(members)) {
            return members;
        }
        var indices = new ArrayList<String>();
        for (String key : members.keySet()) {
            if (index(key) >= 0) {
                indices.add(key);
            }
        }
        indices.sort(Comparator.comparingLong(PropertyOrder::index));
        var ordered = new LinkedHashMap<String, AnyValue>();
        for (String key : indices) {
            ordered.put(key, members.get(key));
        }
        members.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private static boolean inOrder(SequencedMap<String, AnyValue> members) {
        long previous = -1;
        boolean indicesOver = false;
        for (String key : members.keySet()) {
            long index = index(key);
            if (index < 0) {
                indicesOver = true;
            } else if (indicesOver || index < previous) {
                return false;
            } else {
                previous = index;
            }
        }
        return true;
    }

    /** The number that the key writes in its shortest form, or −1 if it is no array index. */
    private static long index(String key) {
        int length = key.length();
        if (length == 0 || length > MAX_INDEX_DIGITS || key.charAt(0) == '0' && length > 1) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            char c = key.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = 10 * value + c - '0';
        }
        return value <= MAX_INDEX ? value : -1;
    }
}
