package dev.weft.crdt;

import java.util.ArrayList;
import java.util.List;

/** Documents of a few clients that exchange what they did when a test says so. */
final class Replicas {
    private final List<Doc> docs = new ArrayList<>();

    /** Replicas of clients 1, 2, 3 … */
    static Replicas of(int count) {
        return of(count, true);
    }

    static Replicas of(int count, boolean gc) {
        var replicas = new Replicas();
        for (int client = 1; client <= count; client++) {
            replicas.docs.add(new Doc(
                    DocOptions.defaults().withClientId(client).withGc(gc).withCleanUpFormatting(true)));
        }
        return replicas;
    }

    /** @param index 0, 1, 2 … */
    Doc doc(int index) {
        return docs.get(index);
    }

    /** Everybody gets everything; origin is the replicas object, which no undo manager tracks. */
    void exchangeEverything() {
        for (Doc from : docs) {
            for (Doc to : docs) {
                if (from != to) {
                    to.applyUpdate(from.encodeStateAsUpdate(to.encodeStateVector()), this);
                }
            }
        }
    }

    /** What one does reaches the other at once. */
    static void connect(Doc one, Doc other) {
        one.onUpdate((update, origin, transaction) -> {
            if (origin != other) {
                other.applyUpdate(update, one);
            }
        });
        other.onUpdate((update, origin, transaction) -> {
            if (origin != one) {
                one.applyUpdate(update, other);
            }
        });
    }
}
