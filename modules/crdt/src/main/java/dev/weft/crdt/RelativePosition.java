package dev.weft.crdt;

import dev.weft.crdt.store.RedoneLinks;
import dev.weft.crdt.store.Rows;
import dev.weft.crdt.store.StructStore;
import dev.weft.crdt.update.StructKind;
import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.MalformedInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a text or list that stays where it is meant to be while others edit: cursors, comments.
 *
 * <p>It sticks to the unit behind it, or, with a negative {@code assoc}, to the one before; at an end of the type, to that end.
 * Two are equal when they name the same place.
 *
 * <p>Encoded:
 *
 * <pre>
 *   varUint 0, varUint client, varUint clock   {@link #item}
 *   varUint 1, string                          {@link #tname}, when there is no item
 *   varUint 2, varUint client, varUint clock   {@link #type}, when there is neither
 *   varInt                                     {@link #assoc}; may be left out by old writers, for 0
 * </pre>
 *
 * <p>Source: yjs 13.6, {@code src/utils/RelativePosition.js}.
 *
 * @param type  the item that holds the type, or null if that is a root, or unknown
 * @param tname name of the root, or null if the type is none, or unknown
 * @param item  the unit that the place sticks to, or null for an end of the type
 * @param assoc 0 or more for the unit behind the place or the end; negative for the one before or the beginning
 */
public record RelativePosition(
        @Nullable Id type, @Nullable String tname, @Nullable Id item, int assoc) {
    private static final int NONE = Rows.NONE;
    private static final int ITEM = 0;
    private static final int ROOT = 1;
    private static final int TYPE = 2;

    /** @throws IllegalArgumentException if it names neither item nor type */
    public RelativePosition {
        if (type == null && tname == null && item == null) {
            throw new IllegalArgumentException("a relative position needs an item, or the type that it is in");
        }
    }

    /** The place before the unit at the index, which it sticks to. */
    public static RelativePosition fromTypeIndex(YType type, int index) {
        return fromTypeIndex(type, index, 0);
    }

    /**
     * The place at the index.
     *
     * @param assoc negative to stick to the unit before it
     */
    public static RelativePosition fromTypeIndex(YType type, int index, int assoc) {
        return type.owner().confined(() -> {
            Id unit = unitAt(type, index, assoc);
            int item = type.item();
            return item == NONE
                    ? new RelativePosition(null, type.store().nameOfType(type.index()), unit, assoc)
                    : new RelativePosition(idOf(type.store(), item, 0), null, unit, assoc);
        });
    }

    private static @Nullable Id unitAt(YType type, int index, int assoc) {
        int rest = index;
        if (assoc < 0) {
            if (index == 0) {
                return null;
            }
            rest--;
        }
        StructStore store = type.store();
        Rows rows = store.rows();
        for (int row = type.first(); row != NONE; row = rows.right(row)) {
            if (rows.isVisible(row)) {
                if (rest < rows.length(row)) {
                    return idOf(store, row, rest);
                }
                rest -= rows.length(row);
            }
            if (assoc < 0 && rows.right(row) == NONE) {
                return idOf(store, row, rows.length(row) - 1);
            }
        }
        return null;
    }

    private static Id idOf(StructStore store, int row, int offset) {
        return new Id(store.clientId(row), store.rows().clock(row) + offset);
    }

    /** As {@link #toAbsolute(Doc, boolean)}, with undone deletions followed. */
    public @Nullable AbsolutePosition toAbsolute(Doc doc) {
        return toAbsolute(doc, true);
    }

    /**
     * Where the place is now.
     *
     * @param followUndoneDeletions whether a unit that was deleted and came back by undo counts as where it is now. Only the one
     *     who did the undo knows of that, so that others get another place: false gives the same to all
     * @return null if the document doesn't know the unit, or the type, yet, or has forgotten it
     */
    public @Nullable AbsolutePosition toAbsolute(Doc doc, boolean followUndoneDeletions) {
        return doc.confined(() -> {
            if (item != null) {
                return atItem(doc, item, followUndoneDeletions);
            }
            YType found = findType(doc, followUndoneDeletions);
            return found == null ? null : new AbsolutePosition(found, assoc >= 0 ? found.visibleLength() : 0, assoc);
        });
    }

    private @Nullable AbsolutePosition atItem(Doc doc, Id unit, boolean follow) {
        RedoneLinks.Place place = place(doc, unit, follow);
        Rows rows = doc.rows();
        if (place == null || rows.kind(place.row()) == StructKind.GC) {
            return null;
        }
        int right = place.row();
        int parent = doc.store.parentOf(right);
        int parentItem = doc.store.types().item(parent);
        int index = 0;
        if (parentItem == NONE || !rows.isDeleted(parentItem)) {
            if (rows.isVisible(right)) {
                index = place.offset() + (assoc >= 0 ? 0 : 1);
            }
            for (int row = rows.left(right); row != NONE; row = rows.left(row)) {
                if (rows.isVisible(row)) {
                    index += rows.length(row);
                }
            }
        }
        return new AbsolutePosition(doc.typeAt(parent), index, assoc);
    }

    private static RedoneLinks.@Nullable Place place(Doc doc, Id unit, boolean follow) {
        int row = doc.store.structAt(unit.client(), unit.clock());
        if (row == NONE) {
            return null;
        }
        return follow
                ? doc.store.redone().follow(unit.client(), unit.clock())
                : new RedoneLinks.Place(row, unit.clock() - doc.rows().clock(row));
    }

    private @Nullable YType findType(Doc doc, boolean follow) {
        if (tname != null) {
            return doc.typeAt(doc.store.root(tname));
        }
        RedoneLinks.Place place = type == null ? null : place(doc, type, follow);
        if (place == null || doc.rows().kind(place.row()) != StructKind.TYPE) {
            return null;
        }
        return doc.typeAt(doc.store.typeOf(place.row()));
    }

    // --- as bytes ---

    /** The position as bytes that Yjs can read, in a new array. */
    public byte[] encode() {
        var out = new ByteWriter();
        if (item != null) {
            out.writeVarUint(ITEM);
            writeId(out, item);
        } else if (tname != null) {
            out.writeVarUint(ROOT);
            out.writeString(tname);
        } else if (type != null) {
            out.writeVarUint(TYPE);
            writeId(out, type);
        }
        out.writeVarInt(assoc);
        return out.toByteArray();
    }

    private static void writeId(ByteWriter out, Id id) {
        out.writeVarUint(id.client());
        out.writeVarUint(id.clock());
    }

    /**
     * @throws MalformedInputException if the bytes are no relative position
     */
    public static RelativePosition decode(byte[] encoded) {
        var in = new ByteReader(encoded);
        Id type = null;
        String tname = null;
        Id item = null;
        int kindOffset = in.offset();
        long kind = in.readVarUint();
        if (kind == ITEM) {
            item = readId(in);
        } else if (kind == ROOT) {
            tname = in.readString();
        } else if (kind == TYPE) {
            type = readId(in);
        } else {
            throw new MalformedInputException(kindOffset, "relative position of kind " + kind, "kind 0, 1 or 2");
        }
        return new RelativePosition(type, tname, item, in.hasRemaining() ? readAssoc(in) : 0);
    }

    private static Id readId(ByteReader in) {
        long client = in.readVarUint();
        return new Id(client, (int) readUpTo(in, "clock"));
    }

    private static long readUpTo(ByteReader in, String what) {
        int offset = in.offset();
        long value = in.readVarUint();
        if (value > Integer.MAX_VALUE) {
            throw new MalformedInputException(offset, what + " " + value, what + " of at most 2^31 - 1");
        }
        return value;
    }

    private static int readAssoc(ByteReader in) {
        int offset = in.offset();
        long value = in.readVarInt();
        if (value != (int) value) {
            throw new MalformedInputException(offset, "assoc " + value, "assoc within 32 bits");
        }
        return (int) value;
    }

    // --- as JSON ---

    /** {@code {type: {client, clock}, tname, item: {client, clock}, assoc}}, without what is null. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (type != null) {
            json.put("type", type.toJson());
        }
        if (tname != null) {
            json.put("tname", tname);
        }
        if (item != null) {
            json.put("item", item.toJson());
        }
        json.put("assoc", assoc);
        return json;
    }

    /**
     * Reads what {@link #toJson}, or Yjs, made; numbers may be of any class.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static RelativePosition fromJson(Map<?, ?> json) {
        Object tname = json.get("tname");
        if (tname != null && !(tname instanceof String)) {
            throw new IllegalArgumentException("tname is " + tname + ": expected text");
        }
        Object assoc = json.get("assoc");
        return new RelativePosition(
                idFromJson("type", json.get("type")),
                (String) tname,
                idFromJson("item", json.get("item")),
                assoc == null ? 0 : Math.toIntExact(integer("assoc", assoc)));
    }

    private static @Nullable Id idFromJson(String name, @Nullable Object json) {
        if (json == null) {
            return null;
        }
        if (!(json instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException(name + " is " + json + ": expected an object of client and clock");
        }
        return new Id(
                integer(name + ".client", members.get("client")),
                Math.toIntExact(integer(name + ".clock", members.get("clock"))));
    }

    private static long integer(String name, @Nullable Object value) {
        if (value instanceof Number number && number.doubleValue() == number.longValue()) {
            return number.longValue();
        }
        throw new IllegalArgumentException(name + " is " + value + ": expected a whole number");
    }
}
