package dev.weft.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {

    /** Section 12 of the rules of collaboration, row by row: owner, admin, editor, viewer. */
    private static final String TABLE = """
            READ              ✓ ✓ ✓ ✓
            APPEAR            ✓ ✓ ✓ ✓
            CREATE_WORKFLOW   ✓ ✓ ✓ –
            EDIT_DOCUMENT     ✓ ✓ ✓ –
            SAVE_WORKFLOW     ✓ ✓ ✓ –
            RUN_WORKFLOW      ✓ ✓ ✓ –
            DELETE_WORKFLOW   ✓ ✓ ✓ –
            CREATE_CREDENTIAL ✓ ✓ ✓ –
            MANAGE_PROJECT    ✓ ✓ – –
            DELETE_PROJECT    ✓ – – –
            """;

    @Test
    void rolesHaveTheRightsOfTheTable() {
        List<String[]> rows = TABLE.lines().map(line -> line.split(" +")).toList();

        assertThat(rows).map(row -> Right.valueOf(row[0])).containsExactly(Right.values());
        for (String[] row : rows) {
            for (Role role : Role.values()) {
                assertThat(role.may(Right.valueOf(row[0])))
                        .as("%s may %s", role, row[0])
                        .isEqualTo(row[1 + role.ordinal()].equals("✓"));
            }
        }
    }

    @Test
    void strongerRoleHasTheRightsOfTheWeaker() {
        for (Right right : EnumSet.allOf(Right.class)) {
            List<Boolean> strongestFirst =
                    Arrays.stream(Role.values()).map(role -> role.may(right)).toList();

            assertThat(strongestFirst).as(right.name()).isSortedAccordingTo((a, b) -> Boolean.compare(b, a));
        }
    }

    @ParameterizedTest
    @EnumSource
    void roleIsReadAsItIsWritten(Role role) {
        assertThat(Role.parse(role.text())).contains(role);
        assertThat(Role.parse(role.name())).isEmpty();
    }
}
