package dev.weft.engine.replay;

import java.util.List;

/** What is different between the states after two events, of which either may be the earlier. */
public record StateDifference(long from, long to, List<Change> changes) {
    public StateDifference {
        changes = List.copyOf(changes);
    }
}
