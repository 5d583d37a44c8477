package dev.weft.engine.host;

import dev.weft.crdt.Doc;
import dev.weft.engine.content.document.ServerEdit;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.request.Situation;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.HostEvent;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What plans are made from, as the fold of a host has it now. Remembers the last version. */
final class HostSituation implements Situation {
    /** Who mends documents. */
    private static final String SERVER = "weft:server";

    private static final SessionId SERVER_SESSION = new SessionId("server");

    private final WorkflowId workflowId;
    private final DocumentFold fold;
    private final EventLog eventLog;
    private final InstantSource clock;
    private final long serverClientId;
    private @Nullable SavedVersion lastVersion;

    /**
     * @param serverClientId of the structs that the server makes: drawn anew for each host, as clocks of one that was used before a restart would come again
     */
    HostSituation(
            WorkflowId workflowId, DocumentFold fold, EventLog eventLog, InstantSource clock, long serverClientId) {
        this.workflowId = workflowId;
        this.fold = fold;
        this.eventLog = eventLog;
        this.clock = clock;
        this.serverClientId = serverClientId;
    }

    /** Mends what edits that met have done to the document, if they have; in the name of the server. */
    Optional<UpdatesAppended> repair(Supplier<UUID> appendIds) {
        return fold.repair(serverClientId)
                .map(update -> new UpdatesAppended(
                        appendIds.get(),
                        List.of(new AppendedUpdate(
                                new UpdateBytes(update), SERVER, SERVER_SESSION, "repair", clock.millis()))));
    }

    /** The fold has taken this event in. */
    void happened(WorkflowEvent event) {
        event.newVersion().ifPresent(version -> lastVersion = version);
    }

    @Override
    public WorkflowId workflowId() {
        return workflowId;
    }

    @Override
    public WorkflowStanding standing() {
        return fold.standing();
    }

    @Override
    public long nextSequence() {
        return fold.nextSequence();
    }

    @Override
    public Draft draft() {
        return fold.draft();
    }

    @Override
    public <R extends @Nullable Object> ServerEdit.Made<R> edit(Function<Doc, R> edit) {
        return fold.tryOut(serverClientId, edit);
    }

    @Override
    public String firstName() {
        return ((WorkflowCreated) eventLog.event(workflowId, 0).event()).name();
    }

    @Override
    public SavedVersion version(VersionPlace place) {
        SavedVersion last = lastVersion;
        if (last != null && last.lockVersion() == place.lockVersion()) {
            return last;
        }
        SavedVersion version = eventLog.version(workflowId, place);
        if (place.lockVersion() == standing().lockVersion()) {
            lastVersion = version;
        }
        return version;
    }

    @Override
    public HostEvent event(long sequence) {
        return (HostEvent) eventLog.event(workflowId, sequence).event();
    }

    @Override
    public long nowMillis() {
        return clock.millis();
    }
}
