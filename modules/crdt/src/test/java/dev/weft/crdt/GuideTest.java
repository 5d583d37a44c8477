package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.update.StateVector;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/crdt.md}, word for word. */
class GuideTest {
    private static final Path GUIDE = Path.of("../../docs/crdt.md");
    private static final Path SOURCE = Path.of("src/test/java/dev/weft/crdt/GuideTest.java");
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleOfTheGuideIsRunHere() throws IOException {
        String source = withoutLayout(Files.readString(SOURCE));

        List<String> examples = EXAMPLE.matcher(Files.readString(GUIDE))
                .results()
                .map(example -> withoutLayout(example.group(1)))
                .toList();

        assertThat(examples)
                .hasSizeGreaterThan(5)
                .allSatisfy(example -> assertThat(source).contains(example));
    }

    private static String withoutLayout(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void createEditRead() {
        var doc = new Doc();
        YText body = doc.getText("body");
        body.insert(0, "Hello world");
        body.format(0, 5, Map.of("bold", true));

        YMap page = doc.getMap("page");
        page.set("title", "Plan");
        page.set("tags", YArray.of("draft", "2026"));
        ((YArray) page.get("tags")).push("shared");

        assertThat(doc.toJson())
                .isEqualTo(Map.of(
                        "body",
                        "Hello world",
                        "page",
                        Map.of("title", "Plan", "tags", List.of("draft", "2026", "shared"))));
    }

    @Test
    void observe() {
        var doc = new Doc();
        YText body = doc.getText("body");
        body.insert(0, "Hello world");

        var told = new ArrayList<Delta>();
        Subscription subscription = body.observe(event -> told.add(event.delta()));

        doc.transact(transaction -> {
            body.insert(0, "> ");
            body.delete(2, 6);
        });
        subscription.close();

        assertThat(told).containsExactly(Delta.builder().insert("> ").delete(6).build());
    }

    @Test
    void synchronise() {
        var mine = new Doc();
        var yours = new Doc();
        mine.onUpdate((update, origin, transaction) -> yours.applyUpdate(update, "network"));

        mine.getArray("list").push("a");
        yours.getArray("list").push("b");
        mine.applyUpdate(yours.encodeStateAsUpdate(mine.encodeStateVector()), "network");

        assertThat(mine.getArray("list").toJson()).isEqualTo(List.of("a", "b"));
    }

    @Test
    void workOnUpdates() {
        var doc = new Doc();
        List<byte[]> updates = new ArrayList<>();
        doc.onUpdate((update, origin, transaction) -> updates.add(update));
        doc.getMap("map").set("one", 1);
        doc.getMap("map").set("two", 2);
        byte[] first = updates.get(0);
        byte[] second = updates.get(1);

        byte[] merged = Updates.merge(List.of(first, second), UpdateFormat.V1);
        byte[] shorter = Updates.convert(merged, UpdateFormat.V1, UpdateFormat.V2);
        StateVector known = Updates.stateVectorOf(first, UpdateFormat.V1);
        byte[] missing = Updates.diff(merged, known, UpdateFormat.V1);

        assertThat(Updates.decode(missing, UpdateFormat.V1).structs()).hasSize(1);
        assertThat(Updates.convert(shorter, UpdateFormat.V2, UpdateFormat.V1)).isEqualTo(merged);
    }

    @Test
    void undo() {
        YText body = new Doc().getText("body");

        var undo = new UndoManager(body, UndoOptions.defaults().withCaptureTimeout(Duration.ZERO));
        body.insert(0, "one ");
        body.insert(0, "two ");

        undo.undo();
        assertThat(body).hasToString("one ");
        undo.redo();
        assertThat(body).hasToString("two one ");
    }

    @Test
    void snapshotsAndPositions() {
        var doc = new Doc(DocOptions.defaults().withGc(false));
        YText body = doc.getText("body");
        body.insert(0, "world!");
        Snapshot before = Snapshot.of(doc);
        RelativePosition cursor = RelativePosition.fromTypeIndex(body, 5);
        body.insert(0, "hello ");

        assertThat(before.restore(doc).getText("body")).hasToString("world!");
        assertThat(cursor.toAbsolute(doc).index()).isEqualTo(11);
    }
}
