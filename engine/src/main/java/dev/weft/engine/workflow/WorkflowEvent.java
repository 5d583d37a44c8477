package dev.weft.engine.workflow;

import java.util.List;
import java.util.Optional;

/**
 * What happened to one workflow. The first event of a stream is {@link WorkflowCreated}, and there is no second one.
 *
 * <p>Events hold no names of people, e-mail addresses or secrets. Their stored names and revisions are those of {@link WorkflowEventType}, never class
 * names, so classes may be renamed; a changed event gets a new revision, an upcaster, and a stored sample of the old one under test.
 */
public sealed interface WorkflowEvent permits WorkflowCreated, WorkflowRejoined, HostEvent {
    /** What the event does to the document: to be applied in this order. Empty if it leaves the document alone. */
    List<UpdateBytes> documentUpdates();

    /** Whether the document is empty from here on, whatever was in it. */
    default boolean emptiesDocument() {
        return false;
    }

    /** The version that this event makes, if it makes one. */
    default Optional<SavedVersion> newVersion() {
        return Optional.empty();
    }
}
