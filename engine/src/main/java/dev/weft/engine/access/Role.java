package dev.weft.engine.access;

import java.util.Locale;
import java.util.Optional;

/** A member's role in one project, strongest first. */
public enum Role {
    OWNER,
    ADMIN,
    EDITOR,
    VIEWER;

    /** Every member may read, join with {@code edit} and appear in awareness. */
    public boolean mayRead() {
        return true;
    }

    /** May create workflows and send document updates. */
    public boolean mayWrite() {
        return this != VIEWER;
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
