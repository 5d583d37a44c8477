package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How deep types are nested is up to whoever wrote the update: no stack may depend on it. */
class NestingTest {
    private static final int VERY_DEEP = 10_000;
    private static final long SMALL_STACK_BYTES = 768 * 1024;

    private static Doc withNestedArrays(int depth) {
        var doc = new Doc();
        doc.transact(_ -> {
            YArray array = doc.getArray("array");
            for (int i = 1; i < depth; i++) {
                var nested = new YArray();
                array.push(nested);
                array = nested;
            }
        });
        return doc;
    }

    private static Doc withNestedElements(int depth) {
        var doc = new Doc();
        doc.transact(_ -> {
            YXmlFragment xml = doc.getXmlFragment("xml");
            for (int i = 0; i < depth; i++) {
                var nested = new YXmlElement("p");
                xml.push(nested);
                xml = nested;
            }
        });
        return doc;
    }

    private static Doc copyOf(Doc original) {
        var copy = new Doc();
        copy.applyUpdate(original.encodeStateAsUpdate());
        copy.checkIntegrity();
        return copy;
    }

    @Test
    void veryDeepTypesAreAppliedAndDeleted() {
        Doc doc = copyOf(withNestedArrays(VERY_DEEP));

        doc.getArray("array").delete(0);

        doc.checkIntegrity();
        assertThat(doc.getArray("array").toJson()).isEmpty();
    }

    @Test
    void veryDeepTypesAreRefusedAsJsonAndAsCopies() {
        Doc doc = copyOf(withNestedArrays(VERY_DEEP));
        YArray array = doc.getArray("array");

        assertThatExceptionOfType(NestingException.class).isThrownBy(doc::toJson);
        assertThatExceptionOfType(NestingException.class).isThrownBy(array::toJson);
        assertThatExceptionOfType(NestingException.class).isThrownBy(() -> array.toJson(Snapshot.of(doc)));
        assertThatExceptionOfType(NestingException.class).isThrownBy(array::copy);
    }

    @Test
    void veryDeepXmlIsWrittenAndSearched() {
        YXmlFragment xml = copyOf(withNestedElements(VERY_DEEP)).getXmlFragment("xml");

        assertThat(xml.toString()).isEqualTo("<p>".repeat(VERY_DEEP) + "</p>".repeat(VERY_DEEP));
        assertThat(xml.querySelectorAll("p")).hasSize(VERY_DEEP);
    }

    @Test
    void whatIsAllowedFitsIntoASmallStack() throws Exception {
        var worked = new CompletableFuture<Object>();
        Runnable work =
                () -> worked.complete(readCopyAndInsert(copyOf(withNestedArrays(NestingException.MAX_NESTING - 1))));
        var thread = new Thread(null, work, "small-stack", SMALL_STACK_BYTES);
        thread.setUncaughtExceptionHandler((_, failure) -> worked.completeExceptionally(failure));

        thread.start();

        assertThat(worked.get()).isEqualTo(true);
    }

    private static boolean readCopyAndInsert(Doc doc) {
        YArray array = doc.getArray("array");
        Object json = array.toJson();
        var other = new Doc();
        other.getMap("map").set("key", array.copy());
        return json.toString().equals(other.getMap("map").toJson().get("key").toString());
    }

    @Test
    void typesThatWereNestedTooDeeplyByHandAreRefused() {
        var outermost = new YArray();
        YArray array = outermost;
        for (int i = 0; i < NestingException.MAX_NESTING + 1; i++) {
            array = YArray.of(array);
        }
        YArray tooDeep = array;

        assertThatExceptionOfType(NestingException.class)
                .isThrownBy(() -> new Doc().getArray("array").push(tooDeep));
    }

    @Test
    void theThreadsStackIsNeverExhaustedWithoutANamedReason() throws InterruptedException {
        var failed = new CompletableFuture<Throwable>();
        var thread =
                new Thread(null, () -> copyOf(withNestedArrays(VERY_DEEP)).toJson(), "small-stack", SMALL_STACK_BYTES);
        thread.setUncaughtExceptionHandler((_, failure) -> failed.complete(failure));

        thread.start();
        thread.join();

        assertThat(failed.resultNow()).isInstanceOf(NestingException.class);
    }
}
