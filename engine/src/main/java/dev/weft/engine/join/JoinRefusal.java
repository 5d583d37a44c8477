package dev.weft.engine.join;

/** Why a join is refused. Cheap to make: stock clients ask again for ever. */
public sealed interface JoinRefusal {
    /** The text that clients know the refusal by. */
    String text();

    /** Not a member, or may not do this. Told before anything about the workflow is. */
    record Unauthorized() implements JoinRefusal {
        @Override
        public String text() {
            return "unauthorized";
        }
    }

    record ProjectNotFound() implements JoinRefusal {
        @Override
        public String text() {
            return "project not found";
        }
    }

    /** The id never existed, is purged, or belongs to another project: nobody can tell these apart. */
    record WorkflowNotFound() implements JoinRefusal {
        @Override
        public String text() {
            return "workflow not found";
        }
    }

    /** The workflow has no such version. */
    record VersionNotFound(int lockVersion) implements JoinRefusal {
        @Override
        public String text() {
            return "snapshot version " + lockVersion + " not found";
        }
    }

    /** The request names no action that we know; found while it is read, before it is a {@link JoinRequest}. */
    record InvalidAction(String action) implements JoinRefusal {
        @Override
        public String text() {
            return "invalid action '" + action + "', must be 'new' or 'edit'";
        }
    }

    /** The log can't be reached now, or races were lost again and again. Nothing is wrong with the request: it may come again. */
    record Unavailable() implements JoinRefusal {
        @Override
        public String text() {
            return "internal_error";
        }
    }
}
