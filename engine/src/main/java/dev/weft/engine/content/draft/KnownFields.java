package dev.weft.engine.content.draft;

import dev.weft.engine.content.Field;
import dev.weft.engine.content.Section;
import java.util.List;

/** The fields of a document that a draft takes in. Others belong to whoever wrote them. */
public final class KnownFields {
    private static final List<String> WORKFLOW =
            List.of(Field.ID, Field.NAME, Field.CONCURRENCY, Field.ENABLE_JOB_LOGS);

    private static final List<String> JOB = List.of(
            Field.ID, Field.NAME, Field.BODY, Field.ADAPTOR, Field.PROJECT_CREDENTIAL_ID, Field.KEYCHAIN_CREDENTIAL_ID);

    private static final List<String> TRIGGER = List.of(
            Field.ID,
            Field.TYPE,
            Field.ENABLED,
            Field.COMMENT,
            Field.CRON_EXPRESSION,
            Field.CRON_CURSOR_JOB_ID,
            Field.WEBHOOK_REPLY,
            Field.WEBHOOK_RESPONSE_CONFIG,
            Field.CUSTOM_PATH,
            Field.KAFKA_CONFIGURATION);

    private static final List<String> EDGE = List.of(
            Field.ID,
            Field.SOURCE_JOB_ID,
            Field.SOURCE_TRIGGER_ID,
            Field.TARGET_JOB_ID,
            Field.CONDITION_TYPE,
            Field.CONDITION_EXPRESSION,
            Field.CONDITION_LABEL,
            Field.ENABLED);

    private KnownFields() {}

    /** Of the section's root or of each of its members, in the order in which they are written. */
    public static List<String> of(Section section) {
        return switch (section) {
            case WORKFLOW -> WORKFLOW;
            case JOBS -> JOB;
            case TRIGGERS -> TRIGGER;
            case EDGES -> EDGE;
            case POSITIONS -> throw new IllegalArgumentException("positions have the ids of nodes, not fields");
        };
    }
}
