package dev.weft.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MembershipRulesTest {

    private static final Map<String, Role> TWO_OWNERS =
            Map.of("olga", Role.OWNER, "otto", Role.OWNER, "adam", Role.ADMIN, "eva", Role.EDITOR);
    private static final Map<String, Role> ONE_OWNER = Map.of("olga", Role.OWNER, "adam", Role.ADMIN);

    @ParameterizedTest
    @CsvSource({
        "OWNER,  new,  EDITOR,",
        "OWNER,  new,  OWNER,",
        "OWNER,  otto, ADMIN,",
        "OWNER,  otto, ,",
        "OWNER,  adam, OWNER,",
        "OWNER,  adam, ,",
        "ADMIN,  new,  VIEWER,",
        "ADMIN,  new,  ADMIN,",
        "ADMIN,  eva,  ,",
        "ADMIN,  adam, EDITOR,",
        "ADMIN,  otto, OWNER,",
        "ADMIN,  new,  OWNER,  only owners",
        "ADMIN,  adam, OWNER,  only owners",
        "ADMIN,  otto, EDITOR, only owners",
        "ADMIN,  otto, ,       only owners",
        "EDITOR, new,  VIEWER, only owners and admins",
        "EDITOR, eva,  ,       only owners and admins",
        "VIEWER, eva,  EDITOR, only owners and admins",
        "OWNER,  new,  ,       is not a member",
    })
    void whoMayMakeWhomWhat(Role actor, String principal, @Nullable Role wanted, @Nullable String objection) {
        Optional<ProjectRefusal> refusal =
                MembershipRules.objection(actor, TWO_OWNERS, principal, Optional.ofNullable(wanted));

        assertThat(refusal.map(ProjectRefusal::text).orElse("")).contains(objection == null ? "" : objection);
        assertThat(refusal.isPresent()).isEqualTo(objection != null);
    }

    @ParameterizedTest
    @EnumSource(names = {"ADMIN", "EDITOR", "VIEWER"})
    void lastOwnerStaysOwner(Role lesser) {
        assertThat(MembershipRules.objection(Role.OWNER, ONE_OWNER, "olga", Optional.of(lesser)))
                .contains(new ProjectRefusal.LastOwner());
        assertThat(MembershipRules.objection(Role.OWNER, ONE_OWNER, "olga", Optional.empty()))
                .contains(new ProjectRefusal.LastOwner());
        assertThat(MembershipRules.objection(Role.OWNER, ONE_OWNER, "olga", Optional.of(Role.OWNER)))
                .isEmpty();
    }
}
