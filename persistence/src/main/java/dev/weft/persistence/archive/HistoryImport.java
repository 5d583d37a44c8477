package dev.weft.persistence.archive;

import dev.weft.engine.host.DocumentFold;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.request.NamesInLog;
import dev.weft.engine.request.UniqueName;
import dev.weft.engine.request.UniqueNames;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.events.StoredEvent;
import dev.weft.persistence.events.StoredEvents;
import dev.weft.persistence.names.PostgresUniqueNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a history in, whole or not at all. Everything is read, checked and folded before anybody sees anything of it; then it appears in one moment, with
 * positions behind all that there are.
 *
 * <p>Under its own id a history takes its names and paths in its project, and is refused if somebody else has them. A copy under another id takes
 * none: they stay those of the original, and the next save of the copy asks for others.
 *
 * <p>Safe for use by many threads.
 */
public final class HistoryImport {

    private final StoredEvents events;
    private final CopiedWorkflow.Encoder encoder;
    private final JdbcClient client;
    private final UniqueNames names;
    private final TransactionTemplate transaction;

    public HistoryImport(WeftDatabase database, EventLogStorage log) {
        events = log.storedEvents();
        encoder = new CopiedWorkflow.Encoder(log.serializer());
        client = JdbcClient.create(database.dataSource());
        names = new PostgresUniqueNames(database.dataSource());
        transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    }

    /** @param events how many there are */
    public record Imported(WorkflowId workflowId, long events, byte[] lastHash) {}

    /**
     * Reads an archive to its end.
     *
     * @param as   the id of the copy; null for the id that the history has
     * @throws ArchiveException if the id is known here, a name is taken, or something in the archive is not as it was written or can't be read by this
     *     build: nothing was imported then
     */
    public Imported read(InputStream archive, @Nullable WorkflowId as) throws IOException {
        ArchiveReader reader = new ArchiveReader(archive);
        try {
            return Objects.requireNonNull(transaction.execute(_ -> imported(reader, as)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Imported imported(ArchiveReader reader, @Nullable WorkflowId as) {
        WorkflowId source = new WorkflowId(reader.stream());
        WorkflowId target = as == null ? source : as;
        IncomingEvents incoming = new IncomingEvents(client, events);
        incoming.requireUnknown(target);
        CopiedWorkflow copy = target.equals(source) ? null : new CopiedWorkflow(source, target, events, encoder);
        DocumentFold fold = new DocumentFold(target);
        NamesInLog inLog = NamesInLog.none();
        ProjectId project = null;
        byte[] lastHash = {};
        try {
            for (StoredEvent row = reader.next(); row != null; row = reader.next()) {
                StoredEvent taken = copy == null ? row : copy.next(row);
                RecordedEvent event = decoded(taken);
                project = event.event() instanceof WorkflowCreated created ? projectOf(created, target) : project;
                apply(fold, event);
                inLog = inLog.after(event);
                incoming.add(taken);
                lastHash = taken.hash();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (project == null) {
            throw new ArchiveException("the history has no events");
        }
        if (copy == null) {
            take(inLog, project, target);
        }
        incoming.appear(target);
        return new Imported(target, fold.nextSequence(), lastHash);
    }

    private static ProjectId projectOf(WorkflowCreated created, WorkflowId target) {
        if (!created.workflowId().equals(target)) {
            throw new ArchiveException("event 0 creates workflow " + created.workflowId() + ", expected " + target);
        }
        return created.projectId();
    }

    private RecordedEvent decoded(StoredEvent row) {
        try {
            return events.read(row);
        } catch (RuntimeException e) {
            throw new ArchiveException(
                    "event " + row.sequence() + " (" + row.bytes().type() + ", revision "
                            + row.bytes().revision() + ") can't be read by this build: " + e.getMessage(),
                    e);
        }
    }

    private static void apply(DocumentFold fold, RecordedEvent event) {
        try {
            fold.apply(event);
        } catch (IllegalStateException e) {
            throw new ArchiveException("event " + event.sequence() + " can't stand there: " + e.getMessage(), e);
        }
    }

    private void take(NamesInLog inLog, ProjectId project, WorkflowId workflow) {
        Set<UniqueName> wanted = inLog.names();
        if (!names.claim(project, workflow, wanted, inLog.lastSequence())) {
            List<String> taken = wanted.stream()
                    .filter(name -> names.holderOf(project, name).isPresent())
                    .map(UniqueName::value)
                    .toList();
            throw new ArchiveException("in project " + project + ", other workflows have taken the names " + taken
                    + ": rename them, or import a copy under another id");
        }
        names.settle(project, workflow, wanted, inLog.lastSequence());
    }
}
