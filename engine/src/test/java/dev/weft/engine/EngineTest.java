package dev.weft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.host.CloseReason;
import dev.weft.engine.host.HostSettings;
import dev.weft.engine.host.LiveDocument;
import dev.weft.engine.request.InMemoryUniqueNames;
import dev.weft.engine.request.UniqueNames;
import dev.weft.engine.workflow.JoinKind;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowRejoined;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final WorkflowId WORKFLOW = new WorkflowId(UUID.fromString("11111111-0000-4000-8000-000000000001"));

    private final UniqueKeyEventStorage storage = new UniqueKeyEventStorage();
    private final UniqueNames names = new InMemoryUniqueNames(InstantSource.system());
    private final List<Engine> started = new ArrayList<>();
    private final Engine here = start();

    private Engine start() {
        HostSettings defaults = HostSettings.defaults();
        HostSettings settings = new HostSettings(
                defaults.maxUpdateBytes(),
                defaults.maxDocumentBytes(),
                defaults.maxPendingBytes(),
                defaults.maxParticipants(),
                100_000,
                defaults.maxOutboxBytes(),
                defaults.maxWaitingBytes(),
                defaults.maxBatchBytes(),
                defaults.maxBatchUpdates(),
                defaults.maxWaitingRequests(),
                defaults.maxMemoryBytes(),
                defaults.requestTimeout(),
                Duration.ofMillis(20),
                Duration.ZERO,
                Duration.ofMillis(40),
                defaults.appendTimeout(),
                defaults.shutdownTimeout());
        Engine engine = Engine.start(EngineConfiguration.over(storage, ProjectAccess.ofClaims())
                .withHosts(settings)
                .withNames(names));
        started.add(engine);
        return engine;
    }

    @AfterEach
    void stop() {
        started.forEach(Engine::close);
    }

    @Test
    void aFreshWorkflowIsSeededOnceForAll() throws Exception {
        TestClient ada = new TestClient("ada", 1);
        TestClient ben = new TestClient("ben", 2);

        assertThat(ada.join(here, WORKFLOW)).isEqualTo(JoinKind.NEW);
        assertThat(ben.join(here, WORKFLOW)).isEqualTo(JoinKind.EXISTING);

        await().until(() -> ada.isSaved() && ben.isSaved());
        assertThat(ada.name(WORKFLOW)).isEqualTo("Untitled workflow");
        assertThat(ben.name(WORKFLOW)).isEqualTo("Untitled workflow");
        assertThat(storage.events(WORKFLOW)).hasExactlyElementsOfTypes(WorkflowCreated.class, WorkflowRejoined.class);
    }

    @Test
    void twoNodesOverOneStoreShareOneDocument() throws Exception {
        Engine elsewhere = start();
        TestClient ada = new TestClient("ada", 1);
        TestClient ben = new TestClient("ben", 2);
        ada.join(here, WORKFLOW);
        ben.join(elsewhere, WORKFLOW);

        ada.type("from here, ");
        await().until(() -> ben.text().equals("from here, "));
        ben.type("from there");

        await().until(() -> ada.text().equals("from here, from there"));
    }

    @Test
    void aStaleNewAfterADropAndAnOfflineEditKeepsEverything() throws Exception {
        TestClient ada = new TestClient("ada", 1);
        ada.join(here, WORKFLOW);
        ada.type("before, ");
        await().until(ada::isSaved);
        ada.leave();
        ada.type("meanwhile, ");

        assertThat(ada.join(here, WORKFLOW)).isEqualTo(JoinKind.EXISTING);
        ada.type("after");
        await().until(ada::isSaved);
        ada.leave();
        ada.join(here, WORKFLOW);

        TestClient ben = new TestClient("ben", 2);
        ben.join(here, WORKFLOW);
        await().until(() -> ben.text().equals("before, meanwhile, after"));
        assertThat(storage.events(WORKFLOW))
                .filteredOn(WorkflowCreated.class::isInstance)
                .hasSize(1);
        assertThat(storage.events(WORKFLOW))
                .filteredOn(WorkflowRejoined.class::isInstance)
                .hasSize(2);
    }

    @Test
    void manyClientsOfTwoNodesTypeAtOnceWhileOutcomesGetLost() throws Exception {
        Engine elsewhere = start();
        List<TestClient> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            TestClient client = new TestClient("client-" + i, 1 + i);
            client.join(i % 2 == 0 ? here : elsewhere, WORKFLOW);
            clients.add(client);
        }

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> typing = new ArrayList<>();
            for (TestClient client : clients) {
                typing.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        client.type("x");
                        if (i % 10 == 0) {
                            storage.loseTheNextOutcomes(1);
                            storage.failTheNextAppends(1);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> done : typing) {
                done.get();
            }
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> clients.stream()
                        .allMatch(client -> client.isSaved() && client.text().length() == 400));
        assertThat(clients)
                .extracting(TestClient::text)
                .containsOnly(clients.getFirst().text());
        assertThat(storage.events(WORKFLOW).stream()
                        .filter(UpdatesAppended.class::isInstance)
                        .map(event -> ((UpdatesAppended) event).appendId()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aStopMakesDurableWhatWasReceivedAndSaysWhy() throws Exception {
        TestClient ada = new TestClient("ada", 1);
        ada.join(here, WORKFLOW);
        await().until(ada::isSaved);
        ada.type("last words");

        here.close();

        await().until(() -> ada.closed() == CloseReason.GOING_AWAY);
        assertThat(ada.isSaved()).isTrue();
        TestClient ben = new TestClient("ben", 2);
        ben.join(start(), WORKFLOW);
        await().until(() -> ben.text().equals("last words"));
    }

    @Test
    void anIdIsUnknownUntilItIsCreated() throws Exception {
        assertThat(here.hosts().read(WORKFLOW).get()).isEmpty();
        assertThat(here.projectOf(WORKFLOW)).isEmpty();

        new TestClient("ada", 1).join(here, WORKFLOW);

        assertThat(here.hosts().read(WORKFLOW).get())
                .map(LiveDocument::projectId)
                .contains(TestClient.PROJECT);
        assertThat(here.projectOf(WORKFLOW)).contains(TestClient.PROJECT);
    }

    @Test
    void aDocumentThatNobodyUsesIsClosedAndOpensAgain() throws Exception {
        TestClient ada = new TestClient("ada", 1);
        ada.join(here, WORKFLOW);
        ada.type("hello");
        await().until(ada::isSaved);

        ada.leave();
        await().until(() -> here.hosts().openCount() == 0);

        TestClient ben = new TestClient("ben", 2);
        ben.join(here, WORKFLOW);
        await().until(() -> ben.text().equals("hello"));
    }
}
