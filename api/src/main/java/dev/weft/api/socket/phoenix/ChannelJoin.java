package dev.weft.api.socket.phoenix;

import dev.weft.api.problem.RequestRefusedException;
import dev.weft.api.socket.Entrance;
import dev.weft.api.socket.JoinParameters;
import dev.weft.engine.access.AccessUnavailableException;
import dev.weft.engine.host.Admission;
import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.join.JoinRefusal;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.WorkflowId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what a join asks for, and answers it. Clients know the reasons of refusals by their texts, and expect them in this order: parameters, project,
 * action, version, rights, workflow.
 */
final class ChannelJoin {

    private static final Pattern TOPIC =
            Pattern.compile("workflow:collaborate:(?<id>[^:]*)(?::(?<version>.*))?", Pattern.DOTALL);

    private static final String MISSING_PARAMETERS = "invalid parameters. project_id and action are required";
    private static final String INVALID_VERSION = "invalid version format";

    private final SocketRequest request;
    private final Entrance entrance;

    /** For joins that name none: the same one as long as the socket lives. */
    private final SessionId sessionOfSocket;

    ChannelJoin(SocketRequest request, Entrance entrance) {
        this.request = request;
        this.entrance = entrance;
        sessionOfSocket = SessionId.ofTrace(request.traceId());
    }

    Entrance entrance() {
        return entrance;
    }

    /** What became of a join. */
    sealed interface Outcome {
        record Joined(Admission admission) implements Outcome {}

        record Refused(String reason) implements Outcome {}
    }

    /** Blocks until the event of the join, if it needs one, is durable. */
    Outcome join(String topic, JsonNode parameters) {
        try {
            return check(topic, parameters);
        } catch (RequestRefusedException refusal) {
            return new Outcome.Refused(refusal.getMessage());
        } catch (AccessUnavailableException e) {
            return new Outcome.Refused(new JoinRefusal.Unavailable().text());
        }
    }

    private Outcome check(String topic, JsonNode parameters) {
        Matcher room = TOPIC.matcher(topic);
        if (!room.matches()) {
            return new Outcome.Refused("unmatched topic");
        }
        String projectText = text(parameters, "project_id");
        String actionText = text(parameters, "action");
        if (projectText == null || actionText == null) {
            return new Outcome.Refused(MISSING_PARAMETERS);
        }
        Optional<ProjectId> project = ProjectId.parse(projectText).filter(entrance::isProject);
        if (project.isEmpty()) {
            return new Outcome.Refused(new JoinRefusal.ProjectNotFound().text());
        }
        Optional<JoinAction> action = JoinAction.parse(actionText);
        if (action.isEmpty()) {
            return new Outcome.Refused(new JoinRefusal.InvalidAction(actionText).text());
        }
        OptionalInt version = OptionalInt.empty();
        if (room.group("version") != null) {
            version = JoinParameters.parseVersion(room.group("version"));
            if (version.isEmpty() || action.get() == JoinAction.NEW) {
                return new Outcome.Refused(INVALID_VERSION);
            }
        }
        Optional<WorkflowId> workflowId = WorkflowId.parse(room.group("id"));
        if (workflowId.isEmpty()) {
            return new Outcome.Refused(
                    entrance.isMember(request.caller(), project.get())
                            ? new JoinRefusal.WorkflowNotFound().text()
                            : new JoinRefusal.Unauthorized().text());
        }
        return join(new JoinParameters(
                workflowId.get(),
                version,
                project.get(),
                version.isPresent() ? JoinAction.EDIT : action.get(),
                Optional.of(session(parameters)),
                tool(parameters)));
    }

    private Outcome join(JoinParameters parameters) {
        return switch (entrance.join(parameters, request.caller(), request.traceId())) {
            case JoinOutcome.Joined joined -> new Outcome.Joined(joined.admission());
            case JoinOutcome.Refused(JoinRefusal reason) -> new Outcome.Refused(reason.text());
        };
    }

    private SessionId session(JsonNode parameters) {
        String named = text(parameters, "session");
        return JoinParameters.session(named == null ? request.session() : named).orElse(sessionOfSocket);
    }

    private @Nullable String tool(JsonNode parameters) {
        String named = text(parameters, "tool");
        return JoinParameters.tool(named == null ? request.tool() : named);
    }

    private static @Nullable String text(JsonNode parameters, String name) {
        JsonNode value = parameters.path(name);
        return value.isString() && !value.stringValue().isEmpty() ? value.stringValue() : null;
    }
}
