package dev.weft.testkit.differential;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.crdt.Snapshot;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import dev.weft.testkit.yjs.YjsSession;
import dev.weft.testkit.yjs.YjsState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Gives the updates of a session to our document, and compares it with Yjs's wherever the session says what that was like.
 *
 * <p>Compared are the content of all roots, state vector, snapshot (that is, the delete set), whether anything waits, and
 * the bytes that both documents write. As bytes of Yjs count those of its document, or those of a document that has loaded
 * them: Yjs leaves some adjacent collected structs apart until then.
 */
public final class SessionReplay {
    private static final int FRAMES_SHOWN = 6;

    private final YjsSession session;
    private final List<String> differences = new ArrayList<>();

    private SessionReplay(YjsSession session) {
        this.session = session;
    }

    /** What differs, for a person to read; empty if nothing does. An exception of our document is a difference. */
    public static List<String> differences(YjsSession session, List<YjsState> states) {
        var replay = new SessionReplay(session);
        try {
            replay.run(states);
        } catch (RuntimeException e) {
            replay.differences.add(e
                    + Arrays.stream(e.getStackTrace())
                            .limit(FRAMES_SHOWN)
                            .map(frame -> "\n  at " + frame)
                            .collect(Collectors.joining()));
        }
        return List.copyOf(replay.differences);
    }

    /** As {@link #differences(YjsSession, List)}, for a document that has got there in another way. */
    public static List<String> differences(YjsSession session, Doc doc, YjsState state) {
        var replay = new SessionReplay(session);
        replay.compare(doc, state);
        return List.copyOf(replay.differences);
    }

    private void run(List<YjsState> states) {
        var doc = new Doc(DocOptions.defaults().withGc(session.gc()).withCleanUpFormatting(session.cleanUp()));
        if (session.cleanUp()) {
            session.roots().forEach((name, kind) -> ScriptEditor.root(doc, name, kind));
        }
        int applied = 0;
        for (YjsState expected : states) {
            for (; applied < expected.after(); applied++) {
                apply(doc, session.updates().get(applied));
                doc.checkIntegrity();
            }
            compare(doc, expected);
        }
    }

    private void apply(Doc doc, byte[] update) {
        if (session.encoding().equals("v2")) {
            doc.applyUpdateV2(update);
        } else {
            doc.applyUpdate(update);
        }
    }

    private void compare(Doc doc, YjsState expected) {
        String after = "after " + expected.after() + " of " + session.updates().size() + " updates: ";
        compareBytes(after + "state vector", doc.encodeStateVector(), expected.stateVector());
        compareBytes(after + "snapshot", Snapshot.of(doc).encode(), expected.snapshot());
        if (doc.hasPending() != expected.pending()) {
            differences.add(after + "pending is " + doc.hasPending() + " instead of " + expected.pending());
        }
        if (!expected.pending() || !holdsTheSame(doc.encodeStateAsUpdate(), expected.update())) {
            compareBytes(after + "update", doc.encodeStateAsUpdate(), expected.update(), expected.reloadedUpdate());
            compareBytes(
                    after + "update of format 2",
                    doc.encodeStateAsUpdateV2(),
                    expected.updateV2(),
                    expected.reloadedUpdateV2());
        }
        compareContent(after, doc, expected);
    }

    /**
     * Whether both have the same clocks, known and waiting, and the same deletions. The same unit may wait twice, once with
     * its content and once without; then it depends on the order of merging which of them is written.
     */
    private static boolean holdsTheSame(byte[] ours, byte[] theirs) {
        return Updates.metaOf(ours, UpdateFormat.V1).equals(Updates.metaOf(theirs, UpdateFormat.V1))
                && Updates.stateVectorOf(ours, UpdateFormat.V1).equals(Updates.stateVectorOf(theirs, UpdateFormat.V1))
                && Updates.decode(ours, UpdateFormat.V1)
                        .deletions()
                        .equals(Updates.decode(theirs, UpdateFormat.V1).deletions());
    }

    private void compareBytes(String what, byte[] ours, byte[]... theirs) {
        for (byte[] accepted : theirs) {
            if (Arrays.equals(ours, accepted)) {
                return;
            }
        }
        differences.add(what + "\n   ours " + HexFormat.of().formatHex(ours) + "\n  their "
                + HexFormat.of().formatHex(theirs[0]));
    }

    /** Reads from a copy: asking a document for a root gives that root a type. */
    private void compareContent(String after, Doc doc, YjsState expected) {
        var copy = new Doc(DocOptions.defaults().withGc(session.gc()));
        copy.applyUpdate(doc.encodeStateAsUpdate());
        copy.checkIntegrity();
        for (Map.Entry<String, String> root : session.roots().entrySet()) {
            JsonNode ours = PlainJson.canonical(RootContent.of(copy, root.getKey(), root.getValue()));
            JsonNode theirs = PlainJson.canonical(expected.roots().get(root.getKey()));
            if (!Objects.equals(ours, theirs)) {
                differences.add(after + root.getValue() + " \"" + root.getKey() + "\"\n   ours " + ours + "\n  their "
                        + theirs);
            }
        }
    }
}
