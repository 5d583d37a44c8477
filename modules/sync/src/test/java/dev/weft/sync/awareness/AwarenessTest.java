package dev.weft.sync.awareness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AwarenessTest {
    private static final String EMPTY_AT_0 = "010100027b7d";
    private static final String EMPTY_AT_1 = "010101027b7d";
    private static final String EMPTY_AT_2 = "010102027b7d";
    private static final String GONE_AT_1 = "010101046e756c6c";

    private final Awareness server = Awareness.ofServer();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void firstAnnouncementAtClock0LeavesNoTrace() {
        assertThat(receive(EMPTY_AT_0).isEmpty()).isTrue();

        assertThat(server.states()).isEmpty();
        assertThat(server.update().isEmpty()).isTrue();
    }

    @Test
    void stateAtClock1IsAdded() {
        AwarenessChange change = receive(EMPTY_AT_1);

        assertThat(change.added()).containsExactly(1L);
        assertThat(server.stateOf(1)).isEqualTo("{}");
        assertThat(server.update().encode()).isEqualTo(bytes(EMPTY_AT_1));
    }

    @Test
    void removalAtTheSameClockIsTakenIfAStateIsHeld() {
        receive(EMPTY_AT_1);

        assertThat(receive(GONE_AT_1).removed()).containsExactly(1L);
        assertThat(receive(GONE_AT_1).isEmpty()).isTrue();
        assertThat(server.states()).isEmpty();
    }

    @Test
    void removalAtTheNextClockIsTaken() {
        receive(EMPTY_AT_1);

        assertThat(receive("010102046e756c6c").removed()).containsExactly(1L);
    }

    @Test
    void clientThatComesBackWithTheClockItHadIsTakenAtTheNext() {
        receive(EMPTY_AT_1);
        receive(GONE_AT_1);

        boolean isBack = server.readmit(new AwarenessEntry(1, 1, "{}"), now);

        assertThat(isBack).isTrue();
        assertThat(server.update().encode()).isEqualTo(bytes(EMPTY_AT_2));
    }

    @Test
    void clientThatIsHereOrWasNeverHeardOfDoesNotComeBack() {
        receive(EMPTY_AT_1);

        assertThat(server.readmit(new AwarenessEntry(1, 1, "{\"old\":true}"), now))
                .isFalse();
        assertThat(server.readmit(new AwarenessEntry(2, 1, "{}"), now)).isFalse();
        assertThat(server.update().encode()).isEqualTo(bytes(EMPTY_AT_1));
    }

    @Test
    void removalOfSomeoneNeverHeardOfRemovesNobodyButRaisesTheClock() {
        assertThat(receive("010105046e756c6c").isEmpty()).isTrue();

        assertThat(receive(EMPTY_AT_2).isEmpty()).isTrue();
    }

    @Test
    void clockSurvivesTheRemoval() {
        receive(EMPTY_AT_1);
        receive(GONE_AT_1);

        assertThat(receive(EMPTY_AT_1).isEmpty()).isTrue();
        assertThat(receive(EMPTY_AT_2).added()).containsExactly(1L);
    }

    @Test
    void zeroEntriesHaveNoEffect() {
        assertThat(receive("00").isEmpty()).isTrue();
    }

    @Test
    void sameUpdateTwiceHasNoEffect() {
        receive(EMPTY_AT_1);

        assertThat(receive(EMPTY_AT_1).isEmpty()).isTrue();
    }

    @Test
    void renewalIsAnUpdateButNoChange() {
        receive(EMPTY_AT_1);

        AwarenessChange renewal = receive(EMPTY_AT_2);

        assertThat(renewal.updated()).containsExactly(1L);
        assertThat(renewal.changed()).isEmpty();
    }

    @Test
    void anotherStateIsAChange() {
        receive(EMPTY_AT_1);

        AwarenessChange change = apply(server, new AwarenessEntry(1, 2, "{\"cursor\":3}"));

        assertThat(change.updated()).containsExactly(1L);
        assertThat(change.changed()).containsExactly(1L);
    }

    @Test
    void entriesOfOneUpdateAreTakenOneByOne() {
        receive(EMPTY_AT_1);

        AwarenessChange change = apply(
                server,
                new AwarenessEntry(1, 1, "{}"),
                new AwarenessEntry(2, 1, "{}"),
                AwarenessEntry.removal(3, 1),
                AwarenessEntry.removal(1, 1));

        assertThat(change.clientIds()).containsExactly(2L, 1L);
        assertThat(server.states()).containsOnlyKeys(2L);
    }

    @Test
    void nullWithSpaceAroundItIsARemoval() {
        receive(EMPTY_AT_1);

        assertThat(apply(server, new AwarenessEntry(1, 1, " null\n")).removed()).containsExactly(1L);
    }

    @Test
    void nobodyRemovesTheOwnState() {
        Awareness client = Awareness.ofClient(1, now);
        client.setOwnState("{\"name\":\"A\"}", now);

        AwarenessChange change = apply(client, AwarenessEntry.removal(1, 1));

        assertThat(change.updated()).containsExactly(1L);
        assertThat(client.stateOf(1)).isEqualTo("{\"name\":\"A\"}");
        assertThat(client.update(change.clientIds()).entries())
                .containsExactly(new AwarenessEntry(1, 2, "{\"name\":\"A\"}"));
    }

    @Test
    void clientThatHasLeftStaysAway() {
        Awareness client = Awareness.ofClient(1, now);
        client.setOwnState(null, now);

        apply(client, AwarenessEntry.removal(1, 5));

        assertThat(client.stateOf(1)).isNull();
        assertThat(client.setOwnState("{}", now).entries()).containsExactly(new AwarenessEntry(1, 6, "{}"));
    }

    @Test
    void ownStateStartsEmptyAtClock0AndCountsUp() {
        Awareness client = Awareness.ofClient(1, now);
        assertThat(client.update().encode()).isEqualTo(bytes(EMPTY_AT_0));

        assertThat(client.setOwnState("{}", now).encode()).isEqualTo(bytes(EMPTY_AT_1));
        assertThat(client.setOwnState(null, now).encode()).isEqualTo(bytes("010102046e756c6c"));
    }

    @Test
    void ownStateIsRenewedAt15Seconds() {
        Awareness client = Awareness.ofClient(1, now);

        now = now.plusMillis(14_999);
        assertThat(client.renewOwn(now).isEmpty()).isTrue();
        now = now.plusMillis(1);
        assertThat(client.renewOwn(now).encode()).isEqualTo(bytes(EMPTY_AT_1));
        assertThat(client.renewOwn(now).isEmpty()).isTrue();
    }

    @Test
    void ownStateNeverTimesOut() {
        Awareness client = Awareness.ofClient(1, now);

        assertThat(client.dropOutdated(now.plusSeconds(60)).isEmpty()).isTrue();
        assertThat(client.stateOf(1)).isNotNull();
    }

    @Test
    void stateNotRenewedFor30SecondsIsDroppedAtItsClock() {
        receive(EMPTY_AT_1);

        now = now.plusMillis(29_999);
        assertThat(server.dropOutdated(now).isEmpty()).isTrue();
        now = now.plusMillis(1);
        assertThat(server.dropOutdated(now).encode()).isEqualTo(bytes(GONE_AT_1));
        assertThat(server.states()).isEmpty();
    }

    @Test
    void renewalPostponesTheTimeout() {
        receive(EMPTY_AT_1);
        now = now.plusSeconds(20);
        receive(EMPTY_AT_2);

        assertThat(server.dropOutdated(now.plusSeconds(29)).isEmpty()).isTrue();
    }

    @Test
    void clockOfAClientThatIsGoneIsForgottenAtLast() {
        receive(EMPTY_AT_1);
        receive(GONE_AT_1);

        server.dropOutdated(now.plus(Awareness.CLOCK_MEMORY));

        assertThat(receive(EMPTY_AT_1).added()).containsExactly(1L);
    }

    @Test
    void serverRenewsForASlowTabWhichGoesOnFromThere() {
        Awareness tab = Awareness.ofClient(1, now);
        server.apply(tab.setOwnState("{\"a\":1}", now), now);
        now = now.plus(Awareness.RENEWAL_AGE);

        AwarenessUpdate renewal = server.renew(Set.of(1L, 2L), now);
        tab.apply(renewal, now);

        assertThat(renewal.entries()).containsExactly(new AwarenessEntry(1, 2, "{\"a\":1}"));
        assertThat(tab.setOwnState("{\"a\":2}", now).entries()).containsExactly(new AwarenessEntry(1, 3, "{\"a\":2}"));
        assertThat(server.renew(Set.of(1L), now.plus(Duration.ofSeconds(1))).isEmpty())
                .isTrue();
    }

    @Test
    void removesStatesAtTheClocksTheyHave() {
        receive(EMPTY_AT_1);

        assertThat(server.remove(List.of(1L, 2L), now).encode()).isEqualTo(bytes(GONE_AT_1));
        assertThat(server.remove(List.of(1L), now).isEmpty()).isTrue();
    }

    @Test
    void tellsOfClientsThatAreGone() {
        receive(EMPTY_AT_1);
        receive(GONE_AT_1);

        assertThat(server.update(List.of(1L, 2L)).encode()).isEqualTo(bytes(GONE_AT_1));
        assertThat(server.update().isEmpty()).isTrue();
    }

    @Test
    void serverHasNoStateOfItsOwn() {
        assertThatThrownBy(() -> server.setOwnState("{}", now)).isInstanceOf(IllegalStateException.class);
        assertThat(server.renewOwn(now).isEmpty()).isTrue();
    }

    private AwarenessChange receive(String hex) {
        return server.apply(AwarenessUpdate.decode(bytes(hex), AwarenessLimits.DEFAULT), now);
    }

    private AwarenessChange apply(Awareness awareness, AwarenessEntry... entries) {
        return awareness.apply(new AwarenessUpdate(List.of(entries)), now);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
