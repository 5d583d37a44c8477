package dev.weft.engine.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a request is refused, and how clients are told: by a type that they know, and messages by path. {@code base} is the path of what belongs to no field.
 */
public sealed interface RequestRefusal {
    /** As clients know it. */
    String type();

    /** At least one message. */
    Map<String, List<String>> errors();

    private static Map<String, List<String>> base(String message) {
        return Map.of("base", List.of(message));
    }

    /** Not a member, or may not write. */
    record Unauthorized() implements RequestRefusal {
        @Override
        public String type() {
            return "unauthorized";
        }

        @Override
        public Map<String, List<String>> errors() {
            return base("You are not authorized to perform this action");
        }
    }

    /** The id never existed, is purged, or belongs to another project. Only for who is not in the document. */
    record WorkflowNotFound() implements RequestRefusal {
        @Override
        public String type() {
            return "workflow_not_found";
        }

        @Override
        public Map<String, List<String>> errors() {
            return base("workflow not found");
        }
    }

    /**
     * Rules are broken.
     *
     * @param errors by path; members by their index in the document
     */
    record Invalid(Map<String, List<String>> errors) implements RequestRefusal {
        public Invalid {
            errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
        }

        /** For what belongs to no field. */
        public static Invalid because(String message) {
            return new Invalid(base(message));
        }

        @Override
        public String type() {
            return "validation_error";
        }
    }

    /**
     * What the request builds upon is not what is there.
     *
     * @param detail what is there
     */
    record Outdated(String detail) implements RequestRefusal {
        @Override
        public String type() {
            return "optimistic_lock_error";
        }

        @Override
        public Map<String, List<String>> errors() {
            return base(detail);
        }
    }

    /** The workflow is deleted, softly or for good. */
    record WorkflowDeleted() implements RequestRefusal {
        @Override
        public String type() {
            return "workflow_deleted";
        }

        @Override
        public Map<String, List<String>> errors() {
            return base("this workflow has been deleted");
        }
    }

    /**
     * The document isn't one of a workflow.
     *
     * @param detail what, where, expected
     */
    record Unreadable(String detail) implements RequestRefusal {
        @Override
        public String type() {
            return "deserialization_error";
        }

        @Override
        public Map<String, List<String>> errors() {
            return base(detail);
        }
    }

    /** A version is to be looked at only. */
    record ReadOnlyView() implements RequestRefusal {
        @Override
        public String type() {
            return "read_only_view";
        }

        @Override
        public Map<String, List<String>> errors() {
            return base("a version can't be changed");
        }
    }

    /** The workflow has no such version. */
    record VersionNotFound(int lockVersion) implements RequestRefusal {
        @Override
        public String type() {
            return "version_not_found";
        }

        @Override
        public Map<String, List<String>> errors() {
            return base("snapshot version " + lockVersion + " not found");
        }
    }

    /**
     * Nobody can do that to the workflow as it is, such as purge one that isn't deleted.
     *
     * @param detail what, and why not
     */
    record InvalidState(String detail) implements RequestRefusal {
        @Override
        public String type() {
            return "invalid_state";
        }

        @Override
        public Map<String, List<String>> errors() {
            return base(detail);
        }
    }

    /** The idempotency key was used for something else. */
    record KeyReused(String key) implements RequestRefusal {
        @Override
        public String type() {
            return "idempotency_key_reused";
        }

        @Override
        public Map<String, List<String>> errors() {
            return base("the idempotency key " + key + " was used for another request");
        }
    }

    /**
     * Nothing is wrong with the request: it may come again.
     *
     * @param detail what failed
     */
    record Internal(String detail) implements RequestRefusal {
        @Override
        public String type() {
            return "internal_error";
        }

        @Override
        public Map<String, List<String>> errors() {
            return base(detail);
        }
    }
}
