package dev.weft.engine.content.rules;

import static dev.weft.engine.content.Section.EDGES;
import static dev.weft.engine.content.Section.JOBS;
import static dev.weft.engine.content.rules.Judging.FETCH;
import static dev.weft.engine.content.rules.Judging.LOAD;
import static dev.weft.engine.content.rules.Judging.accepted;
import static dev.weft.engine.content.rules.Judging.draft;
import static dev.weft.engine.content.rules.Judging.draftWith;
import static dev.weft.engine.content.rules.Judging.errors;
import static dev.weft.engine.content.rules.Judging.id;
import static dev.weft.engine.content.rules.Judging.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.content.Field;
import dev.weft.engine.content.Job;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobRulesTest {
    private static Job acceptedWith(String field, @Nullable Object value) {
        return accepted(draftWith(JOBS, LOAD, field, value).build()).jobs().get(LOAD);
    }

    private static void assertRefused(String field, @Nullable Object value) {
        assertThat(errors(draftWith(JOBS, LOAD, field, value).build()))
                .as("%s: %s", field, value)
                .containsOnlyKeys("jobs[1]." + field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"__ID_JOB_x__", "1-1-1-1-1", "sixteen bytes...", "11111111-0000-4000-8000-00000000000A"})
    void anIdIsAUuidInLowerCase(String wrong) {
        var draft = draft().remove(EDGES, 0).set(JOBS, LOAD, Field.ID, wrong).build();

        assertThat(rejected(draft)).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("jobs[1].id");
            assertThat(error.memberId()).isEqualTo(wrong);
        });
    }

    @Test
    void anIdIsNeeded() {
        var draft = draft().remove(EDGES, 0).unset(JOBS, LOAD, Field.ID).build();

        assertThat(rejected(draft)).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("jobs[1].id");
            assertThat(error.memberId()).isNull();
        });
    }

    @Test
    void noTwoJobsHaveOneId() {
        var twin = draft().build().jobs().get(LOAD);

        assertThat(errors(
                        draft().add(JOBS, twin).set(JOBS, 2, Field.NAME, "twin").build()))
                .isEqualTo(Map.of("jobs[2].id", List.of("has already been taken")));
    }

    @Test
    void aNameIsTrimmed() {
        assertThat(acceptedWith(Field.NAME, " load it\n").name()).isEqualTo("load it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a.b", "naïve", "a\nb", "tab\there", "a/b"})
    void aNameHoldsFewCharacters(String wrong) {
        assertRefused(Field.NAME, wrong);
    }

    @Test
    void aNameHas100CharactersAtMost() {
        assertThat(acceptedWith(Field.NAME, "n".repeat(100)).name()).hasSize(100);
        assertRefused(Field.NAME, "n".repeat(101));
    }

    @Test
    void aNameIsNeeded() {
        assertThat(errors(draft().unset(JOBS, LOAD, Field.NAME).build()))
                .isEqualTo(Map.of("jobs[1].name", List.of("can't be blank")));
    }

    @Test
    void noTwoJobsHaveOneNameOnceTrimmed() {
        assertThat(errors(draftWith(JOBS, LOAD, Field.NAME, " fetch ").build()))
                .isEqualTo(Map.of("jobs[1].name", List.of("has already been taken")));
    }

    @Test
    void aBodyIsKeptToTheLetter() {
        assertThat(acceptedWith(Field.BODY, "  code() \r\n").body()).isEqualTo("  code() \r\n");
    }

    @Test
    void aBodyIsNeededAndIsText() {
        assertRefused(Field.BODY, " \n");
        assertRefused(Field.BODY, null);
        assertRefused(Field.BODY, 7);
        assertRefused(Field.BODY, "a\u0000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@openfn/language-http@latest",
                "@openfn/language-http@local",
                "@openfn/language-http@4.2.0",
                "@my-org/x.y_z@1",
                "@openfn/language-http@1.0.0-rc.1"
            })
    void anAdaptorIsAScopedPackageWithAVersion(String right) {
        assertThat(acceptedWith(Field.ADAPTOR, right).adaptor()).isEqualTo(right);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "language-http@latest",
                "@openfn/language-http",
                "@openfn/language-http@",
                "@openfn/language-http@newest",
                "@openfn/language-http@latest\n",
                "@openfn/language http@1",
                "@/x@1",
                "@openfn/a/b@1",
                "@openfn/../x@1 "
            })
    void anythingElseIsNoAdaptor(String wrong) {
        assertRefused(Field.ADAPTOR, wrong);
    }

    @Test
    void anAbsentAdaptorIsTheCommonOneAndNullIsRefused() {
        assertThat(accepted(draft().unset(JOBS, LOAD, Field.ADAPTOR).build())
                        .jobs()
                        .get(LOAD)
                        .adaptor())
                .isEqualTo("@openfn/language-common@latest");
        assertRefused(Field.ADAPTOR, null);
        assertRefused(Field.ADAPTOR, "@a/" + "b".repeat(300) + "@1");
    }

    @ParameterizedTest
    @ValueSource(strings = {Field.PROJECT_CREDENTIAL_ID, Field.KEYCHAIN_CREDENTIAL_ID})
    void aCredentialIsAUuidOrNull(String field) {
        assertRefused(field, "secret");
        for (String blank : new String[] {"", " "}) {
            assertThat(acceptedWith(field, blank).projectCredentialId()).isNull();
            assertThat(acceptedWith(field, blank).keychainCredentialId()).isNull();
        }
        assertThat(accepted(draft().unset(JOBS, LOAD, field).build())
                        .jobs()
                        .get(LOAD)
                        .projectCredentialId())
                .isNull();
        acceptedWith(field, id("credential"));
    }

    @Test
    void atMostOneCredentialIsSet() {
        var draft = draft().set(JOBS, FETCH, Field.PROJECT_CREDENTIAL_ID, id("one"))
                .set(JOBS, FETCH, Field.KEYCHAIN_CREDENTIAL_ID, id("two"))
                .build();

        assertThat(errors(draft)).containsOnlyKeys("jobs[0].project_credential_id", "jobs[0].keychain_credential_id");
    }

    @Test
    void aCredentialBelongsToTheProject() {
        ProjectFacts facts = new ProjectFacts() {
            @Override
            public boolean hasProjectCredential(UUID credential) {
                return !credential.toString().equals(id("foreign"));
            }

            @Override
            public boolean hasKeychainCredential(UUID credential) {
                return false;
            }
        };

        assertThat(ContentRules.judge(
                        draftWith(JOBS, LOAD, Field.PROJECT_CREDENTIAL_ID, id("own"))
                                .build(),
                        null,
                        facts))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(ContentError.byPath(rejected(
                        draftWith(JOBS, LOAD, Field.PROJECT_CREDENTIAL_ID, id("foreign"))
                                .build(),
                        null,
                        facts)))
                .containsOnlyKeys("jobs[1].project_credential_id");
        assertThat(ContentError.byPath(rejected(
                        draftWith(JOBS, LOAD, Field.KEYCHAIN_CREDENTIAL_ID, id("own"))
                                .build(),
                        null,
                        facts)))
                .containsOnlyKeys("jobs[1].keychain_credential_id");
    }
}
