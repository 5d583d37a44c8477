package dev.weft.crdt;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction changed in a text; formats included.
 *
 * <p>Source: yjs 13.6, {@code src/types/YText.js}, {@code YTextEvent}.
 */
public final class YTextEvent extends YEvent {
    YTextEvent(YText target, Transaction transaction, Set<@Nullable String> changed) {
        super(target, transaction, changed);
    }

    @Override
    Delta findDelta() {
        var walk = new TextDelta(this);
        return transaction().doc().compute(_ -> walk.walk(), null);
    }
}
