package dev.weft.engine.access;

/** Why a project, or who its members are, is not changed. */
public sealed interface ProjectRefusal {
    /** What to tell people. */
    String text();

    /** It doesn't exist for who asked. */
    record ProjectNotFound() implements ProjectRefusal {
        @Override
        public String text() {
            return "project not found";
        }
    }

    /** @param detail who would be allowed */
    record NotAllowed(String detail) implements ProjectRefusal {
        @Override
        public String text() {
            return detail;
        }
    }

    record NotAMember(String principal) implements ProjectRefusal {
        @Override
        public String text() {
            return "'" + principal + "' is not a member of the project";
        }
    }

    record LastOwner() implements ProjectRefusal {
        @Override
        public String text() {
            return "a project keeps at least one owner: make somebody else an owner first";
        }
    }

    /** Memberships would have no effect here. */
    record RolesComeFromTokens() implements ProjectRefusal {
        @Override
        public String text() {
            return "roles come from the callers' tokens here, not from memberships";
        }
    }
}
