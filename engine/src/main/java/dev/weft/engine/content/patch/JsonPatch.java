package dev.weft.engine.content.patch;

import dev.weft.crdt.Doc;
import dev.weft.engine.content.draft.PlainJson;
import dev.weft.engine.content.patch.PatchException.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Patch, to be applied to a document.
 *
 * <p>It is about the JSON of the document: an object with a member for each root. What an operation touches is edited, not replaced, wherever it can be: bodies by small
 * edits of their texts, objects key by key, lists element by element, and a member that is replaced by one with its id stays itself. Types are those of a workflow: what
 * comes into {@code jobs}, {@code triggers} and {@code edges} becomes a shared map, a body a shared text. Elsewhere a new value is plain JSON, except an object in a
 * list of shared maps, which becomes one too.
 *
 * <p>Where documents are otherwise than JSON: nothing can be moved in a shared list, so {@code move} makes the value anew at its new place, and edits of the old one that
 * others make meanwhile are lost. Roots can't be removed. A new root needs content: an empty one leaves no trace.
 *
 * <p>Source: RFC 6902.
 */
public final class JsonPatch {
    public static final int MAX_OPERATIONS = 10_000;

    /**
     * How much all values may weigh that a patch gives, copies, tests, or has edited: UTF-16 units of texts and keys, and one for each value. Bounds both what a patch
     * makes and how long it takes.
     */
    public static final int MAX_WEIGHT = 16 << 20;

    private final List<Operation> operations;

    private JsonPatch(List<Operation> operations) {
        this.operations = operations;
    }

    /**
     * Reads a patch.
     *
     * @throws PatchException if it is malformed or too large
     */
    public static JsonPatch parse(String json) {
        return new JsonPatch(PatchParser.parse(json));
    }

    /**
     * Applies all operations in one transaction.
     *
     * @param doc given up if this throws: it may then have some of the changes. A {@link dev.weft.engine.content.document.ServerEdit} gives one up without further ado
     * @throws PatchException if an operation can't be applied
     */
    public void applyTo(Doc doc) {
        doc.transact(_ -> {
            Weight weight = new Weight(MAX_WEIGHT);
            PatchTarget target = new PatchTarget(doc, weight);
            for (int i = 0; i < operations.size(); i++) {
                apply(target, weight, i, operations.get(i));
            }
        });
    }

    private static void apply(PatchTarget target, Weight weight, int index, Operation operation) {
        try {
            switch (operation) {
                case Operation.Add add -> target.add(add.path(), weight.of(add.value()));
                case Operation.Remove remove -> target.remove(remove.path());
                case Operation.Replace replace -> target.replace(replace.path(), weight.of(replace.value()));
                case Operation.Move move -> move(target, weight, move);
                case Operation.Copy copy -> target.add(copy.path(), weight.of(target.get(copy.from())));
                case Operation.Test test -> test(target, weight, index, test);
            }
        } catch (DoesNotFitException e) {
            throw new PatchException(
                    Reason.DOES_NOT_FIT, index, operation.path().toString(), e.getMessage());
        } catch (Weight.TooHeavyException e) {
            throw new PatchException(Reason.TOO_LARGE, index, operation.path().toString(), e.getMessage());
        }
    }

    private static void move(PatchTarget target, Weight weight, Operation.Move move) {
        if (move.from().isOutside(move.path())) {
            throw new DoesNotFitException("a value can't be moved into itself");
        }
        @Nullable Object value = weight.of(target.get(move.from()));
        if (!move.from().equals(move.path())) {
            target.remove(move.from());
            target.add(move.path(), value);
        }
    }

    private static void test(PatchTarget target, Weight weight, int index, Operation.Test test) {
        @Nullable Object found = weight.of(target.get(test.path()));
        if (!PlainJson.same(found, test.value())) {
            String foundKind = PlainJson.kindOf(found);
            String expectedKind = PlainJson.kindOf(test.value());
            throw new PatchException(
                    Reason.TEST_FAILED,
                    index,
                    test.path().toString(),
                    "the value is not what the test expects"
                            + (foundKind.equals(expectedKind)
                                    ? ""
                                    : ": found " + foundKind + ", expected " + expectedKind));
        }
    }
}
