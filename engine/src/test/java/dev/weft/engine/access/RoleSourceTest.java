package dev.weft.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.workflow.ProjectId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoleSourceTest {

    private static final ProjectId PROJECT = new ProjectId(UUID.fromString("22222222-0000-4000-8000-000000000001"));
    private static final ProjectRoster ROSTER = new ProjectRoster(false, false, Map.of("ada", Role.VIEWER));

    @ParameterizedTest
    @CsvSource({
        "MEMBERSHIPS,           VIEWER,  NOTHING",
        "CLAIMS,                OWNER,   OWNER",
        "MEMBERSHIPS_OR_CLAIMS, VIEWER,  OWNER",
    })
    void memberWithAClaimAndStrangerWithAClaim(RoleSource source, String member, String stranger) {
        assertThat(role(source, Principal.withRole("ada", PROJECT, Role.OWNER), ROSTER))
                .isEqualTo(member);
        assertThat(role(source, Principal.withRole("eve", PROJECT, Role.OWNER), ROSTER))
                .isEqualTo(stranger);
    }

    @ParameterizedTest
    @EnumSource
    void whoHasNeitherHasNothing(RoleSource source) {
        assertThat(role(source, new Principal("eve", Map.of()), ROSTER)).isEqualTo("NOTHING");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyHasARightInAProjectThatIsToBeDeleted(RoleSource source) {
        ProjectRoster leaving = new ProjectRoster(true, true, Map.of("ada", Role.OWNER));
        Principal ada = new Principal("ada", Profile.UNKNOWN, Map.of(PROJECT, Role.OWNER), true);

        assertThat(role(source, ada, leaving)).isEqualTo("NOTHING");
        assertThat(source.exists(Optional.of(leaving))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"MEMBERSHIPS, false", "CLAIMS, true", "MEMBERSHIPS_OR_CLAIMS, true"})
    void unknownProjectExistsWhereClaimsCount(RoleSource source, boolean exists) {
        assertThat(source.exists(Optional.empty())).isEqualTo(exists);
    }

    @Test
    void supportIsAnEditorWhereTheProjectLetsItIn() {
        Principal support = new Principal("sue", Profile.UNKNOWN, Map.of(), true);

        assertThat(role(RoleSource.MEMBERSHIPS, support, new ProjectRoster(false, true, Map.of())))
                .isEqualTo("EDITOR");
        assertThat(role(RoleSource.MEMBERSHIPS, support, new ProjectRoster(false, false, Map.of())))
                .isEqualTo("NOTHING");
        assertThat(role(
                        RoleSource.MEMBERSHIPS,
                        new Principal("eve", Map.of()),
                        new ProjectRoster(false, true, Map.of())))
                .isEqualTo("NOTHING");
    }

    @Test
    void membershipOutranksSupportAccess() {
        Principal support = new Principal("sue", Profile.UNKNOWN, Map.of(), true);

        assertThat(role(RoleSource.MEMBERSHIPS, support, new ProjectRoster(false, true, Map.of("sue", Role.VIEWER))))
                .isEqualTo("VIEWER");
    }

    private static String role(RoleSource source, Principal principal, ProjectRoster roster) {
        return source.roleOf(principal, PROJECT, Optional.of(roster))
                .map(Role::name)
                .orElse("NOTHING");
    }
}
