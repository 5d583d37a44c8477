package dev.weft.engine.workflow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The sessions whose rejoining stands in the log already. Bounded: fingerprints of 8 bytes instead of text, and of the last {@value #MOST} sessions only. One
 * that comes back after so many others is written down a second time, which is more than nothing and does no harm. Not thread-safe.
 */
final class RejoinedSessions {
    static final int MOST = 4_096;

    private final Set<Long> fingerprints = new LinkedHashSet<>();

    /** @param fingerprints oldest first */
    RejoinedSessions(Collection<Long> fingerprints) {
        this.fingerprints.addAll(fingerprints);
    }

    void add(SessionId session) {
        fingerprints.add(fingerprint(session));
        if (fingerprints.size() > MOST) {
            Iterator<Long> oldest = fingerprints.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    boolean contains(SessionId session) {
        return fingerprints.contains(fingerprint(session));
    }

    /** Oldest first. */
    List<Long> fingerprints() {
        return List.copyOf(fingerprints);
    }

    /** The first 8 bytes of SHA-256: that two sessions of one workflow share them has odds of one in 2^40, at the most there can be. */
    private static long fingerprint(SessionId session) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(session.value().getBytes(StandardCharsets.US_ASCII));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
