package dev.weft.testkit;

import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Checks the struct stores of documents after each test: a document may show the right content and be broken inside.
 *
 * <pre>{@code
 * @RegisterExtension
 * final DocIntegrity docs = new DocIntegrity();
 *
 * @Test
 * void …() {
 *     Doc doc = docs.newDoc();
 * }
 * }</pre>
 */
public final class DocIntegrity implements AfterEachCallback {
    private final List<Doc> docs = new ArrayList<>();

    /** Nothing to check yet. */
    public DocIntegrity() {}

    /** A document that will be checked. */
    public Doc newDoc() {
        return watch(new Doc());
    }

    /** A document that will be checked. */
    public Doc newDoc(DocOptions options) {
        return watch(new Doc(options));
    }

    /** Has a document checked that somebody else made. */
    public Doc watch(Doc doc) {
        docs.add(doc);
        return doc;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        docs.forEach(Doc::checkIntegrity);
        docs.clear();
    }
}
