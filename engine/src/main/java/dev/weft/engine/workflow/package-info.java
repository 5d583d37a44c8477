/**
 * The workflow as a stream of events: identifiers, events, commands, and the decisions between them.
 *
 * <p>Start at {@link dev.weft.engine.workflow.WorkflowEvent}. Decisions are pure functions of state and command; the Axon aggregate is the thin shell
 * around them. Knows no clock, no randomness, no document and no storage.
 */
@NullMarked
package dev.weft.engine.workflow;

import org.jspecify.annotations.NullMarked;
