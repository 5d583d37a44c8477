package dev.weft.engine.host;

import dev.weft.engine.access.Principal;
import dev.weft.lib0.AnyValue;
import dev.weft.lib0.JsonText;
import dev.weft.sync.awareness.AwarenessEntry;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets awareness tell who somebody is, whatever their client wrote: {@code user.id}, {@code user.name} and {@code user.email} are the authenticated
 * identity's, and all other fields the client's. A state that is no JSON object names nobody and stays as it is.
 */
final class ShownIdentity {
    private static final String USER = "user";

    private ShownIdentity() {}

    /** @param update whose entries are all the principal's to send */
    static AwarenessUpdate in(AwarenessUpdate update, Principal principal) {
        return new AwarenessUpdate(update.entries().stream()
                .map(entry -> entry.isRemoval()
                        ? entry
                        : new AwarenessEntry(entry.clientId(), entry.clock(), json(entry.json(), principal)))
                .toList());
    }

    private static String json(String written, Principal principal) {
        if (!(JsonText.parse(written) instanceof AnyValue.AnyObject state)) {
            return written;
        }
        SequencedMap<String, AnyValue> members = new LinkedHashMap<>(state.members());
        SequencedMap<String, AnyValue> user = members.get(USER) instanceof AnyValue.AnyObject existing
                ? new LinkedHashMap<>(existing.members())
                : new LinkedHashMap<>();
        String name = principal.profile().name();
        tell(user, "id", principal.id());
        tell(user, "name", name == null ? principal.id() : name);
        tell(user, "email", principal.profile().email());
        members.put(USER, new AnyValue.AnyObject(user));
        return JsonText.of(new AnyValue.AnyObject(members));
    }

    private static void tell(SequencedMap<String, AnyValue> user, String field, @Nullable String text) {
        if (text == null) {
            user.remove(field);
        } else {
            user.put(field, new AnyValue.Text(text));
        }
    }
}
