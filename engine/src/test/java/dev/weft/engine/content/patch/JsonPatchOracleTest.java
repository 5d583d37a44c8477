package dev.weft.engine.content.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.Doc;
import dev.weft.engine.content.RandomContent;
import dev.weft.engine.content.WorkflowContentBuilder;
import dev.weft.engine.content.document.DocumentHead;
import dev.weft.engine.content.document.DocumentWriter;
import dev.weft.engine.content.document.ServerEdit;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.content.draft.PlainJson;
import dev.weft.lib0.JsonText;
import dev.weft.testkit.DocIntegrity;
import dev.weft.testkit.Seeds;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Patches of documents beside patches of their JSON by another implementation. */
class JsonPatchOracleTest {
    private static final List<String> ROOTS = List.of("workflow", "jobs", "triggers", "edges", "positions", "extra");

    @RegisterExtension
    final DocIntegrity docs = new DocIntegrity();

    static long[] seeds() {
        return Seeds.of("JsonPatchOracleTest", 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDocumentShowsWhatThePatchMakesOfItsJson(long seed) {
        Random random = new Random(seed);
        Doc doc = docs.newDoc();
        DocumentWriter.replace(
                doc, new RandomContent(random).next(), new DocumentHead(WorkflowContentBuilder.id("w"), 1, null));
        doc.getMap("extra").set("list", List.of(1, Map.of("a", List.of("b")), "c"));
        for (int i = 0; i < 10; i++) {
            String before = text(doc.toJson());
            String patch = new RandomPatch(random, doc.toJson()).next();

            Optional<String> expected = byTheOracle(before, patch);
            Optional<byte[]> update = made(doc, patch);
            update.ifPresent(doc::applyUpdate);

            if (expected.isPresent()) {
                assertThat(json(text(doc.toJson())))
                        .as("%s of %s", patch, before)
                        .isEqualTo(json(expected.get()));
            } else {
                assertThat(update)
                        .as("%s of %s can't be applied", patch, before)
                        .isEmpty();
            }
            assertThat(Draft.read(doc)).as("it can still be read as a workflow").isNotNull();
        }
    }

    /** Empty if the patch can't be applied. */
    private static Optional<String> byTheOracle(String json, String patch) {
        try {
            JsonStructure patched = Json.createPatch(
                            Json.createReader(new StringReader(patch)).readArray())
                    .apply((JsonStructure) json(json));
            return Optional.of(patched.toString());
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> made(Doc doc, String patch) {
        try {
            return ServerEdit.updateOf(
                    doc.encodeStateAsUpdate(),
                    1 + patch.hashCode() & 0x7fffffffL,
                    scratch -> JsonPatch.parse(patch).applyTo(scratch));
        } catch (PatchException e) {
            return Optional.empty();
        }
    }

    private static JsonValue json(String text) {
        return Json.createReader(new StringReader(text)).readValue();
    }

    private static String text(@Nullable Object value) {
        return JsonText.of(PlainJson.toAny(value));
    }

    /** Operations that mostly fit the JSON they are drawn for. */
    private static final class RandomPatch {
        private final Random random;
        private final Map<String, @Nullable Object> json;

        private RandomPatch(Random random, Map<String, @Nullable Object> json) {
            this.random = random;
            this.json = json;
        }

        private String next() {
            List<Map<String, @Nullable Object>> operations = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                operations.add(operation());
            }
            return text(operations);
        }

        private Map<String, @Nullable Object> operation() {
            Map<String, @Nullable Object> operation = new LinkedHashMap<>();
            String path = path();
            switch (random.nextInt(7)) {
                case 0 -> put(operation, "add", path);
                case 1, 2 -> put(operation, "replace", path);
                case 3 -> operation.putAll(Map.of("op", "remove", "path", path));
                case 4 -> operation.putAll(Map.of("op", "move", "from", path, "path", sibling(path)));
                case 5 -> operation.putAll(Map.of("op", "copy", "from", path, "path", sibling(path)));
                default -> put(operation, "test", path);
            }
            return operation;
        }

        private void put(Map<String, @Nullable Object> operation, String name, String path) {
            operation.put("op", name);
            operation.put("path", path);
            operation.put("value", random.nextInt(3) == 0 ? like(path) : valueFor(path));
        }

        /** What is there now. */
        private @Nullable Object like(String path) {
            Object value = json;
            for (String step : path.substring(1).split("/", -1)) {
                value = value instanceof Map<?, ?> map
                        ? map.get(step)
                        : value instanceof List<?> list && step.matches("\\d+") && Integer.parseInt(step) < list.size()
                                ? list.get(Integer.parseInt(step))
                                : null;
            }
            return value == null ? valueFor(path) : value;
        }

        private Object valueFor(String path) {
            if (path.matches("/(jobs|triggers|edges)/[^/]+")) {
                return Map.of("id", "id " + random.nextInt(5), "body", "body\n" + random.nextInt(3), "n", 1);
            }
            if (path.endsWith("/body")) {
                return "one\ntwo " + random.nextInt(9) + "\nthree\n";
            }
            return List.of(random.nextInt(100), "text", true, 1.5, Map.of("x", 1, "y", List.of()))
                    .get(random.nextInt(5));
        }

        private String path() {
            StringBuilder path = new StringBuilder("/" + ROOTS.get(random.nextInt(ROOTS.size())));
            Object value = json.get(path.substring(1));
            do {
                value = step(path, value);
            } while (value != null && random.nextInt(4) > 0);
            return path.toString();
        }

        private @Nullable Object step(StringBuilder path, @Nullable Object value) {
            if (value instanceof Map<?, ?> map) {
                List<?> keys = List.copyOf(map.keySet());
                if (keys.isEmpty() || random.nextInt(8) == 0) {
                    path.append("/new");
                    return null;
                }
                Object key = keys.get(random.nextInt(keys.size()));
                path.append('/').append(key);
                return map.get(key);
            }
            if (value instanceof List<?> list) {
                int index = random.nextInt(list.size() + 1);
                path.append('/').append(index == list.size() && random.nextBoolean() ? "-" : index);
                return index < list.size() ? list.get(index) : null;
            }
            return null;
        }

        /** Beside the path, so that what is moved there mostly may be. */
        private String sibling(String path) {
            String parent = path.substring(0, path.lastIndexOf('/'));
            return parent.matches("/(jobs|triggers|edges)|.*/list|.*/\\d+/a")
                    ? parent + "/" + random.nextInt(3)
                    : parent + "/moved" + random.nextInt(3);
        }
    }
}
