package dev.weft.sync.awareness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwarenessOwnersTest {
    private final AwarenessOwners<String> owners = new AwarenessOwners<>();

    @BeforeEach
    void annAndBobAreHere() {
        owners.join("ann", "ann");
        owners.join("bob", "bob");
        assertThat(admitted("ann", 1)).containsExactly(1L);
        assertThat(admitted("bob", 2)).containsExactly(2L);
    }

    @Test
    void firstEntryThatAConnectionSendsAloneIsItsOwn() {
        assertThat(owners.ownClientId("ann")).hasValue(1);
        assertThat(owners.ownClientId("bob")).hasValue(2);
    }

    @Test
    void severalEntriesAtOnceClaimNone() {
        owners.join("cid", "cid");

        assertThat(admitted("cid", 7, 8)).containsExactly(7L, 8L);
        assertThat(owners.ownClientId("cid")).isEmpty();
    }

    @Test
    void echoOfAnothersEntryIsDroppedAndTheOwnOneKept() {
        assertThat(admitted("bob", 1, 2)).containsExactly(2L);
    }

    @Test
    void nobodyTakesTheClientOfALivingConnection() {
        owners.join("eve", "eve");

        assertThat(admitted("eve", 1)).isEmpty();
        assertThat(owners.ownClientId("eve")).isEmpty();
        assertThat(owners.leave("ann")).containsExactly(1L);
    }

    @Test
    void clientOfAConnectionThatHasGoneMayBeTaken() {
        owners.leave("ann");
        owners.join("ann again", "ann");

        assertThat(admitted("ann again", 1)).containsExactly(1L);
        assertThat(owners.ownClientId("ann again")).hasValue(1);
    }

    @Test
    void samePrincipalTakesItsClientAlongToANewConnection() {
        owners.join("ann again", "ann");

        assertThat(admitted("ann again", 1)).containsExactly(1L);
        assertThat(owners.leave("ann")).isEmpty();
        assertThat(owners.leave("ann again")).containsExactly(1L);
    }

    @Test
    void secondTabCannotSayThatTheFirstIsGone() {
        owners.join("ann's second tab", "ann");
        admitted("ann's second tab", 9);

        var removal = new AwarenessUpdate(List.of(AwarenessEntry.removal(1, 1)));

        assertThat(owners.admit("ann's second tab", removal).isEmpty()).isTrue();
        assertThat(owners.admit("ann", removal).isEmpty()).isFalse();
    }

    @Test
    void idsThatAConnectionIntroducedLeaveWithIt() {
        assertThat(admitted("ann", 1, 5, 6)).containsExactly(1L, 5L, 6L);

        assertThat(owners.leave("ann")).containsExactlyInAnyOrder(1L, 5L, 6L);
    }

    @Test
    void introducedIdGoesOverToItsOwnConnection() {
        admitted("ann", 1, 5);
        owners.join("ann's second tab", "ann");

        assertThat(admitted("ann's second tab", 5)).containsExactly(5L);
        assertThat(owners.leave("ann")).containsExactly(1L);
        assertThat(owners.leave("ann's second tab")).containsExactly(5L);
    }

    @Test
    void introducedIdStaysWithWhoWasFirst() {
        admitted("ann", 1, 5);

        assertThat(admitted("bob", 2, 5)).containsExactly(2L);
        assertThat(owners.leave("bob")).containsExactly(2L);
        assertThat(owners.leave("ann")).contains(5L);
    }

    @Test
    void otherTabOfTheSamePersonMayMentionAnIntroducedId() {
        admitted("ann", 1, 5);
        owners.join("ann's second tab", "ann");

        assertThat(admitted("ann's second tab", 1, 5, 9)).containsExactly(1L, 5L, 9L);
        assertThat(owners.leave("ann's second tab")).containsExactly(9L);
        assertThat(owners.leave("ann")).containsExactlyInAnyOrder(1L, 5L);
    }

    @Test
    void removalIntroducesNobody() {
        owners.admit("ann", new AwarenessUpdate(List.of(AwarenessEntry.removal(5, 1))));

        assertThat(owners.leave("ann")).containsExactly(1L);
    }

    @Test
    void connectionThatNeverJoinedIsABug() {
        assertThatThrownBy(() -> admitted("nobody", 1)).isInstanceOf(IllegalStateException.class);
        assertThat(owners.leave("nobody")).isEmpty();
        assertThatThrownBy(() -> owners.join("ann", "ann")).isInstanceOf(IllegalStateException.class);
    }

    private List<Long> admitted(String connection, long... clientIds) {
        var update = new AwarenessUpdate(LongStream.of(clientIds)
                .mapToObj(clientId -> new AwarenessEntry(clientId, 1, "{}"))
                .toList());
        return owners.admit(connection, update).entries().stream()
                .map(AwarenessEntry::clientId)
                .toList();
    }
}
