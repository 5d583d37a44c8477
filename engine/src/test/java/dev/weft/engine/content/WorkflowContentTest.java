package dev.weft.engine.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.weft.engine.content.draft.ContentHash;
import dev.weft.testkit.Seeds;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowContentTest {
    static long[] seeds() {
        return Seeds.of("WorkflowContentTest", 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aContentComesBackFromJsonAndFromCborAsItWas(long seed) throws IOException {
        WorkflowContent content = new RandomContent(new Random(seed)).next();

        for (ObjectMapper mapper : List.of(new ObjectMapper(), new CBORMapper())) {
            byte[] written = mapper.writeValueAsBytes(content);

            assertThat(mapper.readValue(written, WorkflowContent.class)).isEqualTo(content);
        }
    }

    @Test
    void jsonNamesFieldsAsTheDocumentDoes() {
        WorkflowContent content = new WorkflowContentBuilder()
                .job("fetch", "fetch()")
                .job("load", "load()")
                .edge("fetch", "load")
                .cron("nightly", "0 0 * * *")
                .position("fetch", 1, 2)
                .build();

        JsonNode json = new ObjectMapper().valueToTree(content);

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("name", "concurrency", "enable_job_logs", "jobs", "triggers", "edges", "positions");
        assertThat(json.at("/jobs/0").fieldNames())
                .toIterable()
                .containsExactly("id", "name", "body", "adaptor", "project_credential_id", "keychain_credential_id");
        assertThat(json.at("/edges/0/condition_type").asText()).isEqualTo("on_job_success");
        assertThat(json.at("/triggers/0/type").asText()).isEqualTo("cron");
        assertThat(json.at("/positions/" + WorkflowContentBuilder.id("fetch") + "/y")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void theOrderOfMembersMeansNothing() {
        WorkflowContent oneWay =
                new WorkflowContentBuilder().job("a", "1").job("b", "2").build();
        WorkflowContent otherWay =
                new WorkflowContentBuilder().job("b", "2").job("a", "1").build();

        assertThat(oneWay).isNotEqualTo(otherWay);
        assertThat(oneWay.sameAs(otherWay)).isTrue();
        assertThat(ContentHash.of(oneWay)).isEqualTo(ContentHash.of(otherWay));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void contentsThatDifferHaveDifferentHashes(long seed) {
        RandomContent contents = new RandomContent(new Random(seed));
        WorkflowContent content = contents.next();
        WorkflowContent changed = contents.changed(content);

        assertThat(content.sameAs(changed)).isEqualTo(ContentHash.of(content).equals(ContentHash.of(changed)));
    }

    @Test
    void noPositionsAreNull() {
        WorkflowContent content = new WorkflowContent("w", null, true, List.of(), List.of(), List.of(), Map.of());

        assertThat(content.positions()).isNull();
    }

    @Test
    void minusZeroIsTheSamePlaceAsZero() {
        assertThat(new Position(-0.0, 0)).isEqualTo(new Position(0, -0.0));
    }

    @Test
    void aKafkaPasswordIsNotShownInMessages() {
        var kafka = new KafkaConfiguration("h:1", "t", "g", 30, "latest", true, "plain", "user", "s3cret");

        assertThat(kafka.toString()).doesNotContain("s3cret").doesNotContain("user");
    }

    @Test
    void onlyTheCanonicalFormOfAUuidIsRead() {
        UUID uuid = UUID.fromString("11111111-0000-4000-8000-00000000000a");

        assertThat(CanonicalUuid.parse(uuid.toString())).contains(uuid);
        assertThat(CanonicalUuid.parse("1-1-1-1-1")).isEmpty();
        assertThat(CanonicalUuid.parse("__ID_JOB_x__")).isEmpty();
        assertThat(CanonicalUuid.parse("sixteen bytes...")).isEmpty();
    }
}
