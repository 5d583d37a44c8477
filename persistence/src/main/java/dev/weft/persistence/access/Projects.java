package dev.weft.persistence.access;

import dev.weft.engine.access.MembershipRules;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectRefusal;
import dev.weft.engine.access.ProjectRoster;
import dev.weft.engine.access.Right;
import dev.weft.engine.access.Role;
import dev.weft.engine.workflow.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes and changes projects and who their members are. Each change checks the rights of who asks, as they are in the database, in the transaction that
 * makes it, and counts everywhere at once. Safe for use by many threads.
 */
public final class Projects {

    /** Most projects that are listed. */
    public static final int MOST_LISTED = 1_000;

    private final ProjectTables tables;
    private final PostgresProjectAccess access;
    private final TransactionTemplate transactions;

    public Projects(DataSource dataSource, PostgresProjectAccess access) {
        this.tables = new ProjectTables(dataSource);
        this.access = access;
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    /** Makes a project whose owner is who asks. Its id is drawn here: one that a client chose might have been used before there was a table. */
    public Project create(Principal owner, String name) {
        ProjectId id = new ProjectId(UUID.randomUUID());
        Project created = Objects.requireNonNull(transactions.execute(status -> {
            tables.insert(id, name);
            tables.setRole(id, owner.id(), Role.OWNER);
            tables.tellOfChange(id);
            return tables.find(id).orElseThrow();
        }));
        access.changed(id);
        return created;
    }

    /** Makes a project unless it is there. */
    public void ensure(ProjectId project, String name) {
        tables.insert(project, name);
        access.changed(project);
    }

    /** A project that isn't scheduled for deletion. */
    public Optional<Project> find(ProjectId project) {
        return tables.find(project);
    }

    /** The projects that a principal is a member of, by name; at most {@value #MOST_LISTED}. */
    public List<Project> of(Principal principal) {
        return access.source().countsMemberships() ? tables.ofMember(principal.id(), MOST_LISTED) : List.of();
    }

    /** All members, by principal. */
    public List<Membership> members(ProjectId project) {
        return tables.members(project);
    }

    /** Makes somebody a member, or gives a member another role. */
    public Optional<ProjectRefusal> setRole(Principal actor, ProjectId project, String principal, Role role) {
        return changeMember(
                actor, project, principal, Optional.of(role), () -> tables.setRole(project, principal, role));
    }

    public Optional<ProjectRefusal> removeMember(Principal actor, ProjectId project, String principal) {
        return changeMember(actor, project, principal, Optional.empty(), () -> tables.remove(project, principal));
    }

    /** Changes what is given, and leaves what is null. */
    public Optional<ProjectRefusal> update(
            Principal actor,
            ProjectId project,
            @Nullable String name,
            @Nullable Integer concurrency,
            @Nullable Boolean allowsSupportAccess) {
        return change(actor, project, (role, roster) -> {
            if (!role.may(Right.MANAGE_PROJECT)) {
                return new ProjectRefusal.NotAllowed("only owners and admins change a project's settings");
            }
            Project now = tables.find(project).orElseThrow();
            tables.update(
                    project,
                    name == null ? now.name() : name,
                    concurrency == null ? now.concurrency() : concurrency,
                    allowsSupportAccess == null ? now.allowsSupportAccess() : allowsSupportAccess);
            return null;
        });
    }

    /** Takes all rights in a project from everybody. Only an operator of the database can give them back. */
    public Optional<ProjectRefusal> scheduleDeletion(Principal actor, ProjectId project, Instant when) {
        return change(actor, project, (role, roster) -> {
            if (!role.may(Right.DELETE_PROJECT)) {
                return new ProjectRefusal.NotAllowed("only owners delete a project");
            }
            tables.scheduleDeletion(project, when);
            return null;
        });
    }

    private Optional<ProjectRefusal> changeMember(
            Principal actor, ProjectId project, String principal, Optional<Role> wanted, Runnable change) {
        return change(actor, project, (role, roster) -> {
            if (!access.source().countsMemberships()) {
                return new ProjectRefusal.RolesComeFromTokens();
            }
            Optional<ProjectRefusal> objection = MembershipRules.objection(role, roster.members(), principal, wanted);
            if (objection.isPresent()) {
                return objection.get();
            }
            change.run();
            return null;
        });
    }

    /** @param change given the actor's role; what it returns is why nothing was changed */
    private Optional<ProjectRefusal> change(
            Principal actor, ProjectId project, BiFunction<Role, ProjectRoster, @Nullable ProjectRefusal> change) {
        Optional<ProjectRefusal> refusal = Optional.ofNullable(transactions.execute(status -> {
            makeRoomForClaim(actor, project);
            Optional<ProjectRoster> roster = tables.roster(project, true);
            Optional<Role> role = access.source().roleOf(actor, project, roster);
            ProjectRefusal reason = role.isEmpty()
                    ? new ProjectRefusal.ProjectNotFound()
                    : change.apply(role.get(), roster.orElseThrow());
            if (reason == null) {
                tables.tellOfChange(project);
            } else {
                status.setRollbackOnly();
            }
            return reason;
        }));
        if (refusal.isEmpty()) {
            access.changed(project);
        }
        return refusal;
    }

    /** A project that somebody's token claims a role in needn't have been made before. */
    private void makeRoomForClaim(Principal actor, ProjectId project) {
        if (access.source().countsClaims() && actor.claimedRoles().containsKey(project)) {
            tables.insert(project, "Project " + project);
        }
    }
}
