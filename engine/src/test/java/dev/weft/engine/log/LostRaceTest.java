package dev.weft.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

class LostRaceTest {
    @Test
    void aTakenSequenceIsALostRace() {
        assertThat(LostRace.causedBy(new ConcurrencyException("taken"))).isTrue();
        assertThat(LostRace.causedBy(new AggregateStreamCreationException("taken")))
                .isTrue();
    }

    @Test
    void aTakenSequenceIsFoundBelowOtherExceptions() {
        var taken = new AggregateStreamCreationException("taken");

        assertThat(LostRace.causedBy(new RuntimeException(new CommandExecutionException("failed", taken))))
                .isTrue();
    }

    @Test
    void aBrokenConnectionIsNone() {
        assertThat(LostRace.causedBy(new EventStoreException("connection reset", new java.io.IOException("reset"))))
                .isFalse();
    }

    @Test
    void aCycleOfCausesEnds() {
        var first = new RuntimeException("first");
        var second = new RuntimeException("second", first);
        first.initCause(second);

        assertThat(LostRace.causedBy(first)).isFalse();
    }
}
