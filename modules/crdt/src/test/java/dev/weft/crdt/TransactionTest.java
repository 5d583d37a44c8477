package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionTest {
    private final Doc doc = new Doc();

    @Test
    void eventsComeInOrder() {
        List<String> told = new ArrayList<>();
        doc.onBeforeAllTransactions(_ -> told.add("beforeAllTransactions"));
        doc.onBeforeTransaction(_ -> told.add("beforeTransaction"));
        doc.onBeforeObserverCalls(_ -> told.add("beforeObserverCalls"));
        doc.getMap("map").observe(_ -> told.add("observe"));
        doc.getMap("map").observeDeep(_ -> told.add("observeDeep"));
        doc.onAfterTransaction(_ -> told.add("afterTransaction"));
        doc.onAfterTransactionCleanup(_ -> told.add("afterTransactionCleanup"));
        doc.onUpdate((update, origin, transaction) -> told.add("update"));
        doc.onUpdateV2((update, origin, transaction) -> told.add("updateV2"));
        doc.onSubdocs(_ -> told.add("subdocs"));
        doc.onAfterAllTransactions(_ -> told.add("afterAllTransactions"));

        doc.getMap("map").set("key", new Doc());

        assertThat(told)
                .containsExactly(
                        "beforeAllTransactions",
                        "beforeTransaction",
                        "beforeObserverCalls",
                        "observe",
                        "observeDeep",
                        "afterTransaction",
                        "afterTransactionCleanup",
                        "update",
                        "updateV2",
                        "subdocs",
                        "afterAllTransactions");
    }

    @Test
    void aNestedTransactionIsPartOfTheOuterOne() {
        List<Object> origins = new ArrayList<>();
        doc.onUpdate((update, origin, transaction) -> origins.add(origin));

        doc.transact(
                outer -> {
                    doc.getMap("map").set("one", 1);
                    doc.transact(inner -> assertThat(inner).isSameAs(outer), "inner");
                    doc.getMap("map").set("two", 2);
                },
                "outer");

        assertThat(origins).containsExactly("outer");
    }

    @Test
    void aTransactionBegunByAListenerComesAfterwardsWithItsOwnOrigin() {
        List<Object> origins = new ArrayList<>();
        doc.onAfterTransaction(transaction -> {
            origins.add(transaction.origin());
            if (origins.size() == 1) {
                doc.transact(_ -> doc.getText("text").insert(0, "a"), "nested");
            }
        });

        doc.transact(_ -> doc.getText("text").insert(0, "0"), "first");

        assertThat(origins).containsExactly("first", "nested");
    }

    @Test
    void aTransactionThatChangesNothingMakesNoUpdate() {
        List<byte[]> updates = new ArrayList<>();
        doc.onUpdate((update, origin, transaction) -> updates.add(update));

        doc.transact(_ -> {});
        doc.applyUpdate(new Doc().encodeStateAsUpdate());

        assertThat(updates).isEmpty();
    }

    @Test
    void anUpdateThatWasAppliedIsNotLocal() {
        var other = new Doc();
        other.getMap("map").set("key", 1);
        List<Boolean> local = new ArrayList<>();
        doc.onAfterTransaction(transaction -> local.add(transaction.isLocal()));

        doc.applyUpdate(other.encodeStateAsUpdate(), "network");
        doc.getMap("map").set("key", 2);

        assertThat(local).containsExactly(false, true);
    }

    @Test
    void aClientIdThatSomebodyElseUsesIsChanged() {
        var other = new Doc(DocOptions.defaults().withClientId(0));
        doc.setClientId(0);
        other.getArray("a").push(1, 2);

        doc.applyUpdate(other.encodeStateAsUpdate());

        assertThat(doc.clientId()).isNotZero();
    }

    @Test
    void aRootMayHaveTheEmptyName() {
        doc.getText("").insert(0, "hi");
        var other = new Doc();

        other.applyUpdate(doc.encodeStateAsUpdate());

        assertThat(other.getText("")).hasToString("hi");
    }
}
