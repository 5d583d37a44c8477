package dev.weft.crdt;

import dev.weft.crdt.update.DecodedUpdate;
import dev.weft.crdt.update.DecodedUpdate.Content;
import dev.weft.crdt.update.DecodedUpdate.Id;
import dev.weft.crdt.update.DecodedUpdate.Item;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The slow and obvious twin of the struct store, for one text or array: an object for each unit, in a plain list, placed by the words
 * of the paper. Takes updates in causal order, of plain text or values in one root, whose content nobody has collected.
 *
 * <p>Source: YATA (Nicolaescu et al., 2016) with the right origin of yjs 13.6, {@code src/structs/Item.js}, {@code integrate}.
 */
final class ListOracle {
    private record Unit(
            Id id,
            @Nullable Object value,
            @Nullable Id origin,
            @Nullable Id rightOrigin) {}

    private final List<Unit> list = new ArrayList<>();
    private final Map<Id, Unit> byId = new HashMap<>();
    private final Set<Id> deleted = new HashSet<>();

    void apply(byte[] update) {
        DecodedUpdate decoded = Updates.decode(update, UpdateFormat.V1);
        for (DecodedUpdate.Struct struct : decoded.structs()) {
            if (!(struct instanceof Item item)) {
                throw new IllegalArgumentException("no item: " + struct);
            }
            List<@Nullable Object> values = valuesOf(item.content());
            for (int i = 0; i < item.length(); i++) {
                Id id = new Id(item.id().client(), item.id().clock() + i);
                Id origin = i == 0 ? item.origin() : new Id(id.client(), id.clock() - 1);
                integrate(new Unit(id, values.get(i), origin, item.rightOrigin()));
            }
        }
        decoded.deletions().forEach((client, clock, length) -> {
            for (int i = 0; i < length; i++) {
                deleted.add(new Id(client, clock + i));
            }
        });
    }

    private static List<@Nullable Object> valuesOf(Content content) {
        List<@Nullable Object> values = new ArrayList<>();
        switch (content) {
            case Content.Text(String text) -> text.chars().forEach(unit -> values.add((char) unit));
            case Content.Any(var any) -> any.forEach(value -> values.add(Values.fromAny(value)));
            case Content.Binary(byte[] bytes) -> values.add(bytes);
            case Content.Deleted _, Content.Json _, Content.Embed _, Content.Format _, Content.Type _, Content.Doc _ ->
                throw new IllegalArgumentException("no plain content: " + content);
        }
        return values;
    }

    private void integrate(Unit added) {
        if (byId.putIfAbsent(added.id, added) != null) {
            return;
        }
        int place = positionOf(added.origin) + 1;
        int right = added.rightOrigin == null ? list.size() : positionOf(added.rightOrigin);
        Set<Id> beforeOrigin = new HashSet<>();
        Set<Id> conflicting = new HashSet<>();
        for (int i = place; i < right; i++) {
            Unit other = list.get(i);
            beforeOrigin.add(other.id);
            conflicting.add(other.id);
            if (equal(added.origin, other.origin)) {
                if (other.id.client() < added.id.client()) {
                    place = i + 1;
                    conflicting.clear();
                } else if (equal(added.rightOrigin, other.rightOrigin)) {
                    break;
                }
            } else if (other.origin != null && beforeOrigin.contains(other.origin)) {
                if (!conflicting.contains(other.origin)) {
                    place = i + 1;
                    conflicting.clear();
                }
            } else {
                break;
            }
        }
        list.add(place, added);
    }

    private static boolean equal(@Nullable Id one, @Nullable Id other) {
        return one == null ? other == null : one.equals(other);
    }

    private int positionOf(@Nullable Id id) {
        return id == null ? -1 : list.indexOf(byId.get(id));
    }

    /** What isn't deleted: of an array its values, of a text its UTF-16 units. */
    List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>();
        for (Unit unit : list) {
            if (!deleted.contains(unit.id)) {
                values.add(unit.value);
            }
        }
        return values;
    }

    String text() {
        return values().stream().map(String::valueOf).collect(Collectors.joining());
    }
}
