package dev.weft.engine.content.document;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YMap;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.draft.PlainJson;
import dev.weft.engine.content.rules.ContentError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The root {@code errors}, by which everybody sees what keeps the workflow from being saved: messages by field, and for members by id. Only errors of fields are
 * written: nothing that a user does to a field would clear others, and the workflow could never be saved again.
 */
public final class DocumentErrors {
    private static final String ROOT = "errors";
    private static final List<Section> MEMBERS = List.of(Section.JOBS, Section.TRIGGERS, Section.EDGES);

    private final Doc doc;
    private final YMap root;

    private DocumentErrors(Doc doc) {
        this.doc = doc;
        this.root = doc.getMap(ROOT);
    }

    /** Puts errors of a rejected draft beside those that are there: of one field the new ones win. Drops those of members that are gone. One transaction. */
    public static void add(Doc doc, List<ContentError> errors) {
        DocumentErrors written = new DocumentErrors(doc);
        doc.transact(_ -> {
            written.addToWorkflow(errors);
            MEMBERS.forEach(section -> written.addToMembers(section, errors));
        });
    }

    /** Deletes all errors, in one transaction. */
    public static void clear(Doc doc) {
        if (doc.rootNames().contains(ROOT)) {
            doc.getMap(ROOT).clear();
        }
    }

    private void addToWorkflow(List<ContentError> errors) {
        Map<String, @Nullable Object> fields = objectAt(Section.WORKFLOW.root());
        addFields(fields, ofFields(errors, Section.WORKFLOW));
        set(Section.WORKFLOW, fields);
    }

    private void addToMembers(Section section, List<ContentError> errors) {
        Map<String, @Nullable Object> byMember = objectAt(section.root());
        Map<String, List<ContentError>> added = new LinkedHashMap<>();
        for (ContentError error : ofFields(errors, section)) {
            if (error.memberId() != null) {
                added.computeIfAbsent(error.memberId(), _ -> new ArrayList<>()).add(error);
            }
        }
        added.forEach((id, ofMember) -> {
            Map<String, @Nullable Object> fields = object(byMember.get(id));
            addFields(fields, ofMember);
            byMember.put(id, fields);
        });
        byMember.keySet().retainAll(idsIn(section));
        set(section, byMember);
    }

    private static List<ContentError> ofFields(List<ContentError> errors, Section section) {
        return errors.stream()
                .filter(error -> error.section() == section && !error.field().equals(ContentError.BASE))
                .toList();
    }

    private static void addFields(Map<String, @Nullable Object> fields, List<ContentError> errors) {
        Map<String, List<String>> messages = new LinkedHashMap<>();
        errors.forEach(error ->
                messages.computeIfAbsent(error.field(), _ -> new ArrayList<>()).add(error.message()));
        fields.putAll(messages);
    }

    private Map<String, @Nullable Object> objectAt(String key) {
        return object(PlainJson.shown(root.get(key)));
    }

    /** A copy; of what is no object, an empty one. */
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> object ? PlainJson.withTextKeys(object) : new LinkedHashMap<>();
    }

    private Set<Object> idsIn(Section section) {
        Set<Object> ids = new HashSet<>();
        MemberKeys keys = new MemberKeys();
        doc.getArray(section.root()).toList().forEach(member -> ids.add(keys.next(member)));
        return ids;
    }

    private void set(Section section, Map<String, @Nullable Object> errors) {
        if (!errors.isEmpty()) {
            MapWriter.set(root, section.root(), errors);
        } else if (root.has(section.root())) {
            root.delete(section.root());
        }
    }
}
