package dev.weft.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Role;
import dev.weft.engine.workflow.SessionId;
import dev.weft.sync.awareness.AwarenessEntry;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentAwarenessTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long ADA = 1;
    private static final long FAR = 2;

    private final DocumentAwareness awareness = new DocumentAwareness();
    private final Seat adasSeat = seat("ada");

    @Test
    void participantsOfOtherNodesAreToldOf() {
        AwarenessUpdate news = awareness.receiveFromNode(state(FAR, 3), NOW);

        assertThat(news).isEqualTo(state(FAR, 3));
        assertThat(awareness.all()).isEqualTo(state(FAR, 3));
        assertThat(awareness.allFromHere().isEmpty())
                .as("another node's own business")
                .isTrue();
    }

    @Test
    void whatAStockClientSendsOnAboutThemIsNotItsToSay() {
        awareness.join(adasSeat);
        awareness.receive(adasSeat, state(ADA, 1), NOW);
        awareness.receiveFromNode(state(FAR, 3), NOW);

        assertThat(awareness.receive(adasSeat, state(FAR, 4), NOW).isEmpty()).isTrue();
        assertThat(awareness.leave(adasSeat, NOW).entries())
                .extracting(AwarenessEntry::clientId)
                .containsExactly(ADA);
        assertThat(awareness.all()).isEqualTo(state(FAR, 3));
    }

    @Test
    void clientThatComesHereFromAnotherNodeStaysWhenThatOneSaysItIsGone() {
        awareness.receiveFromNode(state(ADA, 3), NOW);
        awareness.join(adasSeat);
        awareness.receive(adasSeat, state(ADA, 3), NOW);

        AwarenessUpdate news =
                awareness.receiveFromNode(new AwarenessUpdate(List.of(AwarenessEntry.removal(ADA, 3))), NOW);

        assertThat(news.isEmpty()).isTrue();
        assertThat(awareness.allFromHere().entries())
                .extracting(AwarenessEntry::clientId)
                .containsExactly(ADA);
    }

    @Test
    void clientsOfANodeThatIsGoneAreDroppedWhenNobodyRenewsThem() {
        awareness.receiveFromNode(state(FAR, 3), NOW);

        AwarenessUpdate dropped = awareness.dropOutdated(NOW.plusSeconds(60));

        assertThat(dropped.entries()).extracting(AwarenessEntry::clientId).containsExactly(FAR);
        assertThat(awareness.all().isEmpty()).isTrue();
    }

    private static AwarenessUpdate state(long clientId, long clock) {
        return new AwarenessUpdate(List.of(new AwarenessEntry(clientId, clock, "{}")));
    }

    private static Seat seat(String name) {
        return new Seat(
                new Admission(
                        HostHarness.WORKFLOW,
                        HostHarness.PROJECT,
                        null,
                        Principal.withRole(name, HostHarness.PROJECT, Role.EDITOR),
                        new SessionId(name),
                        null,
                        null),
                new Outlet() {
                    @Override
                    public void send(OutboundMessage message) {}

                    @Override
                    public void close(CloseReason reason) {}

                    @Override
                    public void settled(int lengthBytes) {}
                });
    }
}
