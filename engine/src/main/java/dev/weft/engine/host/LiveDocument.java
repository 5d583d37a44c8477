package dev.weft.engine.host;

import dev.weft.engine.workflow.ProjectId;

/**
 * A document as it stood at one sequence. Nothing in it is newer than the log.
 *
 * @param nextSequence how many events of its stream it holds
 * @param update the whole document, format 1; applied to an empty {@code Doc} it gives the document
 */
public record LiveDocument(ProjectId projectId, long nextSequence, byte[] update) {}
