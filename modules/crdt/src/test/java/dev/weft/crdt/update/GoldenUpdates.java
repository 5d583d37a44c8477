package dev.weft.crdt.update;

import dev.weft.lib0.AnyValue;
import dev.weft.lib0.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Random sessions and what yjs 13.6.33 makes of their updates; {@code golden/generate.mjs} writes and explains them. */
final class GoldenUpdates {
    private final AnyValue.AnyObject json;

    private GoldenUpdates(AnyValue json) {
        this.json = (AnyValue.AnyObject) json;
    }

    static List<GoldenUpdates> all() {
        try (var in = Objects.requireNonNull(
                        GoldenUpdates.class.getResourceAsStream("golden/updates.jsonl.gz"), "golden file");
                var lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> new GoldenUpdates(JsonText.parse(line)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes(String name) {
        return decoded(member(name));
    }

    List<byte[]> list(String name) {
        return elements(name).stream().map(GoldenUpdates::decoded).toList();
    }

    List<byte[]> chosen(String indices, String from) {
        List<byte[]> all = list(from);
        return elements(indices).stream()
                .map(index -> all.get((int) number(index)))
                .toList();
    }

    StateVector clocks(String name) {
        Map<Long, Integer> clocks = new HashMap<>();
        for (AnyValue entry : elements(name)) {
            List<AnyValue> pair = ((AnyValue.AnyArray) entry).elements();
            clocks.put(number(pair.get(0)), (int) number(pair.get(1)));
        }
        return StateVector.of(clocks);
    }

    private List<AnyValue> elements(String name) {
        return ((AnyValue.AnyArray) member(name)).elements();
    }

    private AnyValue member(String name) {
        return Objects.requireNonNull(json.members().get(name), name);
    }

    private static long number(AnyValue value) {
        return (long) ((AnyValue.Number) value).toDouble();
    }

    private static byte[] decoded(AnyValue value) {
        return Base64.getDecoder().decode(((AnyValue.Text) value).value());
    }

    @Override
    public String toString() {
        return "session " + number(member("seed"));
    }
}
