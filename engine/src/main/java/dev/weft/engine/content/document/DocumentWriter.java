package dev.weft.engine.content.document;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YArray;
import dev.weft.crdt.YMap;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.content.draft.KnownFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a document hold a workflow, by as little as is different: single keys of members that stay, small edits of bodies, members removed and members pushed. So a
 * member keeps its identity, and what others do to it meanwhile survives. Into an empty document it writes everything: it seeds it.
 *
 * <p>Fields that a draft doesn't know are left alone, and so are errors. What old or damaged documents have otherwise than they should is mended: bodies become shared
 * texts, members shared maps, and of several members with one id the first stays.
 */
public final class DocumentWriter {
    private final Doc doc;

    private DocumentWriter(Doc doc) {
        this.doc = doc;
    }

    /** Writes in one transaction. Afterwards {@link Draft#read} gives the draft, but for the order of members and of keys, and for absent fields that were null. */
    public static void write(Doc doc, Draft wanted) {
        DocumentWriter writer = new DocumentWriter(doc);
        doc.transact(_ -> {
            writer.writeSettings(wanted.workflow());
            writer.writeMembers(Section.JOBS, wanted.jobs());
            writer.writeMembers(Section.TRIGGERS, wanted.triggers());
            writer.writeMembers(Section.EDGES, wanted.edges());
            writer.writePositions(wanted.positions());
        });
    }

    /** Makes a document hold a content and nothing else: seeds an empty one, resets another. Clears errors. One transaction. */
    public static void replace(Doc doc, WorkflowContent content, DocumentHead head) {
        doc.transact(_ -> {
            head.writeTo(doc);
            write(doc, Draft.of(content));
            DocumentErrors.clear(doc);
        });
    }

    private void writeSettings(Map<String, @Nullable Object> wanted) {
        YMap workflow = doc.getMap(Section.WORKFLOW.root());
        wanted.forEach((field, value) -> MapWriter.set(workflow, field, value));
    }

    private void writeMembers(Section section, List<Map<String, @Nullable Object>> wanted) {
        Map<Object, Map<String, @Nullable Object>> missing = MemberKeys.byKey(wanted);
        YArray array = doc.getArray(section.root());
        MemberKeys keys = new MemberKeys();
        int index = 0;
        for (Object member : array.toList()) {
            Map<String, @Nullable Object> fields = missing.remove(keys.next(member));
            if (fields == null) {
                array.delete(index);
            } else {
                MemberWriter.update(section, array, index++, withAbsentOnesAsNull(section, fields));
            }
        }
        array.pushAll(missing.values().stream()
                .map(fields -> MemberWriter.member(section, fields))
                .toList());
    }

    /** So that a field that the draft lacks is cleared where the document has it. */
    private static Map<String, @Nullable Object> withAbsentOnesAsNull(
            Section section, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(fields);
        KnownFields.of(section).forEach(field -> all.putIfAbsent(field, null));
        return all;
    }

    private void writePositions(Map<String, @Nullable Object> wanted) {
        YMap positions = doc.getMap(Section.POSITIONS.root());
        positions.keys().stream().filter(node -> !wanted.containsKey(node)).forEach(positions::delete);
        wanted.forEach((node, position) -> MapWriter.set(positions, node, position));
    }
}
