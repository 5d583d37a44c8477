package dev.weft.engine.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A member's role in one project, strongest first. A right that isn't given here is not there. */
public enum Role {
    OWNER(EnumSet.allOf(Right.class)),
    ADMIN(EnumSet.complementOf(EnumSet.of(Right.DELETE_PROJECT))),
    EDITOR(EnumSet.of(
            Right.READ,
            Right.APPEAR,
            Right.CREATE_WORKFLOW,
            Right.EDIT_DOCUMENT,
            Right.SAVE_WORKFLOW,
            Right.RUN_WORKFLOW,
            Right.DELETE_WORKFLOW,
            Right.CREATE_CREDENTIAL)),
    VIEWER(EnumSet.of(Right.READ, Right.APPEAR));

    private final Set<Right> rights;

    Role(Set<Right> rights) {
        this.rights = rights;
    }

    public boolean may(Right right) {
        return rights.contains(right);
    }

    /** Every member may read, join with {@code edit} and appear in awareness. */
    public boolean mayRead() {
        return may(Right.READ);
    }

    /** May send document updates; whoever may, may create, save and delete workflows, too. */
    public boolean mayWrite() {
        return may(Right.EDIT_DOCUMENT);
    }

    /** The role that is written {@code text}, in lower case as on the wire. */
    public static Optional<Role> parse(String text) {
        for (Role role : values()) {
            if (role.text().equals(text)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** The role as it is written on the wire and in tokens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
