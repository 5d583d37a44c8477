package dev.weft.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Role;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.Requester;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestQueueTest {
    private static final ProjectId PROJECT = new ProjectId(new UUID(0, 1));
    private static final boolean UPDATES_WAIT = true;

    private final RequestQueue queue = new RequestQueue(2);

    @Test
    void afterARequestUpdatesThatWaitGoFirst() {
        PendingRequest first = request();
        PendingRequest second = request();
        queue.add(first);
        queue.add(second);

        assertThat(queue.next(UPDATES_WAIT)).containsSame(first);
        queue.requestSent();
        assertThat(queue.next(UPDATES_WAIT)).isEmpty();
        assertThat(queue.next(!UPDATES_WAIT)).containsSame(second);
        queue.updatesSent();
    }

    @Test
    void aRequestThatLostARaceGoesBeforeUpdatesUntilItIsThrough() {
        PendingRequest unlucky = request();
        queue.add(unlucky);
        assertThat(queue.next(UPDATES_WAIT)).containsSame(unlucky);
        queue.requestSent();

        queue.putBack(unlucky);

        assertThat(queue.next(UPDATES_WAIT)).containsSame(unlucky);
    }

    private static PendingRequest request() {
        Requester ada = new Requester(
                Principal.withRole("ada", PROJECT, Role.EDITOR), new SessionId("session"), null, null, null);
        return new PendingRequest(new DocumentRequest.Save(), ada, PROJECT, null, new CompletableFuture<>());
    }
}
