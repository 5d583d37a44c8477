package dev.weft.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.crdt.ContentVisitor;
import dev.weft.crdt.Doc;
import dev.weft.crdt.Id;
import dev.weft.crdt.update.DecodedUpdate;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import dev.weft.engine.host.DocumentCheckpoint;
import dev.weft.engine.host.DocumentCheckpoints;
import dev.weft.engine.host.DocumentCheckpoints.Stride;
import dev.weft.testkit.Seeds;
import dev.weft.testkit.differential.SessionReplay;
import dev.weft.testkit.yjs.YjsBridge;
import dev.weft.testkit.yjs.YjsSession;
import dev.weft.testkit.yjs.YjsState;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Histories of random sessions of real Yjs clients, an event for each update: some come twice, some never, some before what they build upon. What we say of
 * their pasts is what fresh Yjs makes of the same updates.
 */
class SessionHistoryCompatibilityTest {
    private static final int SESSIONS = 15;
    private static final int EVENTS_PER_CHECKPOINT = 7;
    private static final long REVERSAL_CLIENT = 4_294_967_295L;

    private static final YjsBridge YJS = YjsBridge.shared();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void pastsOfSessionsAreWhatYjsMakesOfThem() {
        for (long seed : Seeds.of("history", SESSIONS)) {
            YjsSession session = inOneFormat(YJS.session(seed));
            try {
                check(session, new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException e) {
                fail("-Dseed=" + seed, e);
            }
        }
    }

    /** Events hold format 1; documents of a log collect garbage. */
    private static YjsSession inOneFormat(YjsSession session) {
        List<byte[]> updates = session.encoding().equals("v1")
                ? session.updates()
                : session.updates().stream()
                        .map(update -> Updates.convert(update, UpdateFormat.V2, UpdateFormat.V1))
                        .toList();
        return new YjsSession(session.id(), "v1", true, false, session.roots(), updates, List.of());
    }

    private static void check(YjsSession session, SplittableRandom random) {
        RecordedWorkflow recorded = new RecordedWorkflow(new byte[] {0, 0});
        session.updates().forEach(update -> recorded.update("client-" + random.nextInt(3), update));
        int last = session.updates().size();
        Set<Integer> all = IntStream.rangeClosed(1, last).boxed().collect(Collectors.toSet());
        List<YjsState> states = YJS.replay(session, all);
        History history = recorded.history();
        History checkpointed = new History(recorded, checkpointsOf(recorded));

        for (int n = 1; n <= last; n++) {
            assertThat(SessionReplay.differences(
                            session, history.stateAt(RecordedWorkflow.ID, n).doc(), states.get(n - 1)))
                    .as("state %d", n)
                    .isEmpty();
            // What waits is tried again when a checkpoint is loaded, and may get further than where it waited.
            if (!states.get(n - 1).pending()) {
                assertThat(SessionReplay.differences(
                                session,
                                checkpointed.stateAt(RecordedWorkflow.ID, n).doc(),
                                states.get(n - 1)))
                        .as("state %d, from a checkpoint", n)
                        .isEmpty();
            }
        }
        checkBlame(history, recorded, 1 + random.nextInt(last));
        checkBlame(history, recorded, last);
        checkRestore(history, session, states, 1 + random.nextInt(last));
        assertThat(Difference.between(
                        history.latest(RecordedWorkflow.ID).doc().toJson(),
                        history.without(RecordedWorkflow.ID, _ -> false).document()))
                .as("without nobody")
                .isEmpty();
    }

    private static DocumentCheckpoints checkpointsOf(RecordedWorkflow recorded) {
        TreeMap<Long, DocumentCheckpoint> made = new TreeMap<>();
        DocumentCheckpoints.none()
                .fold(
                        RecordedWorkflow.ID,
                        recorded,
                        new Stride(EVENTS_PER_CHECKPOINT, Long.MAX_VALUE),
                        checkpoint -> made.put(checkpoint.nextSequence(), checkpoint));
        return (_, mostEvents) ->
                Optional.ofNullable(made.floorEntry(mostEvents)).map(Map.Entry::getValue);
    }

    /** Each value and each character, against the first event whose update holds its unit. */
    private static void checkBlame(History history, RecordedWorkflow recorded, int sequence) {
        Blame blame = history.blame(RecordedWorkflow.ID, sequence);
        List<String> blamed = new ArrayList<>();
        blame.values()
                .forEach(
                        value -> blamed.add(value.path() + " #" + value.author().sequence()));
        for (Blame.TextBlame run : blame.texts()) {
            for (int i = 0; i < run.characters().length(); i++) {
                blamed.add(run.path() + "@" + (run.index() + i) + " #"
                        + run.author().sequence());
            }
        }

        List<String> expected = new ArrayList<>();
        Map<Id, Long> firsts = firstEventOfEachUnit(recorded, sequence);
        Doc doc = history.stateAt(RecordedWorkflow.ID, sequence).doc();
        doc.visit(new ContentVisitor() {
            @Override
            public void value(List<Object> path, Id id, @Nullable Object value) {
                expected.add(DocumentPath.of(path) + " #" + firsts.get(id));
            }

            @Override
            public void text(List<Object> path, int index, Id id, String run) {
                for (int i = 0; i < run.length(); i++) {
                    expected.add(DocumentPath.of(path) + "@" + (index + i) + " #"
                            + firsts.get(new Id(id.client(), id.clock() + i)));
                }
            }
        });
        assertThat(blamed).as("blame at %d", sequence).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Map<Id, Long> firstEventOfEachUnit(RecordedWorkflow recorded, int sequence) {
        Map<Id, Long> firsts = new HashMap<>();
        recorded.forEach(
                RecordedWorkflow.ID,
                0,
                sequence,
                event -> event.event().documentUpdates().forEach(update -> {
                    for (DecodedUpdate.Struct struct :
                            Updates.decode(update.bytes(), UpdateFormat.V1).structs()) {
                        for (int i = 0; i < struct.length() && !(struct instanceof DecodedUpdate.Skip); i++) {
                            Id unit = new Id(struct.id().client(), struct.id().clock() + i);
                            firsts.putIfAbsent(unit, event.sequence());
                        }
                    }
                }));
        return firsts;
    }

    /** A client of Yjs that has all, and gets the edit that brings a state back, shows that state. */
    private static void checkRestore(History history, YjsSession session, List<YjsState> states, int sequence) {
        YjsState then = states.get(sequence - 1);
        if (then.pending() || states.getLast().pending()) {
            return; // what waits arrives in the document, but in no state
        }
        List<byte[]> updates = new ArrayList<>(session.updates());
        history.reversal(RecordedWorkflow.ID, sequence, REVERSAL_CLIENT)
                .update()
                .ifPresent(updates::add);

        YjsState restored =
                YJS.replay(session.withUpdates(updates), Set.of(updates.size())).getFirst();

        assertThat(withoutPairs(restored.roots()))
                .as("restored to %d", sequence)
                .isEqualTo(withoutPairs(then.roots()));
    }

    /** A client of Yjs replaces both halves of a surrogate pair for good when somebody writes between them. Keys of a map have no order. */
    private static JsonNode withoutPairs(JsonNode roots) {
        StringBuilder text = new StringBuilder(roots.toString());
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                text.setCharAt(i, '\uFFFD');
            }
        }
        try {
            return JSON.readTree(text.toString());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
