package dev.weft.engine.content.rules;

import dev.weft.engine.content.Edge;
import dev.weft.engine.content.Field;
import dev.weft.engine.content.Job;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.Trigger;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.draft.Draft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All rules a workflow must keep to be saved, and all normalisation on the way. Pure, as long as the project's facts are. */
public final class ContentRules {
    private final List<ContentError> errors = new ArrayList<>();
    private final Draft draft;
    private final @Nullable WorkflowContent saved;
    private final ProjectFacts facts;

    private ContentRules(Draft draft, @Nullable WorkflowContent saved, ProjectFacts facts) {
        this.draft = draft;
        this.saved = saved;
        this.facts = facts;
    }

    /**
     * Judges a draft.
     *
     * <p>What is normalised: names and comments are trimmed, blank optional texts become null, absent fields get their defaults, a trigger loses the fields of
     * other types, positions that are none are dropped. An edge that leads from or to a job or trigger of the saved content goes with it, and a cron cursor lets go
     * of it.
     *
     * @param saved what was saved last, and gives fields of the workflow that the draft lacks; null if nothing was
     */
    public static Verdict judge(Draft draft, @Nullable WorkflowContent saved, ProjectFacts facts) {
        return new ContentRules(draft, saved, facts).judge();
    }

    private Verdict judge() {
        Nodes nodes = Nodes.of(draft, saved);
        SettingsRules settings = new SettingsRules(reader(Section.WORKFLOW, -1, draft.workflow()), saved, facts);
        settings.read();

        JobRules jobRules = new JobRules(facts);
        List<Job> jobs = new ArrayList<>();
        forEachMember(Section.JOBS, draft.jobs(), fields -> add(jobs, jobRules.read(fields)));

        TriggerRules triggerRules = new TriggerRules(nodes, facts);
        List<Trigger> triggers = new ArrayList<>();
        forEachMember(Section.TRIGGERS, draft.triggers(), fields -> add(triggers, triggerRules.read(fields)));

        EdgeRules edgeRules = new EdgeRules(nodes);
        List<Edge> edges = new ArrayList<>();
        forEachMember(Section.EDGES, draft.edges(), fields -> add(edges, edgeRules.read(fields)));

        if (!errors.isEmpty()) {
            return new Verdict.Rejected(errors);
        }
        return new Verdict.Accepted(new WorkflowContent(
                Objects.requireNonNull(settings.name),
                settings.concurrency,
                settings.enableJobLogs,
                jobs,
                triggers,
                edges,
                Positions.wellFormed(draft.positions())));
    }

    private FieldReader reader(Section section, int index, Map<String, @Nullable Object> fields) {
        return new FieldReader(section, index, fields, errors);
    }

    private void forEachMember(
            Section section, List<Map<String, @Nullable Object>> members, Consumer<FieldReader> rules) {
        Set<Object> ids = new HashSet<>();
        for (int i = 0; i < members.size(); i++) {
            FieldReader fields = reader(section, i, members.get(i));
            Object id = members.get(i).get(Field.ID);
            if (id != null && !ids.add(id)) {
                fields.report(Field.ID, FieldReader.TAKEN);
            }
            rules.accept(fields);
        }
    }

    private static <M> void add(List<M> members, @Nullable M member) {
        if (member != null) {
            members.add(member);
        }
    }
}
