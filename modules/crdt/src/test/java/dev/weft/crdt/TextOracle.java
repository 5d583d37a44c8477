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
import org.jspecify.annotations.Nullable;

/**
 * The slow and obvious twin of the struct store, for one text: an object for each character, in a plain list, placed by the words
 * of the paper. Takes updates in causal order, of plain text in one root, whose content nobody has collected.
 *
 * <p>Source: YATA (Nicolaescu et al., 2016) with the right origin of yjs 13.6, {@code src/structs/Item.js}, {@code integrate}.
 */
final class TextOracle {
    private record Character(
            Id id,
            char value,
            @Nullable Id origin,
            @Nullable Id rightOrigin) {}

    private final List<Character> list = new ArrayList<>();
    private final Map<Id, Character> byId = new HashMap<>();
    private final Set<Id> deleted = new HashSet<>();

    void apply(byte[] update) {
        DecodedUpdate decoded = Updates.decode(update, UpdateFormat.V1);
        for (DecodedUpdate.Struct struct : decoded.structs()) {
            if (struct instanceof Item item && item.content() instanceof Content.Text text) {
                for (int i = 0; i < item.length(); i++) {
                    Id id = new Id(item.id().client(), item.id().clock() + i);
                    Id origin = i == 0 ? item.origin() : new Id(id.client(), id.clock() - 1);
                    integrate(new Character(id, text.text().charAt(i), origin, item.rightOrigin()));
                }
            }
        }
        decoded.deletions().forEach((client, clock, length) -> {
            for (int i = 0; i < length; i++) {
                deleted.add(new Id(client, clock + i));
            }
        });
    }

    private void integrate(Character added) {
        if (byId.putIfAbsent(added.id, added) != null) {
            return;
        }
        int place = positionOf(added.origin) + 1;
        int right = added.rightOrigin == null ? list.size() : positionOf(added.rightOrigin);
        Set<Id> beforeOrigin = new HashSet<>();
        Set<Id> conflicting = new HashSet<>();
        for (int i = place; i < right; i++) {
            Character other = list.get(i);
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

    String text() {
        var text = new StringBuilder();
        for (Character character : list) {
            if (!deleted.contains(character.id)) {
                text.append(character.value);
            }
        }
        return text.toString();
    }
}
