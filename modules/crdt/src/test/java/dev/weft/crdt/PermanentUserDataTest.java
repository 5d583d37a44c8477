package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behaviours that {@code testPermanentUserData} of Yjs's {@code tests/encoding.tests.js} covers, and more. */
class PermanentUserDataTest {
    private final Replicas replicas = Replicas.of(2, false);
    private final Doc one = replicas.doc(0);
    private final Doc two = replicas.doc(1);
    private final PermanentUserData data1 = new PermanentUserData(one);
    private final PermanentUserData data2 = new PermanentUserData(two);

    @Test
    void everybodyLearnsWhoIsWhoAndWhoDeletedWhat() {
        data1.setUserMapping(one, 1, "user a");
        data2.setUserMapping(two, 2, "user b");
        one.getText("text").insert(0, "xhi");
        Id x = new Id(1, one.store.state(1) - 3);
        one.getText("text").delete(0, 1);
        replicas.exchangeEverything();
        two.getText("text").delete(0, 1);
        replicas.exchangeEverything();
        Id h = new Id(1, x.clock() + 1);
        Id i = new Id(1, x.clock() + 2);

        for (PermanentUserData data : List.of(data1, data2, new PermanentUserData(one.copy()))) {
            assertThat(data.userOfClient(1)).isEqualTo("user a");
            assertThat(data.userOfClient(2)).isEqualTo("user b");
            assertThat(data.userOfClient(3)).isNull();
            assertThat(data.userOfDeletion(x)).isEqualTo("user a");
            assertThat(data.userOfDeletion(h)).isEqualTo("user b");
            assertThat(data.userOfDeletion(i)).isNull();
        }
    }

    @Test
    void theSameUserMayComeWithAnotherClient() {
        data1.setUserMapping(one, 1, "user a");
        Doc three = one.copy(DocOptions.defaults().withClientId(3));
        var data3 = new PermanentUserData(three);

        data3.setUserMapping(three, 3, "user a");

        assertThat(data3.userOfClient(1)).isEqualTo("user a");
        assertThat(data3.userOfClient(3)).isEqualTo("user a");
    }

    @Test
    void dataMovesOnWhenBothAddedTheSameUserAtOnce() {
        data1.setUserMapping(one, 1, "user");
        data2.setUserMapping(two, 2, "user");
        one.getText("text").insert(0, "a");
        one.getText("text").delete(0, 1);
        Id a = new Id(1, one.store.state(1) - 2);

        replicas.exchangeEverything();
        replicas.exchangeEverything();

        YMap user = (YMap) one.getMap("users").get("user");
        assertThat(((YArray) user.get("ids")).toList()).contains(1, 2);
        assertThat(new PermanentUserData(one.copy()).userOfClient(1)).isEqualTo("user");
        assertThat(new PermanentUserData(one.copy()).userOfDeletion(a)).isEqualTo("user");
        assertThat(two.encodeStateVector()).isEqualTo(one.encodeStateVector());
    }

    @Test
    void filterDecidesWhoseDeletionsAreNoted() {
        data1.setUserMapping(one, 1, "user a", (transaction, deletions) -> transaction.origin() == null);
        one.getText("text").insert(0, "ab");
        Id a = new Id(1, one.store.state(1) - 2);

        one.transact(_ -> one.getText("text").delete(0, 1), "clean-up");

        assertThat(data1.userOfDeletion(a)).isNull();
    }

    @Test
    void differencesOfATextNameTheUsers() {
        data1.setUserMapping(one, 1, "user a");
        data2.setUserMapping(two, 2, "user b");
        YText text = one.getText("text");
        text.insert(0, "abc");
        replicas.exchangeEverything();
        Snapshot before = Snapshot.of(one);
        text.insert(3, "d");
        two.getText("text").delete(0, 1);
        replicas.exchangeEverything();

        Delta difference = text.toDelta(Snapshot.of(one), before, data1.attribution());

        assertThat(difference.toJson())
                .containsExactly(
                        Map.of(
                                "insert",
                                "a",
                                "attributes",
                                Map.of("ychange", Map.of("type", "removed", "user", "user b"))),
                        Map.of("insert", "bc"),
                        Map.of(
                                "insert",
                                "d",
                                "attributes",
                                Map.of("ychange", Map.of("type", "added", "user", "user a"))));
    }

    @Test
    void otherContentOfTheMapIsLeftAlone() {
        one.getMap("users").set("odd", 1);
        one.getMap("users").set("half", YMap.of(Map.of("ids", new YArray())));

        var data = new PermanentUserData(one);

        assertThat(data.userOfClient(1)).isNull();
    }
}
