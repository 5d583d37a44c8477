package dev.weft.engine.content.draft;

import dev.weft.crdt.YType;
import dev.weft.lib0.AnyValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON values as documents give them. */
public final class PlainJson {
    private PlainJson() {}

    /**
     * Whether two values are one value to JavaScript: 1 is 1.0, and members of a map have no order. A {@code bigint} is equal to no number, as in
     * JavaScript.
     */
    public static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return left instanceof BigInteger || right instanceof BigInteger
                    ? left.equals(right)
                    : a.doubleValue() == b.doubleValue();
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return a.size() == b.size()
                    && a.entrySet().stream()
                            .allMatch(entry ->
                                    b.containsKey(entry.getKey()) && same(entry.getValue(), b.get(entry.getKey())));
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return a.size() == b.size() && sameElements(a, b);
        }
        if (left instanceof byte[] a && right instanceof byte[] b) {
            return Arrays.equals(a, b);
        }
        return Objects.equals(left, right);
    }

    private static boolean sameElements(List<?> left, List<?> right) {
        for (int i = 0; i < left.size(); i++) {
            if (!same(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A map that stands for an object, whose keys are text. */
    public static Map<String, @Nullable Object> withTextKeys(Map<?, ?> object) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        object.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    /**
     * The value as it is written into a document: whole numbers as such up to 31 bits, others as floats, and never a {@code bigint}, which a browser can't
     * make JSON of.
     *
     * @throws IllegalArgumentException if that is no JSON value
     */
    public static AnyValue toAny(@Nullable Object value) {
        return switch (value) {
            case null -> AnyValue.NULL;
            case Boolean bool -> AnyValue.of(bool);
            case Number number -> AnyValue.number(number.doubleValue());
            case String text -> new AnyValue.Text(text);
            case byte[] bytes -> new AnyValue.Bytes(bytes);
            case AnyValue.Undefined undefined -> undefined;
            case List<?> list ->
                new AnyValue.AnyArray(list.stream().map(PlainJson::toAny).toList());
            case Map<?, ?> map -> {
                var members = new LinkedHashMap<String, AnyValue>();
                map.forEach((key, member) -> members.put(String.valueOf(key), toAny(member)));
                yield new AnyValue.AnyObject(members);
            }
            default -> throw new IllegalArgumentException(kindOf(value) + " is no JSON value");
        };
    }

    /** The value as documents give it. */
    public static @Nullable Object of(AnyValue any) {
        return switch (any) {
            case AnyValue.Null _ -> null;
            case AnyValue.Undefined undefined -> undefined;
            case AnyValue.Bool bool -> bool.value();
            case AnyValue.Text text -> text.value();
            case AnyValue.Number number -> number.toDouble();
            case AnyValue.BigInt big -> BigInteger.valueOf(big.value());
            case AnyValue.Bytes bytes -> bytes.value();
            case AnyValue.AnyArray array -> {
                List<@Nullable Object> list = new ArrayList<>();
                array.elements().forEach(element -> list.add(of(element)));
                yield list;
            }
            case AnyValue.AnyObject object -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                object.members().forEach((key, member) -> map.put(key, of(member)));
                yield map;
            }
        };
    }

    /** A value of a document as JSON: what a shared type shows, and null for {@code undefined}. */
    public static @Nullable Object shown(@Nullable Object value) {
        return switch (value) {
            case YType type -> type.toJson();
            case AnyValue.Undefined _ -> null;
            case null -> null;
            default -> value;
        };
    }

    /** What kind of value this is, for messages. Never the value itself: it may be long, or a secret. */
    public static String kindOf(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean _ -> "a boolean";
            case Number _ -> "a number";
            case String _ -> "a text";
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "an object";
            case byte[] _ -> "bytes";
            case YType type -> "a shared " + type.getClass().getSimpleName();
            default -> value.getClass().getSimpleName();
        };
    }
}
