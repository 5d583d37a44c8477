package dev.weft.engine.content;

import com.fasterxml.jackson.annotation.JsonValue;

/** The parts of a workflow, each under a root of its own in the document. */
public enum Section {
    WORKFLOW("workflow"),
    JOBS("jobs"),
    TRIGGERS("triggers"),
    EDGES("edges"),
    POSITIONS("positions");

    private final String root;

    Section(String root) {
        this.root = root;
    }

    /** Name of the root, and of the section in every JSON form. */
    @JsonValue
    public String root() {
        return root;
    }
}
