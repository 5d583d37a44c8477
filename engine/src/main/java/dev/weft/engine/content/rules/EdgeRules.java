package dev.weft.engine.content.rules;

import dev.weft.engine.content.ConditionType;
import dev.weft.engine.content.Edge;
import dev.weft.engine.content.Field;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for edges. */
final class EdgeRules {
    static final String NO_JOB_HERE = "must be a job of this workflow";

    private static final int MAX_TEXT_LENGTH = 255;
    private static final Pattern FORBIDDEN_WORD = Pattern.compile("\\b(import|require|process|await|eval)\\b");

    private final Nodes nodes;

    EdgeRules(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Null if something was wrong, or if the edge goes with a job or trigger that was removed. */
    @Nullable
    Edge read(FieldReader fields) {
        UUID id = fields.uuid(Field.ID);
        UUID sourceJob = fields.uuid(Field.SOURCE_JOB_ID);
        UUID sourceTrigger = fields.uuid(Field.SOURCE_TRIGGER_ID);
        UUID target = fields.uuid(Field.TARGET_JOB_ID);
        UUID sourceJobLeft = nodes.unlessRemovedJob(sourceJob);
        UUID sourceTriggerLeft = nodes.unlessRemovedTrigger(sourceTrigger);
        UUID targetLeft = nodes.unlessRemovedJob(target);
        boolean lostAnEnd = !Objects.equals(sourceJobLeft, sourceJob)
                || !Objects.equals(sourceTriggerLeft, sourceTrigger)
                || !Objects.equals(targetLeft, target)
                || (id != null && nodes.cutEdges().contains(id));
        boolean lacksAnEnd = targetLeft == null || (sourceJobLeft == null && sourceTriggerLeft == null);
        if (lostAnEnd && lacksAnEnd) {
            return null;
        }

        ConditionType condition = fields.choice(Field.CONDITION_TYPE, ConditionType.class);
        String label = fields.trimmed(Field.CONDITION_LABEL, MAX_TEXT_LENGTH);
        String expression = fields.textUnlessBlank(Field.CONDITION_EXPRESSION, MAX_TEXT_LENGTH);
        boolean enabled = fields.bool(Field.ENABLED, true);
        fields.require(Field.ID, id);
        fields.require(Field.TARGET_JOB_ID, target);
        fields.require(Field.CONDITION_TYPE, condition);
        checkEnds(fields, sourceJobLeft, sourceTriggerLeft, target);
        checkCondition(fields, sourceTriggerLeft, condition, expression);
        if (!fields.isAllRight() || id == null || target == null || condition == null) {
            return null;
        }
        return new Edge(id, sourceJobLeft, sourceTriggerLeft, target, condition, expression, label, enabled);
    }

    private void checkEnds(
            FieldReader fields, @Nullable UUID sourceJob, @Nullable UUID sourceTrigger, @Nullable UUID target) {
        if (sourceJob != null && sourceTrigger != null) {
            fields.report(Field.SOURCE_TRIGGER_ID, "can't be set together with a source job");
        } else if (sourceJob == null && sourceTrigger == null && fields.isRight(Field.SOURCE_TRIGGER_ID)) {
            fields.report(Field.SOURCE_JOB_ID, "can't be blank, unless there is a source trigger");
        }
        if (sourceJob != null && !nodes.jobs().contains(sourceJob)) {
            fields.report(Field.SOURCE_JOB_ID, NO_JOB_HERE);
        }
        if (sourceTrigger != null && !nodes.triggers().contains(sourceTrigger)) {
            fields.report(Field.SOURCE_TRIGGER_ID, "must be a trigger of this workflow");
        }
        if (target != null && !nodes.jobs().contains(target)) {
            fields.report(Field.TARGET_JOB_ID, NO_JOB_HERE);
        }
        if (target != null && target.equals(sourceJob)) {
            fields.report(Field.TARGET_JOB_ID, "must be another job than the source");
        }
    }

    private static void checkCondition(
            FieldReader fields,
            @Nullable UUID sourceTrigger,
            @Nullable ConditionType condition,
            @Nullable String expression) {
        if (sourceTrigger != null
                && (condition == ConditionType.ON_JOB_SUCCESS || condition == ConditionType.ON_JOB_FAILURE)) {
            fields.report(Field.CONDITION_TYPE, "must be always or js_expression when the source is a trigger");
        }
        if (condition == ConditionType.JS_EXPRESSION) {
            fields.require(Field.CONDITION_EXPRESSION, expression);
            checkWords(fields, expression);
        }
    }

    private static void checkWords(FieldReader fields, @Nullable String expression) {
        if (expression != null) {
            Matcher forbidden = FORBIDDEN_WORD.matcher(expression);
            if (forbidden.find()) {
                fields.report(Field.CONDITION_EXPRESSION, "must not contain the word " + forbidden.group());
            }
        }
    }
}
