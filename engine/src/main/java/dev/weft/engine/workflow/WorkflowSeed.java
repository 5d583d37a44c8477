package dev.weft.engine.workflow;

/**
 * The document of a fresh workflow. Made outside the decision, because it holds a random client id.
 *
 * @param name the name that {@code update} gives the workflow
 * @param update applied to an empty document, it makes the fresh one
 */
public record WorkflowSeed(String name, UpdateBytes update) {}
