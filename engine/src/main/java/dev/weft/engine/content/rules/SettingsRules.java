package dev.weft.engine.content.rules;

import dev.weft.engine.content.Field;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.WorkflowNames;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The rules for the workflow itself. */
final class SettingsRules {
    private final FieldReader fields;
    private final @Nullable WorkflowContent saved;
    private final ProjectFacts facts;

    /** Null only if it is wrong. */
    @Nullable
    String name;

    @Nullable
    Integer concurrency;

    boolean enableJobLogs;

    SettingsRules(FieldReader fields, @Nullable WorkflowContent saved, ProjectFacts facts) {
        this.fields = fields;
        this.saved = saved;
        this.facts = facts;
    }

    void read() {
        name = readName();
        concurrency = readConcurrency();
        enableJobLogs = fields.isAbsent(Field.ENABLE_JOB_LOGS) && saved != null
                ? saved.enableJobLogs()
                : fields.bool(Field.ENABLE_JOB_LOGS, true);
    }

    private @Nullable String readName() {
        if (fields.isAbsent(Field.NAME)) {
            return saved == null ? WorkflowNames.UNTITLED : saved.name();
        }
        String wanted = fields.trimmed(Field.NAME, WorkflowNames.MAX_LENGTH);
        fields.require(Field.NAME, wanted);
        if (wanted != null && WorkflowNames.isReserved(wanted)) {
            fields.report(Field.NAME, "must not end as the name of a deleted workflow does, in _del");
        } else if (wanted != null && facts.isNameTaken(wanted)) {
            fields.report(Field.NAME, "is the name of another workflow of this project");
        }
        return wanted;
    }

    private @Nullable Integer readConcurrency() {
        if (fields.isAbsent(Field.CONCURRENCY)) {
            return saved == null ? null : saved.concurrency();
        }
        Integer wanted = fields.whole(Field.CONCURRENCY, 1, Integer.MAX_VALUE);
        OptionalInt most = facts.maxConcurrency();
        if (wanted != null && most.isPresent() && wanted > most.getAsInt()) {
            fields.report(Field.CONCURRENCY, "should not exceed the project's concurrency of " + most.getAsInt());
        }
        return wanted;
    }
}
