package dev.weft.api.auth;

import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Role;
import dev.weft.engine.workflow.ProjectId;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Believes what a token says, for trying Weft out: {@code name:role} is that person in the demo project,
 * {@code name:role:<project id>} in another, no token at all is {@code guest:owner}.
 */
public final class DevTokens {

    /** Where a token counts that names no project, and where a request goes that names none. */
    public static final ProjectId DEMO_PROJECT = new ProjectId(UUID.fromString("00000000-0000-4000-8000-000000000001"));

    private static final Principal GUEST = Principal.withRole("guest", DEMO_PROJECT, Role.OWNER);

    private static final Pattern TOKEN =
            Pattern.compile("(?<name>[^:\\p{Cntrl}]{1,100}):(?<role>[^:]*)(?::(?<project>.*))?");

    private static final String EXPECTED =
            "a dev token is name:role or name:role:<project id>, with role one of owner, admin, editor, viewer";

    /**
     * The person that a token names.
     *
     * @param token null or empty if none was given
     * @throws UnauthenticatedException if the token has another form
     */
    public Principal authenticate(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return GUEST;
        }
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches() || matcher.group("name").isBlank()) {
            throw new UnauthenticatedException("malformed token: " + EXPECTED);
        }
        Role role = Role.parse(matcher.group("role"))
                .orElseThrow(() -> new UnauthenticatedException("unknown role in token: " + EXPECTED));
        return Principal.withRole(matcher.group("name"), project(matcher.group("project")), role);
    }

    private static ProjectId project(@Nullable String text) {
        if (text == null) {
            return DEMO_PROJECT;
        }
        return ProjectId.parse(text)
                .orElseThrow(() -> new UnauthenticatedException("malformed project id in token: " + EXPECTED));
    }
}
