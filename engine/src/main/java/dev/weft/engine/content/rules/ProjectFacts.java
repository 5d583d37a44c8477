package dev.weft.engine.content.rules;

import java.util.OptionalInt;
import java.util.UUID;

/** What a workflow's project knows about the world around the workflow, as of now. Asked about values that break no other rule. */
public interface ProjectFacts {
    /** Nothing is taken, everything belongs, nothing is bounded. */
    ProjectFacts UNRESTRICTED = new ProjectFacts() {};

    /** Whether another workflow of the project has this name, be it a deleted one. */
    default boolean isNameTaken(String name) {
        return false;
    }

    /** Whether a webhook of another workflow of the project has this path. */
    default boolean isCustomPathTaken(String customPath) {
        return false;
    }

    default boolean hasProjectCredential(UUID id) {
        return true;
    }

    default boolean hasKeychainCredential(UUID id) {
        return true;
    }

    /** Upper bound of the workflows' concurrency, if there is one. */
    default OptionalInt maxConcurrency() {
        return OptionalInt.empty();
    }
}
