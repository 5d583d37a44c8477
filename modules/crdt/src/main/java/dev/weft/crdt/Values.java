package dev.weft.crdt;

import dev.weft.lib0.AnyValue;
import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.JsonText;
import dev.weft.lib0.Utf8;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values between Java and lib0's <em>any</em>.
 *
 * <table>
 *   <caption>What stands for what</caption>
 *   <tr><th>any</th><th>read as</th><th>also written from</th></tr>
 *   <tr><td>null</td><td>null</td><td></td></tr>
 *   <tr><td>undefined</td><td>{@link AnyValue#UNDEFINED}</td><td></td></tr>
 *   <tr><td>boolean</td><td>Boolean</td><td></td></tr>
 *   <tr><td>whole number</td><td>Integer, Long if it is too large</td><td>any Number that is whole</td></tr>
 *   <tr><td>float</td><td>Double</td><td>Float, BigDecimal</td></tr>
 *   <tr><td>bigint</td><td>BigInteger</td><td>Long beyond 2^53</td></tr>
 *   <tr><td>string</td><td>String</td><td>any CharSequence</td></tr>
 *   <tr><td>bytes</td><td>byte[]</td><td></td></tr>
 *   <tr><td>array</td><td>List</td><td>any Iterable, Object[]</td></tr>
 *   <tr><td>object</td><td>Map with String keys, in order</td><td></td></tr>
 * </table>
 *
 * <p>An {@link AnyValue} is written as it is, with its exact tag.
 */
final class Values {
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    private Values() {}

    /** @throws IllegalArgumentException if nothing in the encoding stands for the value */
    static AnyValue toAny(@Nullable Object value) {
        return switch (value) {
            case null -> AnyValue.NULL;
            case AnyValue any -> any;
            case Boolean bool -> AnyValue.of(bool);
            case CharSequence text -> new AnyValue.Text(text.toString());
            case Integer number -> AnyValue.number(number);
            case Long number ->
                Math.abs(number) <= MAX_SAFE_INTEGER ? AnyValue.number(number) : new AnyValue.BigInt(number);
            case Short number -> AnyValue.number(number);
            case Byte number -> AnyValue.number(number);
            case Double number -> AnyValue.number(number);
            case Float number -> AnyValue.number(number);
            case BigDecimal number -> AnyValue.number(number.doubleValue());
            case BigInteger number -> new AnyValue.BigInt(number.longValueExact());
            case byte[] bytes -> new AnyValue.Bytes(bytes);
            case Object[] array -> toAnyArray(Arrays.asList(array));
            case Map<?, ?> map -> {
                var members = new LinkedHashMap<String, AnyValue>();
                map.forEach((key, member) -> members.put(String.valueOf(key), toAny(member)));
                yield new AnyValue.AnyObject(members);
            }
            case Iterable<?> list -> toAnyArray(list);
            default ->
                throw new IllegalArgumentException(
                        "a value of " + value.getClass().getName()
                                + " can't be kept in a document: expected null, a boolean, number, text, byte[], list or map of those");
        };
    }

    private static AnyValue toAnyArray(Iterable<?> list) {
        var elements = new ArrayList<AnyValue>();
        for (Object element : list) {
            elements.add(toAny(element));
        }
        return new AnyValue.AnyArray(elements);
    }

    static void writeAny(ByteWriter out, @Nullable Object value) {
        out.writeAny(toAny(value));
    }

    /** UTF-8 of the JSON text that JavaScript would make of the value. */
    static byte[] toJsonUtf8(@Nullable Object value) {
        return Utf8.encode(JsonText.of(toAny(value)));
    }

    static @Nullable Object readAny(ByteReader in) {
        return fromAny(in.readAny());
    }

    static @Nullable Object parseJson(byte[] bytes, int start, int end) {
        return fromAny(JsonText.parse(bytes, start, end));
    }

    static @Nullable Object fromAny(AnyValue any) {
        return switch (any) {
            case AnyValue.Null _ -> null;
            case AnyValue.Undefined undefined -> undefined;
            case AnyValue.Bool bool -> bool.value();
            case AnyValue.Text text -> text.value();
            case AnyValue.Whole whole -> whole(whole.value());
            case AnyValue.Number number -> number.toDouble();
            case AnyValue.BigInt bigInt -> BigInteger.valueOf(bigInt.value());
            case AnyValue.Bytes bytes -> bytes.value();
            case AnyValue.AnyArray array -> {
                List<@Nullable Object> list = new ArrayList<>(array.elements().size());
                for (AnyValue element : array.elements()) {
                    list.add(fromAny(element));
                }
                yield list;
            }
            case AnyValue.AnyObject object -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                object.members().forEach((key, member) -> map.put(key, fromAny(member)));
                yield map;
            }
        };
    }

    private static Object whole(long value) {
        if (value == (int) value) {
            return (int) value;
        }
        return value;
    }
}
