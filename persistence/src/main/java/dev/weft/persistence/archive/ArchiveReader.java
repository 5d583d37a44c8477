package dev.weft.persistence.archive;

import dev.weft.persistence.events.EventBytes;
import dev.weft.persistence.events.HashChain;
import dev.weft.persistence.events.StoredEvent;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads an archive event by event, and checks that nothing of it was altered, left out or cut off. Used by one thread. */
final class ArchiveReader {

    private final DataInputStream in;
    private final UUID stream;
    private byte[] last;
    private int length;

    /** @throws ArchiveException if this is no archive that this build reads */
    ArchiveReader(InputStream archive) throws IOException {
        in = new DataInputStream(archive);
        if (!Arrays.equals(bytes(ArchiveFormat.MAGIC.length, "the first letters"), ArchiveFormat.MAGIC)) {
            throw new ArchiveException("this is no history: it doesn't begin with the letters WEFTHIST");
        }
        int version = whole("its version", in::readUnsignedByte);
        if (version != ArchiveFormat.VERSION) {
            throw new ArchiveException(
                    "this history is of format " + version + ", and this build reads format " + ArchiveFormat.VERSION);
        }
        stream = new UUID(whole("its id", in::readLong), whole("its id", in::readLong));
        last = HashChain.genesis(stream);
    }

    /** Of the workflow whose history this is. */
    UUID stream() {
        return stream;
    }

    /**
     * The next event; null after the last.
     *
     * @throws ArchiveException if it isn't as it was written, or the archive isn't whole
     */
    @Nullable
    StoredEvent next() throws IOException {
        String where = "event " + length;
        int mark = whole(where, in::readUnsignedByte);
        if (mark == ArchiveFormat.END) {
            requireEnd();
            return null;
        }
        if (mark != ArchiveFormat.EVENT) {
            throw new ArchiveException(where + " begins with byte " + mark + ", expected " + ArchiveFormat.EVENT
                    + ", or " + ArchiveFormat.END + " for the end");
        }
        EventBytes event = new EventBytes(
                new String(
                        bytes(
                                bounded(whole(where, in::readUnsignedShort), ArchiveFormat.MOST_TYPE_BYTES, where),
                                where),
                        StandardCharsets.UTF_8),
                whole(where, in::readUnsignedShort),
                whole(where, in::readLong),
                bytes(bounded(whole(where, in::readInt), ArchiveFormat.MOST_PART_BYTES, where), where),
                bytes(bounded(whole(where, in::readInt), ArchiveFormat.MOST_PART_BYTES, where), where));
        StoredEvent row = new StoredEvent(0, stream, length, event, bytes(HashChain.HASH_BYTES, where));
        if (HashChain.defectOf(row, length, last) != null) {
            throw new ArchiveException(where + " (" + event.type() + ") is not as it was written");
        }
        last = row.hash();
        length++;
        return row;
    }

    private void requireEnd() throws IOException {
        long events = whole("the end", in::readLong);
        if (events != length || !Arrays.equals(bytes(HashChain.HASH_BYTES, "the end"), last)) {
            throw new ArchiveException("the end tells of " + events + " events and another hash than event "
                    + (length - 1) + " has, which is the last one here");
        }
        if (in.read() >= 0) {
            throw new ArchiveException("there are bytes behind the end of the history");
        }
    }

    /** Reads a number. */
    @FunctionalInterface
    private interface Read<T> {
        T read() throws IOException;
    }

    private static <T> T whole(String what, Read<T> read) throws IOException {
        try {
            return read.read();
        } catch (EOFException e) {
            throw cutOff(what);
        }
    }

    private byte[] bytes(int count, String what) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw cutOff(what);
        }
        return bytes;
    }

    private static ArchiveException cutOff(String what) {
        return new ArchiveException("the history is cut off in " + what);
    }

    private static int bounded(int length, int most, String where) {
        if (length < 0 || length > most) {
            throw new ArchiveException(
                    where + " has a part of " + Integer.toUnsignedString(length) + " bytes, expected at most " + most);
        }
        return length;
    }
}
