package dev.weft.crdt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After each test of this module, checks the struct store of every document that the test made, whether by itself or by way of
 * the library (copies, restored pasts, subdocuments): a document may show the right content and be broken inside.
 *
 * <p>Registers itself, by {@code junit-platform.properties}; tests run one after the other. Of a test that makes more documents
 * than {@link #MAX_KEPT} the last ones are checked: the others may go, or a long fuzz run would fill the memory.
 */
public final class IntactDocs implements AfterEachCallback {
    private static final int MAX_KEPT = 2_000;

    /** Guarded by itself: some tests make documents on other threads. */
    private static final Queue<Doc> MADE = new ArrayDeque<>();

    public IntactDocs() {
        Doc.witness = IntactDocs::keep;
    }

    private static void keep(Doc doc) {
        synchronized (MADE) {
            if (MADE.size() == MAX_KEPT) {
                MADE.remove();
            }
            MADE.add(doc);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        checkAndForget();
    }

    /** @throws IllegalStateException for the first document that is broken */
    static void checkAndForget() {
        List<Doc> made;
        synchronized (MADE) {
            made = new ArrayList<>(MADE);
            MADE.clear();
        }
        made.forEach(Doc::checkIntegrity);
    }
}
