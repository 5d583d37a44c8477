package dev.weft.engine.workflow;

import java.util.List;

/**
 * Somebody claimed to create what was there already: a reconnect, a second tab, another node. At most one for each session.
 *
 * @param claimed the action that the joiner asked for
 * @param resolved what it turned out to be
 */
public record WorkflowRejoined(JoinAction claimed, JoinKind resolved, SessionId session) implements WorkflowEvent {
    @Override
    public List<UpdateBytes> documentUpdates() {
        return List.of();
    }
}
