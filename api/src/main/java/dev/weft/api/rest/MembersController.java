package dev.weft.api.rest;

import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Role;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.persistence.access.Membership;
import dev.weft.persistence.access.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The members of one project. A change counts at once, for connections that are open, too. */
@RestController
@RequestMapping("/api/v1/projects/{projectId}/members")
@Tag(name = "Members")
public final class MembersController {

    private static final int LONGEST_PRINCIPAL = 255;

    private final Gate gate;
    private final Projects projects;

    public MembersController(Gate gate, Projects projects) {
        this.gate = gate;
        this.projects = projects;
    }

    record MemberList(List<Member> members) {}

    /** @param principal as the token's claim sub names the person, and in events */
    record Member(String principal, String role) {
        static Member of(Membership membership) {
            return new Member(membership.principal(), membership.role().text());
        }
    }

    record WantedRole(@Nullable String role) {}

    @Operation(summary = "Lists the members, by principal")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    MemberList list(@Parameter(hidden = true) Principal caller, @PathVariable String projectId) {
        ProjectId project = Gate.projectId(projectId);
        gate.requireMember(caller, project);
        return new MemberList(projects.members(project).stream().map(Member::of).toList());
    }

    @Operation(
            summary = "Makes somebody a member, or gives a member another role; for owners and admins",
            description = "Only owners make or unmake owners, and the last owner stays one.")
    @PutMapping(path = "/{principal}", produces = MediaType.APPLICATION_JSON_VALUE)
    Member setRole(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String projectId,
            @PathVariable String principal,
            @RequestBody WantedRole wanted) {
        Role role = Role.parse(String.valueOf(wanted.role()))
                .orElseThrow(() -> RequestRefusedException.badRequest(
                        "role is '" + wanted.role() + "', expected owner, admin, editor or viewer"));
        Refusals.check(projects.setRole(caller, Gate.projectId(projectId), checked(principal), role));
        return new Member(principal, role.text());
    }

    @Operation(summary = "Removes a member, whose connections are closed; for owners and admins")
    @DeleteMapping("/{principal}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @Parameter(hidden = true) Principal caller,
            @PathVariable String projectId,
            @PathVariable String principal) {
        Refusals.check(projects.removeMember(caller, Gate.projectId(projectId), checked(principal)));
    }

    private static String checked(String principal) {
        if (principal.isBlank()
                || principal.length() > LONGEST_PRINCIPAL
                || principal.chars().anyMatch(Character::isISOControl)) {
            throw RequestRefusedException.badRequest("principal in the path has " + principal.length()
                    + " characters, expected 1 to " + LONGEST_PRINCIPAL + ", visible");
        }
        return principal;
    }
}
