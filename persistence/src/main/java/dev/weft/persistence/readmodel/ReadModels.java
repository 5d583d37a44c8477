package dev.weft.persistence.readmodel;

import dev.weft.engine.host.DocumentCheckpoints;
import dev.weft.persistence.activity.ActivityModel;
import dev.weft.persistence.draft.DraftModel;
import dev.weft.persistence.events.LoggedEvents;
import dev.weft.persistence.saved.SavedWorkflowModel;
import dev.weft.persistence.saved.VersionModel;
import dev.weft.persistence.table.ReadModel;
import java.util.List;
import java.util.Optional;

/** All read models of this build. */
public final class ReadModels {

    /** The schema of the tables that people read. */
    static final String LIVE = "weft";

    private final List<ReadModel> models;

    /** @param checkpoints that drafts are taken up from */
    public ReadModels(LoggedEvents events, DocumentCheckpoints checkpoints) {
        this(List.of(
                new SavedWorkflowModel(),
                new VersionModel(),
                new DraftModel(events, checkpoints),
                new ActivityModel()));
    }

    ReadModels(List<ReadModel> models) {
        this.models = List.copyOf(models);
    }

    public List<ReadModel> all() {
        return models;
    }

    public List<String> names() {
        return models.stream().map(ReadModel::name).toList();
    }

    public Optional<ReadModel> named(String name) {
        return models.stream().filter(model -> model.name().equals(name)).findFirst();
    }
}
