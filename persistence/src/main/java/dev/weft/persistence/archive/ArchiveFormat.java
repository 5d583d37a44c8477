package dev.weft.persistence.archive;

import java.nio.charset.StandardCharsets;

/**
 * The bytes of an archive; integers are big-endian.
 *
 * <pre>
 * archive := "WEFTHIST" ‖ version (1 byte) ‖ stream id (16) ‖ event … ‖ end
 * event   := 1 (1 byte) ‖ type ‖ revision (2) ‖ time (8) ‖ metadata ‖ payload ‖ hash (32)
 * end     := 0 (1 byte) ‖ number of events (8) ‖ hash of the last one (32)
 * type    := length (2) ‖ UTF-8
 * metadata, payload := length (4) ‖ bytes as stored
 * </pre>
 */
final class ArchiveFormat {

    static final byte[] MAGIC = "WEFTHIST".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 1;
    static final int END = 0;
    static final int EVENT = 1;

    /** Far longer than any name. */
    static final int MOST_TYPE_BYTES = 200;

    /** More than any event has: a document is at most half as large. */
    static final int MOST_PART_BYTES = 128 << 20;

    private ArchiveFormat() {}
}
