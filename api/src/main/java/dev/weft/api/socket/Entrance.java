package dev.weft.api.socket;

import dev.weft.api.auth.Authenticator;
import dev.weft.api.auth.Caller;
import dev.weft.engine.access.AccessUnavailableException;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import dev.weft.engine.host.Admission;
import dev.weft.engine.host.DocumentHosts;
import dev.weft.engine.host.Participant;
import dev.weft.engine.host.ParticipantSocket;
import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.join.JoinRequest;
import dev.weft.engine.join.Joining;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way into documents for the clients of all dialects: who are you, may you come in, here you are. Safe for use by many threads. */
public final class Entrance {

    private final Authenticator authenticator;
    private final Joining joining;
    private final DocumentHosts hosts;
    private final ProjectAccess access;

    public Entrance(Authenticator authenticator, Joining joining, DocumentHosts hosts, ProjectAccess access) {
        this.authenticator = authenticator;
        this.joining = joining;
        this.hosts = hosts;
        this.access = access;
    }

    /**
     * Who a token stands for.
     *
     * @param token null or empty if none was given
     * @throws dev.weft.api.auth.UnauthenticatedException if it stands for nobody
     * @throws dev.weft.api.auth.AuthenticationUnavailableException if that can't be told now
     */
    public Caller authenticate(@Nullable String token) {
        return authenticator.authenticate(token);
    }

    /** The project of a client that names none; empty where it must be named. */
    public Optional<ProjectId> defaultProject() {
        return authenticator.defaultProject();
    }

    /** Joins; blocks until the event of the join, if it needs one, is durable. */
    public JoinOutcome join(JoinParameters parameters, Caller caller, String traceId) {
        SessionId session = parameters.session().orElseGet(() -> SessionId.ofTrace(traceId));
        return joining.join(new JoinRequest(
                parameters.workflowId(),
                parameters.projectId(),
                parameters.action(),
                parameters.version().isPresent() ? parameters.version().getAsInt() : null,
                caller.principal(),
                session,
                parameters.tool(),
                traceId));
    }

    /**
     * Whether there is such a project, and nobody is about to delete it.
     *
     * @throws AccessUnavailableException if that can't be told now
     */
    public boolean isProject(ProjectId project) {
        return access.exists(project);
    }

    /** @throws AccessUnavailableException if that can't be told now */
    public boolean isMember(Caller caller, ProjectId project) {
        return access.roleOf(caller.principal(), project).isPresent();
    }

    /** Lets a joined client in; returns at once. */
    public Participant enter(Admission admission, ParticipantSocket socket) {
        return hosts.enter(admission, socket);
    }

    /** Whether somebody who has joined may change the document now; not as long as rights can't be read, and never that of a version. */
    public boolean mayWrite(Admission admission) {
        if (admission.version() != null) {
            return false;
        }
        try {
            return access.roleOf(admission.principal(), admission.projectId())
                    .filter(Role::mayWrite)
                    .isPresent();
        } catch (AccessUnavailableException e) {
            return false;
        }
    }
}
