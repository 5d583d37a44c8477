package dev.weft.api.auth;

import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Profile;
import dev.weft.engine.access.Role;
import dev.weft.engine.workflow.ProjectId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Believes what a token says, for trying Weft out: {@code name:role} is that person in the demo project,
 * {@code name:role:<project id>} in another, no token at all is {@code guest:owner}.
 */
public final class DevTokens implements Authenticator {

    /** Where a token counts that names no project, and where a request goes that names none. */
    public static final ProjectId DEMO_PROJECT = new ProjectId(UUID.fromString("00000000-0000-4000-8000-000000000001"));

    private static final Caller GUEST = caller("guest", DEMO_PROJECT, Role.OWNER);

    private static final Pattern TOKEN =
            Pattern.compile("(?<name>[^:\\p{Cntrl}]{1,100}):(?<role>[^:]*)(?::(?<project>.*))?");

    private static final String EXPECTED =
            "a dev token is name:role or name:role:<project id>, with role one of owner, admin, editor, viewer";

    @Override
    public Caller authenticate(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return GUEST;
        }
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches() || matcher.group("name").isBlank()) {
            throw new UnauthenticatedException("malformed token: " + EXPECTED);
        }
        Role role = Role.parse(matcher.group("role"))
                .orElseThrow(() -> new UnauthenticatedException("unknown role in token: " + EXPECTED));
        return caller(matcher.group("name"), project(matcher.group("project")), role);
    }

    @Override
    public Optional<ProjectId> defaultProject() {
        return Optional.of(DEMO_PROJECT);
    }

    private static Caller caller(String name, ProjectId project, Role role) {
        return new Caller(new Principal(name, new Profile(name, null), Map.of(project, role), false), Instant.MAX);
    }

    private static ProjectId project(@Nullable String text) {
        if (text == null) {
            return DEMO_PROJECT;
        }
        return ProjectId.parse(text)
                .orElseThrow(() -> new UnauthenticatedException("malformed project id in token: " + EXPECTED));
    }
}
