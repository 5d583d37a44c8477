package dev.weft.engine.host;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YMap;
import dev.weft.engine.content.document.DocumentWriter;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.workflow.UpdateBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A tab that edits a workflow: a trigger, a job, and an edge between them. */
final class SampleDocument {
    static final String JOB = "7d2f3a10-0000-4000-8000-000000000001";
    static final String OTHER_JOB = "7d2f3a10-0000-4000-8000-000000000011";
    static final String TRIGGER = "7d2f3a10-0000-4000-8000-000000000002";
    static final String EDGE = "7d2f3a10-0000-4000-8000-000000000003";
    private static final Object FROM_OTHERS = "from others";

    private final Doc doc = new Doc();
    private final List<UpdateBytes> made = new ArrayList<>();

    SampleDocument(byte[] state) {
        doc.applyUpdate(state, FROM_OTHERS);
        doc.onUpdate((update, origin, transaction) -> {
            if (origin != FROM_OTHERS) {
                made.add(new UpdateBytes(update.clone()));
            }
        });
    }

    /** A workflow that can be saved. */
    static Draft draft(String name) {
        return draft(name, "fn(state => state);");
    }

    static Draft draft(String name, String body) {
        return new Draft(
                fields("name", name, "concurrency", null, "enable_job_logs", true),
                List.of(job(JOB, "Fetch", body)),
                List.of(fields("id", TRIGGER, "type", "webhook", "enabled", true)),
                List.of(fields(
                        "id", EDGE,
                        "source_trigger_id", TRIGGER,
                        "target_job_id", JOB,
                        "condition_type", "always",
                        "enabled", true)),
                Map.of());
    }

    static Map<String, @Nullable Object> job(String id, String name, String body) {
        return fields("id", id, "name", name, "body", body, "adaptor", "@openfn/language-common@latest");
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            fields.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return fields;
    }

    void hears(UpdateBytes update) {
        doc.applyUpdate(update.bytes(), FROM_OTHERS);
    }

    /** Fills the document; pushes all members anew where it has them not. */
    UpdateBytes holds(Draft draft) {
        return does(document -> DocumentWriter.write(document, draft));
    }

    UpdateBytes renames(String name) {
        return does(document -> document.getMap("workflow").set("name", name));
    }

    UpdateBytes setsInJob(String field, @Nullable Object value) {
        return does(document -> ((YMap) document.getArray("jobs").get(0)).set(field, value));
    }

    UpdateBytes does(Consumer<Doc> edit) {
        doc.transact(transaction -> edit.accept(doc));
        return made.getLast();
    }

    Doc doc() {
        return doc;
    }
}
