package dev.weft.engine.workflow;

import dev.weft.engine.content.WorkflowContent;

/** What a deletion does to the content that is saved. */
public final class DeletedContent {
    private DeletedContent() {}

    /** Under another name and asleep: no trigger is enabled, and no path is kept from others. */
    public static WorkflowContent of(WorkflowContent content, String name) {
        return content.withName(name)
                .withTriggers(content.triggers().stream()
                        .map(trigger -> trigger.withEnabled(false).withCustomPath(null))
                        .toList());
    }
}
