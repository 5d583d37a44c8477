package dev.weft.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DuplicateKeysTest {

    private final DuplicateKeys duplicateKeys = new DuplicateKeys();

    @Test
    void takenKeyIsFoundBehindABatchAndBehindWrappers() {
        var batch = new BatchUpdateException("batch entry 0 failed", null, 0, new int[0], null);
        batch.setNextException(new SQLException("duplicate key value", "23505"));

        assertThat(duplicateKeys.isDuplicateKeyViolation(batch)).isTrue();
        assertThat(duplicateKeys.isDuplicateKeyViolation(new IllegalStateException(new RuntimeException(batch))))
                .isTrue();
    }

    @Test
    void otherFailuresAreNoConflict() {
        assertThat(duplicateKeys.isDuplicateKeyViolation(new SQLException("connection lost", "08006")))
                .isFalse();
        assertThat(duplicateKeys.isDuplicateKeyViolation(new SQLException("check violated", "23514")))
                .isFalse();
    }

    @Test
    void causesInACircleEnd() {
        var first = new SQLException("first");
        var second = new SQLException("second", first);
        first.initCause(second);
        first.setNextException(second);

        assertThat(duplicateKeys.isDuplicateKeyViolation(first)).isFalse();
    }
}
