package dev.weft.engine.workflow;

/**
 * What happened to one workflow. The first event of a stream is {@link WorkflowCreated}, and there is no second one.
 *
 * <p>Events hold no names of people, e-mail addresses or secrets. Their stored names and revisions are those of {@link WorkflowEventType}, never class
 * names, so classes may be renamed; a changed event gets a new revision, an upcaster, and a stored sample of the old one under test.
 */
public sealed interface WorkflowEvent permits WorkflowCreated, WorkflowRejoined, UpdatesAppended {}
