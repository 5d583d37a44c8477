package dev.weft.engine.request;

import dev.weft.crdt.Doc;
import dev.weft.engine.workflow.HostEvent;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;

/**
 * A document and its workflow as they stand at one sequence: what a plan is made from. Methods that read the log throw
 * {@link dev.weft.engine.log.LogUnavailableException} if it can't be read now.
 */
public interface Situation {
    WorkflowId workflowId();

    WorkflowStanding standing();

    /** How many events the document holds; the sequence that a planned event will have. */
    long nextSequence();

    /** The document, to be changed at will in the name of the server. */
    Doc copyOfDocument();

    /** The document as it was after an event; reads the log from its start. */
    Doc documentAfter(long sequence);

    /** The content of a version that the standing tells of; reads the log unless it was read before. */
    SavedVersion version(VersionPlace place);

    /** An event that a host appended; reads the log. */
    HostEvent event(long sequence);

    /** Milliseconds since 1970-01-01 UTC. */
    long nowMillis();
}
