package dev.weft.persistence.archive;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.events.EventBytes;
import dev.weft.persistence.events.HashChain;
import dev.weft.persistence.events.StoredEvent;
import dev.weft.persistence.events.StoredEvents;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes the history of a workflow, byte for byte as it is stored. Safe for use by many threads. */
public final class HistoryExport {

    private final StoredEvents events;

    public HistoryExport(StoredEvents events) {
        this.events = events;
    }

    /**
     * Writes all events that there are, and checks their chain: what was altered is not passed on.
     *
     * @param out is not closed
     * @return how many there are
     * @throws ArchiveException if there are none, or one isn't as it was written; what was written so far is no archive
     * @throws dev.weft.engine.log.LogUnavailableException if the log can't be read now
     */
    public long write(WorkflowId workflowId, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.write(ArchiveFormat.MAGIC);
        data.writeByte(ArchiveFormat.VERSION);
        data.write(HashChain.genesis(workflowId.value()));
        Chain chain = new Chain(HashChain.genesis(workflowId.value()));
        try {
            events.forEach(workflowId, event -> write(event, chain, data));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (chain.length == 0) {
            throw new ArchiveException("workflow " + workflowId + " has no events");
        }
        data.writeByte(ArchiveFormat.END);
        data.writeLong(chain.length);
        data.write(chain.last);
        data.flush();
        return chain.length;
    }

    /** What was written so far. */
    private static final class Chain {
        private byte[] last;
        private long length;

        Chain(byte[] genesis) {
            last = genesis;
        }
    }

    private static void write(StoredEvent event, Chain chain, DataOutputStream data) {
        EventBytes bytes = event.bytes();
        if (HashChain.defectOf(event, chain.length, chain.last) != null) {
            throw new ArchiveException("event " + chain.length + " of workflow " + event.stream()
                    + " is not as it was written, see weft verify");
        }
        chain.last = event.hash();
        chain.length++;
        try {
            data.writeByte(ArchiveFormat.EVENT);
            byte[] type = bytes.type().getBytes(StandardCharsets.UTF_8);
            data.writeShort(type.length);
            data.write(type);
            data.writeShort(bytes.revision());
            data.writeLong(bytes.timeMicros());
            data.writeInt(bytes.metadata().length);
            data.write(bytes.metadata());
            data.writeInt(bytes.payload().length);
            data.write(bytes.payload());
            data.write(event.hash());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
