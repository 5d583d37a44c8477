package dev.weft.crdt;

import dev.weft.crdt.store.Changes;
import dev.weft.crdt.store.Rows;
import dev.weft.crdt.update.IdSet;
import dev.weft.crdt.update.UpdateFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bundle of changes that observers see, and updates carry, as one.
 *
 * <p>Source: yjs 13.6, {@code src/utils/Transaction.js}.
 */
public final class Transaction {
    final Doc doc;
    final Changes changes;

    /** Types that changed, in order, each with the map keys that did; null stands for its list. */
    private @Nullable Map<YType, Set<@Nullable String>> changed;

    /** Types with events of their own or of types inside. */
    private @Nullable Map<YType, List<YEvent>> changedParentTypes;

    private @Nullable SubdocChanges subdocs;

    boolean needFormattingCleanup;

    private final @Nullable Object origin;
    private boolean local;
    private @Nullable Map<Object, Object> meta;
    private @Nullable IdSet deleteSet;
    private int deleteSetModifications;

    /** An update that says exactly what the transaction changed, when {@link #modificationsOfUpdate} is all there was. */
    private byte @Nullable [] appliedUpdate;

    private @Nullable UpdateFormat appliedFormat;
    private int modificationsOfUpdate;

    Transaction(Doc doc, Changes changes, @Nullable Object origin, boolean local) {
        this.doc = doc;
        this.changes = changes;
        this.origin = origin;
        this.local = local;
    }

    /** The document that is changed. */
    public Doc doc() {
        return doc;
    }

    /** What the one who began the transaction gave, to be recognised by. */
    public @Nullable Object origin() {
        return origin;
    }

    /** Whether the changes were made here; an update that was applied makes its transaction remote. */
    public boolean isLocal() {
        return local;
    }

    void setRemote() {
        local = false;
    }

    /** For listeners to keep notes in as long as the transaction lasts. */
    public Map<Object, Object> meta() {
        if (meta == null) {
            meta = new HashMap<>();
        }
        return meta;
    }

    /** Units that were deleted so far. */
    public IdSet deleteSet() {
        if (deleteSet == null || deleteSetModifications != changes.modifications()) {
            deleteSet = doc.store.changed().deletedRanges(changes);
            deleteSetModifications = changes.modifications();
        }
        return deleteSet;
    }

    /** The client's next expected clock before the transaction. */
    public int stateBefore(long clientId) {
        return doc.store.changed().stateBefore(changes, clientId);
    }

    /** Types that changed, each with the map keys that did; null stands for its list. New types are not among them. */
    public Map<YType, Set<@Nullable String>> changed() {
        return changed == null ? Map.of() : changed;
    }

    /** Types that changed, or hold types that did, with the events; complete once observers were called. */
    public Map<YType, List<YEvent>> changedParentTypes() {
        return changedParentTypes == null ? Map.of() : Collections.unmodifiableMap(changedParentTypes);
    }

    /** Subdocuments that came, went, or are wanted. */
    SubdocChanges subdocs() {
        if (subdocs == null) {
            subdocs = new SubdocChanges();
        }
        return subdocs;
    }

    boolean hasSubdocChanges() {
        return subdocs != null;
    }

    /**
     * Gives each struct that holds units of the set to the consumer, which may insert and delete others. Items that stick out of
     * the set are cut, to be joined again at the end of the transaction.
     *
     * <p>Source: yjs 13.6, {@code src/utils/DeleteSet.js}, {@code iterateDeletedStructs}.
     */
    public void forEachStruct(IdSet ids, Consumer<Item> consumer) {
        ids.forEach((client, clock, length) ->
                doc.store.forEachStruct(client, clock, length, row -> consumer.accept(new Item(doc, row))));
    }

    /** Whether the item at this row came with the transaction. */
    boolean adds(int row) {
        return doc.store.changed().isAddedBy(changes, row);
    }

    /** Whether the item at this row was deleted by the transaction. */
    boolean deletes(int row) {
        return doc.rows().isDeleted(row)
                && deleteSet().contains(doc.store.clientId(row), doc.rows().clock(row));
    }

    void typeChanged(int type, int key) {
        if (changed == null) {
            changed = new LinkedHashMap<>();
        }
        changed.computeIfAbsent(doc.typeAt(type), _ -> new LinkedHashSet<>())
                .add(key == Rows.NONE ? null : doc.store.name(key));
    }

    void typeDeleted(int type) {
        if (changed != null && doc.store.types().handle(type) instanceof YType handle) {
            changed.remove(handle);
        }
    }

    void addEvent(YType type, YEvent event) {
        if (changedParentTypes == null) {
            changedParentTypes = new LinkedHashMap<>();
        }
        changedParentTypes.computeIfAbsent(type, _ -> new ArrayList<>()).add(event);
    }

    /** The update was applied and says exactly what changed so far. */
    void setAppliedUpdate(byte[] update, UpdateFormat format) {
        appliedUpdate = update;
        appliedFormat = format;
        modificationsOfUpdate = changes.modifications();
    }

    /** What the transaction changed, as an update; the very one that was applied if that says it. */
    byte[] encode(UpdateFormat format) {
        byte[] applied = appliedUpdate;
        if (applied != null && format == appliedFormat && modificationsOfUpdate == changes.modifications()) {
            return applied;
        }
        doc.store.use(changes);
        return doc.store.encodeChanges(format);
    }
}
