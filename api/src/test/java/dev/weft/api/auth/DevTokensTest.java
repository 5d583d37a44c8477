package dev.weft.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Profile;
import dev.weft.engine.access.Role;
import dev.weft.engine.workflow.ProjectId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class DevTokensTest {

    private static final String OTHER_PROJECT = "6ba7b810-9dad-41d1-80b4-00c04fd430c8";

    private final DevTokens tokens = new DevTokens();

    @ParameterizedTest
    @NullAndEmptySource
    void nobodyInParticularIsTheGuestWhoOwnsTheDemoProject(String token) {
        assertThat(tokens.authenticate(token)).isEqualTo(somebody("guest", DevTokens.DEMO_PROJECT, Role.OWNER));
    }

    @ParameterizedTest
    @EnumSource
    void nameAndRoleCountInTheDemoProject(Role role) {
        assertThat(tokens.authenticate("Ada Lovelace:" + role.text()))
                .isEqualTo(somebody("Ada Lovelace", DevTokens.DEMO_PROJECT, role));
    }

    @Test
    void namedProjectTakesThePlaceOfTheDemoProject() {
        assertThat(tokens.authenticate("bob:editor:" + OTHER_PROJECT))
                .isEqualTo(somebody("bob", new ProjectId(UUID.fromString(OTHER_PROJECT)), Role.EDITOR));
    }

    private static Caller somebody(String name, ProjectId project, Role role) {
        return new Caller(new Principal(name, new Profile(name, null), Map.of(project, role), false), Instant.MAX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada",
                ":editor",
                " :editor",
                "ada:",
                "ada:Editor",
                "ada:king",
                "ada:editor:",
                "ada:editor:1-1-1-1-1",
                "ada:editor:" + OTHER_PROJECT + ":more",
                "a\nda:editor",
            })
    void anyOtherFormIsRefusedWithoutRepeatingTheToken(String token) {
        assertThatThrownBy(() -> tokens.authenticate(token))
                .isInstanceOf(UnauthenticatedException.class)
                .hasMessageContaining("name:role")
                .hasMessageNotContaining(token);
    }
}
