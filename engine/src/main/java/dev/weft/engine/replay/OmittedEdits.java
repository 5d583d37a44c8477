package dev.weft.engine.replay;

import dev.weft.crdt.Doc;
import dev.weft.crdt.Id;
import dev.weft.crdt.Omission;
import dev.weft.crdt.update.IdSet;
import dev.weft.crdt.update.ParentKind;
import dev.weft.crdt.update.UpdateCursor;
import dev.weft.crdt.update.UpdateFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sorts the updates of a stream into those that are to be omitted and all others. */
final class OmittedEdits {
    private final Predicate<Author> toOmit;
    private final UnitAuthors authors = new UnitAuthors();
    private final IdSet.Builder omitted = IdSet.builder();
    private final IdSet.Builder deletedByOthers = IdSet.builder();
    private final List<Author> omittedAuthors = new ArrayList<>();
    private final List<Author> dependents = new ArrayList<>();

    OmittedEdits(Predicate<Author> toOmit) {
        this.toOmit = toOmit;
    }

    void add(byte[] update, Author author) {
        IdSet fresh = authors.add(update, author);
        if (toOmit.test(author)) {
            fresh.forEach(omitted::add);
            omittedAuthors.add(author);
            return;
        }
        UpdateCursor cursor = UpdateCursor.of(update, UpdateFormat.V1);
        boolean depends = false;
        while (cursor.next()) {
            depends |= fresh.contains(cursor.client(), cursor.clock()) && buildsUponOmitted(cursor);
        }
        if (depends) {
            dependents.add(author);
        }
        cursor.readDeletions().forEach(deletedByOthers::add);
    }

    private boolean buildsUponOmitted(UpdateCursor item) {
        return item.hasOrigin() && isOmitted(item.originClient(), item.originClock())
                || item.hasRightOrigin() && isOmitted(item.rightOriginClient(), item.rightOriginClock())
                || item.parentKind() == ParentKind.ITEM && isOmitted(item.parentClient(), item.parentClock());
    }

    private boolean isOmitted(long client, int clock) {
        return authors.of(new Id(client, clock)).filter(toOmit).isPresent();
    }

    /** @param doc holds all the updates, and nothing of it was collected */
    WithoutThem in(Doc doc) {
        Map<String, @Nullable Object> without = doc.toJson(new Omission(omitted.build(), deletedByOthers.build()));
        return new WithoutThem(without, Difference.between(doc.toJson(), without), omittedAuthors, dependents);
    }
}
