package dev.weft.engine.request;

/** Something that only one workflow of a project may have, deleted ones included. */
public record UniqueName(Kind kind, String value) {
    public enum Kind {
        WORKFLOW,
        /** Of a webhook. */
        CUSTOM_PATH
    }

    static UniqueName ofWorkflow(String name) {
        return new UniqueName(Kind.WORKFLOW, name);
    }

    static UniqueName ofCustomPath(String path) {
        return new UniqueName(Kind.CUSTOM_PATH, path);
    }
}
