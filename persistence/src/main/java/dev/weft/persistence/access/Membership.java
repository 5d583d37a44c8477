package dev.weft.persistence.access;

import dev.weft.engine.access.Role;

/** One member of a project. */
public record Membership(String principal, Role role) {}
