package dev.weft.api.auth;

import dev.weft.engine.workflow.ProjectId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells who a token stands for: the one way in, for REST and for the sockets of all dialects. Safe for use by many threads. */
public interface Authenticator {

    /**
     * Who calls.
     *
     * @param token null or empty if none was given
     * @throws UnauthenticatedException if the token stands for nobody, or not any more
     * @throws AuthenticationUnavailableException if that can't be told now
     */
    Caller authenticate(@Nullable String token);

    /** The project of a caller who names none; empty where it must be named. */
    Optional<ProjectId> defaultProject();
}
