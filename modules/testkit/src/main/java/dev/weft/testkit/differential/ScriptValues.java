package dev.weft.testkit.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.crdt.YArray;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.crdt.YType;
import dev.weft.crdt.YXmlElement;
import dev.weft.crdt.YXmlHook;
import dev.weft.crdt.YXmlText;
import dev.weft.lib0.AnyValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Random values, each as our documents take it and as {@code revive} in {@code src/main/yjs/script.mjs} reads it. */
final class ScriptValues {
    /** One value in both shapes. */
    record Value(@Nullable Object ours, JsonNode theirs) {}

    /** An XML node in both shapes. */
    record XmlNode(YType ours, JsonNode theirs) {}

    /**
     * Surrogate pairs are cut by indexes between them. There are no unpaired surrogates to begin with: Yjs keeps them where
     * they are typed but can't send them, so that its own replicas differ.
     */
    static final List<String> WORDS = List.of(
            "a",
            "hello ",
            "x",
            "Weft",
            "0123456789",
            "é",
            "a\u0301",
            "😀",
            "👩‍👩‍👧",
            "مرحبا",
            "\u0000",
            "z\u0000z",
            "\n",
            "<&\">",
            "\uFFFD",
            "漢字",
            "𝒳𝒴",
            "lorem ipsum dolor sit amet, consectetur adipiscing elit");

    static final List<String> KEYS = List.of("k", "key", "name", "", "ключ", "a\u0000b", "😀");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double[] NUMBERS = {
        0,
        1,
        -1,
        63,
        64,
        -64,
        8191,
        2147483647,
        -2147483647,
        2147483648.0,
        1.5,
        0.1,
        -1e300,
        9007199254740991.0,
        1e-7,
        16777217,
        3.4028234663852886e38
    };
    private static final List<String> ELEMENTS = List.of("p", "h1", "paragraph", "UPPER", "ns:tag");

    private final SplittableRandom random;

    ScriptValues(SplittableRandom random) {
        this.random = random;
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    String word() {
        return pick(WORDS);
    }

    /** Mostly one of two, so that clients overwrite each other. */
    String key() {
        return oneIn(3) ? pick(KEYS) : KEYS.get(random.nextInt(2));
    }

    /** For a map or a list: plain, bytes, a nested type or a subdocument. */
    Value value() {
        return switch (random.nextInt(12)) {
            case 0 -> bytes();
            case 1 -> map();
            case 2 -> array();
            case 3 -> text();
            case 4 -> {
                if (oneIn(3)) {
                    yield subdocument();
                }
                XmlNode node = xmlNode();
                yield new Value(node.ours, node.theirs);
            }
            default -> any(0);
        };
    }

    /** As {@link #value}, without what Yjs doesn't take into lists by itself: undefined and big integers. */
    Value element() {
        Value value = value();
        return value.ours instanceof BigInteger || value.ours instanceof AnyValue.Undefined
                ? new Value(
                        Collections.singletonList(value.ours), NODES.arrayNode().add(value.theirs))
                : value;
    }

    private Value map() {
        Value any = any(0);
        var entries = new LinkedHashMap<String, @Nullable Object>();
        entries.put("x", any.ours);
        ObjectNode of = NODES.objectNode();
        of.set("x", any.theirs);
        return new Value(YMap.of(entries), type("YMap", of));
    }

    private Value array() {
        String word = word();
        return new Value(
                YArray.of(1, word), type("YArray", NODES.arrayNode().add(1).add(word)));
    }

    private Value text() {
        String word = word();
        return new Value(new YText(word), type("YText", NODES.textNode(word)));
    }

    XmlNode xmlNode() {
        if (oneIn(6)) {
            return new XmlNode(new YXmlHook("hook"), type("YXmlHook", NODES.textNode("hook")));
        }
        if (oneIn(2)) {
            String word = word();
            return new XmlNode(new YXmlText(word), type("YXmlText", NODES.textNode(word)));
        }
        String name = pick(ELEMENTS);
        return new XmlNode(new YXmlElement(name), type("YXmlElement", NODES.textNode(name)));
    }

    private Value subdocument() {
        var guid = "subdocument-" + random.nextInt(5);
        ObjectNode theirs = NODES.objectNode().put("$doc", guid);
        DocOptions options = DocOptions.defaults().withGuid(guid);
        ObjectNode theirOptions = theirs.putObject("options");
        if (oneIn(2)) {
            boolean autoLoad = oneIn(2);
            options = options.withAutoLoad(autoLoad);
            theirOptions.put("autoLoad", autoLoad);
        }
        if (oneIn(3)) {
            options = options.withMeta(Map.of("a", 1));
            theirOptions.putObject("meta").put("a", 1);
        }
        if (oneIn(6)) {
            options = options.withGc(false);
            theirOptions.put("gc", false);
        }
        return new Value(new Doc(options), theirs);
    }

    private static ObjectNode type(String name, JsonNode of) {
        ObjectNode type = NODES.objectNode().put("$type", name);
        type.set("of", of);
        return type;
    }

    private Value bytes() {
        var bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        return new Value(
                bytes, NODES.objectNode().put("$bytes", Base64.getEncoder().encodeToString(bytes)));
    }

    /** Bytes inside of objects and lists only: alone they are a content of their own. */
    Value any(int depth) {
        return switch (random.nextInt(depth > 2 ? 7 : 9)) {
            case 0 -> new Value(null, NODES.nullNode());
            case 1 -> {
                boolean bool = oneIn(2);
                yield new Value(bool, NODES.booleanNode(bool));
            }
            case 2 -> number();
            case 3 -> {
                String word = word();
                yield new Value(word, NODES.textNode(word));
            }
            case 4 ->
                depth == 0 ? new Value(AnyValue.UNDEFINED, NODES.objectNode().put("$undefined", true)) : bytes();
            case 5 -> {
                long number = random.nextLong() >> random.nextInt(64);
                yield new Value(BigInteger.valueOf(number), NODES.objectNode().put("$bigint", Long.toString(number)));
            }
            case 6 -> {
                int number = random.nextInt(1000);
                yield new Value(number, NODES.numberNode(number));
            }
            case 7 -> list(depth);
            default -> object(depth);
        };
    }

    private Value number() {
        int kind = random.nextInt(NUMBERS.length + 2);
        if (kind < NUMBERS.length) {
            return new Value(NUMBERS[kind], NODES.numberNode(NUMBERS[kind]));
        }
        double number = kind == NUMBERS.length ? Double.NaN : Double.POSITIVE_INFINITY;
        return new Value(number, NODES.objectNode().put("$number", Double.toString(number)));
    }

    private Value list(int depth) {
        List<@Nullable Object> ours = new ArrayList<>();
        ArrayNode theirs = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            Value element = any(depth + 1);
            ours.add(element.ours);
            theirs.add(element.theirs);
        }
        return new Value(ours, theirs);
    }

