package dev.weft.engine.content.document;

import dev.weft.crdt.Doc;
import dev.weft.crdt.Transaction;
import dev.weft.crdt.YArray;
import dev.weft.crdt.YType;
import dev.weft.engine.content.Field;
import dev.weft.engine.content.Section;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Members that have the id of another: two who import one workflow at once push every member twice. The first in document order stays. All replicas have that order in
 * common, so that they keep the same one, and one is kept whatever part of the document each of them knows.
 */
public final class Duplicates {
    private static final List<Section> SECTIONS = List.of(Section.JOBS, Section.TRIGGERS, Section.EDGES);

    private Duplicates() {}

    /** Whether a transaction may have brought duplicates: it changed a list that is a root, or the id of something in one. Costs next to nothing. */
    public static boolean mayComeWith(Transaction transaction) {
        for (Map.Entry<YType, Set<@Nullable String>> change :
                transaction.changed().entrySet()) {
            YType parent = change.getKey().parent();
            boolean rootList = parent == null && change.getValue().contains(null);
            boolean memberId = parent != null
                    && parent.parent() == null
                    && change.getValue().contains(Field.ID);
            if (rootList || memberId) {
                return true;
            }
        }
        return false;
    }

    /** Whether the document has duplicates. Reads the ids of all members. */
    public static boolean areIn(Doc doc) {
        return SECTIONS.stream().anyMatch(section -> areIn(doc, section));
    }

    private static boolean areIn(Doc doc, Section section) {
        if (!doc.rootNames().contains(section.root())) {
            return false;
        }
        Set<Object> seen = new HashSet<>();
        MemberKeys keys = new MemberKeys();
        return doc.getArray(section.root()).toList().stream().anyMatch(member -> !seen.add(keys.next(member)));
    }

    /** Deletes all members but the first of each id, in one transaction; returns how many. */
    public static int removeFrom(Doc doc) {
        return doc.compute(
                _ -> SECTIONS.stream()
                        .filter(section -> areIn(doc, section))
                        .mapToInt(section -> removeFrom(doc.getArray(section.root())))
                        .sum(),
                null);
    }

    private static int removeFrom(YArray array) {
        Set<Object> seen = new HashSet<>();
        MemberKeys keys = new MemberKeys();
        int index = 0;
        int removed = 0;
        for (Object member : array.toList()) {
            if (seen.add(keys.next(member))) {
                index++;
            } else {
                array.delete(index);
                removed++;
            }
        }
        return removed;
    }
}
