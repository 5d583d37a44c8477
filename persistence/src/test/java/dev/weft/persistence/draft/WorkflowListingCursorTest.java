package dev.weft.persistence.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.draft.WorkflowListing.Cursor;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowListingCursorTest {

    @Test
    void cursorIsReadAsWritten() {
        var cursor = new Cursor(Instant.parse("2026-01-01T10:00:00.123Z"), new WorkflowId(UUID.randomUUID()));

        assertThat(Cursor.parse(cursor.toString())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "~",
                "7",
                "7~",
                "x~5a0c8f5e-0d52-4a6f-9d0f-1d8f3c1b7e21",
                "99999999999999999999~5a0c8f5e-0d52-4a6f-9d0f-1d8f3c1b7e21"
            })
    void anythingElseIsNoCursor(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }
}
