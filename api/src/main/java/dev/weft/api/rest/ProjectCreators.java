package dev.weft.api.rest;

import dev.weft.engine.access.Principal;

/** Who may create projects. */
public enum ProjectCreators {
    /** Everybody with a valid token; whoever creates a project owns it. */
    EVERYBODY,
    /** Support staff only, who then make somebody else its owner. */
    SUPPORT,
    /** Nobody here: roles come from tokens, and so do the projects that they are for. */
    NOBODY;

    boolean include(Principal principal) {
        return switch (this) {
            case EVERYBODY -> true;
            case SUPPORT -> principal.isSupport();
            case NOBODY -> false;
        };
    }

    /** What to tell those who aren't included. */
    String expected() {
        return switch (this) {
            case EVERYBODY -> "everybody may create projects";
            case SUPPORT -> "only support staff create projects here";
            case NOBODY -> "projects come from the callers' tokens here, nobody creates them";
        };
    }
}