    private Value object(int depth) {
        Map<String, @Nullable Object> ours = new LinkedHashMap<>();
        ObjectNode theirs = NODES.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            String key = key();
            if (!ours.containsKey(key)) {
                Value member = any(depth + 1);
                ours.put(key, member.ours);
                theirs.set(key, member.theirs);
            }
        }
        return new Value(ours, theirs);
    }

    /**
     * Of a text: some set, some taken away. No objects: Yjs compares them by identity when it tidies formats, so that what it
     * does depends on whether a replica made the object or received it.
     */
    Value attributes() {
        Map<String, @Nullable Object> ours = new LinkedHashMap<>();
        ObjectNode theirs = NODES.objectNode();
        for (int i = random.nextInt(1, 3); i > 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> put(ours, theirs, "bold", null, NODES.nullNode());
                case 1 -> put(ours, theirs, "bold", true, NODES.booleanNode(true));
                case 2 -> put(ours, theirs, "color", "red", NODES.textNode("red"));
                case 3 -> put(ours, theirs, "color", null, NODES.nullNode());
                case 4 -> put(ours, theirs, "size", 12, NODES.numberNode(12));
                default -> put(ours, theirs, "link", "https://example.org", NODES.textNode("https://example.org"));
            }
        }
        return new Value(ours, theirs);
    }

    private static void put(
            Map<String, @Nullable Object> ours, ObjectNode theirs, String key, @Nullable Object value, JsonNode json) {
        ours.remove(key);
        theirs.remove(key);
        ours.put(key, value);
        theirs.set(key, json);
    }

    Value embed() {
        return switch (random.nextInt(4)) {
            case 0 -> new Value(Map.of("image", "a.png"), NODES.objectNode().put("image", "a.png"));
            case 1 -> new Value(Map.of(), NODES.objectNode());
            case 2 -> map();
            default -> {
                List<@Nullable Object> list = new ArrayList<>();
                list.add(1);
                list.add(null);
                yield new Value(list, NODES.arrayNode().add(1).addNull());
            }
        };
    }
}
