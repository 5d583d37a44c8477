package dev.weft.persistence.checkpoint;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A row of {@code weft.checkpoint}.
 *
 * @param isOfThisLog whether the log has the event that it was made after
 * @param standing where the workflow stands, as CBOR
 */
record StoredCheckpoint(
        long sequence,
        int format,
        boolean isKept,
        long updateBytes,
        byte[] standing,
        byte[] document,
        byte[] digest,
        boolean isOfThisLog) {

    static StoredCheckpoint of(ResultSet row) throws SQLException {
        return new StoredCheckpoint(
                row.getLong("sequence"),
                row.getInt("format"),
                row.getBoolean("is_kept"),
                row.getLong("update_bytes"),
                row.getBytes("standing"),
                row.getBytes("document"),
                row.getBytes("digest"),
                row.getBoolean("is_of_this_log"));
    }

    /** Why it can't be used, as far as that shows before it is decoded. */
    Optional<String> defect() {
        if (format != PostgresCheckpoints.FORMAT) {
            return Optional.of(
                    "it has format " + format + ", and this build reads format " + PostgresCheckpoints.FORMAT);
        }
        if (!isOfThisLog) {
            return Optional.of(
                    "it was made after event " + sequence + ", which the log doesn't have, or has differently");
        }
        return Arrays.equals(digest(isKept, updateBytes, standing, document), digest)
                ? Optional.empty()
                : Optional.of("it is damaged");
    }

    /** SHA-256( 1 byte, 1 if it is kept ‖ 8 bytes {@code updateBytes} ‖ standing ‖ document ). */
    static byte[] digest(boolean isKept, long updateBytes, byte[] standing, byte[] document) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((byte) (isKept ? 1 : 0));
            sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, updateBytes));
            sha256.update(standing);
            return sha256.digest(document);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
