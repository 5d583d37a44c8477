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
 * What the address of a socket asks for: {@code /yjs/{workflowId}[/v{N}]?project_id=…&action=…&session=…}.
 *
 * @param version of a saved version's room
 * @param session of the client; empty if it names none
 */
record JoinParameters(
        WorkflowId workflowId,
        OptionalInt version,
        ProjectId projectId,
        JoinAction action,
        Optional<SessionId> session,
        @Nullable String tool) {

    static final String PREFIX = "/yjs/";

    private static final Pattern ROOM = Pattern.compile("(?<id>[^/]*)(?:/(?<version>.*))?");
    private static final Pattern VERSION = Pattern.compile("v(?<number>0|[1-9][0-9]{0,8})");
    private static final int LONGEST_TOOL = 64;

    /**
     * Reads path and query.
     *
     * @param path decoded, beginning with {@value #PREFIX}
     * @param query the value of a parameter by its name, null if absent
     * @param defaultProject where a workflow is that names no project
     * @throws RequestRefusedException that names the first thing that is wrong
     */
    static JoinParameters of(
            String path, Function<String, @Nullable String> query, Optional<ProjectId> defaultProject) {
        Matcher room = ROOM.matcher(path.substring(PREFIX.length()));
        if (!room.matches()) {
            throw new IllegalStateException("every path has a room: " + path);
        }
        WorkflowId workflowId = WorkflowId.parse(room.group("id"))
                .orElseThrow(() -> RequestRefusedException.badRequest("workflow id in the path is '" + room.group("id")
                        + "', expected a UUID of 36 characters: /yjs/{workflowId} or /yjs/{workflowId}/v{N}"));
        OptionalInt version = version(room.group("version"));
        return new JoinParameters(
                workflowId,
                version,
                project(query.apply("project_id"), defaultProject),
                action(query.apply("action"), version),
                session(query.apply("session")),
                tool(query.apply("tool")));
    }

    private static OptionalInt version(@Nullable String text) {
        if (text == null) {
            return OptionalInt.empty();
        }
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches()) {
            throw RequestRefusedException.badRequest(
                    "invalid version format: '" + text + "' after the workflow id, expected v and a decimal number");
        }
        return OptionalInt.of(Integer.parseInt(matcher.group("number")));
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

    private static Optional<SessionId> session(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SessionId(text));
        } catch (IllegalArgumentException e) {
            throw RequestRefusedException.badRequest("session: " + e.getMessage());
        }
    }

    private static @Nullable String tool(@Nullable String text) {
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
