package dev.weft.engine.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowNamesTest {
    @Test
    void aFreeNameIsTrimmedAndKept() {
        assertThat(WorkflowNames.free("  Orders ", name -> false)).isEqualTo("Orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n\t", "\u00a0"})
    void aBlankNameIsUntitled(String blank) {
        assertThat(WorkflowNames.free(blank, name -> false)).isEqualTo("Untitled workflow");
    }

    @Test
    void aTakenNameGetsTheFirstNumberThatIsFree() {
        Set<String> taken = Set.of("Orders", "Orders 1", "Orders 3");

        assertThat(WorkflowNames.free("Orders", taken::contains)).isEqualTo("Orders 2");
    }

    @Test
    void aLongNameIsCutToMakeRoomForItsNumberAndNeverWithinACharacter() {
        String longest = "😀".repeat(255);

        String free = WorkflowNames.free(longest, longest::equals);

        assertThat(free).isEqualTo("😀".repeat(253) + " 1");
    }

    @Test
    void theNameOfADeletedWorkflowSaysSo() {
        Set<String> taken = Set.of("Orders_del", "Orders_del1");

        assertThat(WorkflowNames.deleted("Orders", name -> false)).isEqualTo("Orders_del");
        assertThat(WorkflowNames.deleted("Orders", taken::contains)).isEqualTo("Orders_del2");
        assertThat(WorkflowNames.isReserved("Orders_del2")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Orders_delta", "_del x", "Orders_del\n", "del", "Orders_del1a"})
    void othersAreNotReserved(String name) {
        assertThat(WorkflowNames.isReserved(name)).isFalse();
    }
}
