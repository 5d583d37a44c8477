package dev.weft.api.socket;

import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.WorkflowId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client of a dialect without join parameters asks for: a room by its name, and the rest in the query of its socket's address,
 * {@code ?project_id=…&action=…&session=…&tool=…}.
 *
 * @param version of a saved version's room
 * @param session of the client; empty if it names none
 */
public record JoinParameters(
        WorkflowId workflowId,
        OptionalInt version,
        ProjectId projectId,
        JoinAction action,
        Optional<SessionId> session,
        @Nullable String tool) {

    private static final Pattern VERSION = Pattern.compile("v(?<number>0|[1-9][0-9]{0,8})");
    private static final int LONGEST_TOOL = 64;

    /**
     * Reads a room's name and a query.
     *
     * @param version what follows the id in the name, such as {@code v3}; null if nothing does
     * @param query the value of a parameter by its name, null if absent
     * @param defaultProject where a workflow is that names no project
     * @throws RequestRefusedException that names the first thing that is wrong
     */
    public static JoinParameters of(
            String workflowId,
            @Nullable String version,
            Function<String, @Nullable String> query,
            Optional<ProjectId> defaultProject) {
        WorkflowId id = WorkflowId.parse(workflowId)
                .orElseThrow(() -> RequestRefusedException.badRequest(
                        "workflow id is '" + workflowId + "', expected a UUID of 36 characters"));
        OptionalInt number = version == null ? OptionalInt.empty() : requireVersion(version);
        return new JoinParameters(
                id,
                number,
                project(query.apply("project_id"), defaultProject),
                action(query.apply("action"), number),
                session(query.apply("session")),
                tool(query.apply("tool")));
    }

    /** The number in {@code v<number>}: decimal, without sign or leading zeros, so that a version has one name only. Empty for anything else. */
    public static OptionalInt parseVersion(String text) {
        Matcher matcher = VERSION.matcher(text);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group("number"))) : OptionalInt.empty();
    }

    private static OptionalInt requireVersion(String text) {
        OptionalInt number = parseVersion(text);
        if (number.isEmpty()) {
            throw RequestRefusedException.badRequest(
                    "invalid version format: '" + text + "' after the workflow id, expected v and a decimal number");
        }
        return number;
    }

    private static ProjectId project(@Nullable String text, Optional<ProjectId> defaultProject) {
        if (text == null || text.isEmpty()) {
            return defaultProject.orElseThrow(() -> RequestRefusedException.badRequest("project_id is missing"));
        }
        return ProjectId.parse(text)
                .orElseThrow(() -> RequestRefusedException.badRequest(
                        "project_id is '" + text + "', expected a UUID of 36 characters"));
    }

    private static JoinAction action(@Nullable String text, OptionalInt version) {
        if (text == null || text.isEmpty()) {
            return version.isPresent() ? JoinAction.EDIT : JoinAction.OPEN;
        }
        JoinAction action = JoinAction.parse(text)
                .orElseThrow(() -> RequestRefusedException.badRequest(
                        "invalid action '" + text + "', must be 'new', 'edit' or 'open'"));
        if (version.isEmpty()) {
            return action;
        }
        if (action == JoinAction.NEW) {
            throw RequestRefusedException.badRequest(
                    "invalid version format: action 'new' makes a workflow, expected no version after the workflow id");
        }
        return JoinAction.EDIT; // whoever asks for a version doesn't want a workflow made
    }

    /** @throws RequestRefusedException if it is no session */
    public static Optional<SessionId> session(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SessionId(text));
        } catch (IllegalArgumentException e) {
            throw RequestRefusedException.badRequest("session: " + e.getMessage());
        }
    }

    /** @throws RequestRefusedException if it is too long */
    public static @Nullable String tool(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST_TOOL) {
            throw RequestRefusedException.badRequest(
                    "tool has " + text.length() + " characters, expected at most " + LONGEST_TOOL);
        }
        return text;
    }
}
