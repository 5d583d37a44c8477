package dev.weft.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final Intake intake = new Intake(2_000);

    @Test
    void aFullIntakeLetsTheNextWaitUntilThereIsRoom() throws Exception {
        intake.enter(1_000);
        Thread next = entering(1_000);
        await().until(() -> next.getState() == Thread.State.WAITING);

        intake.leave(1_000);

        next.join();
    }

    @Test
    void aMessageLargerThanAllRoomGetsInAlone() throws Exception {
        intake.enter(5_000);
        intake.leave(5_000);

        intake.enter(10);
        Thread large = entering(5_000);
        await().until(() -> large.getState() == Thread.State.WAITING);
        intake.leave(10);

        large.join();
    }

    @Test
    void aClosedIntakeHoldsNobodyUp() throws Exception {
        intake.enter(2_000);
        Thread next = entering(2_000);
        await().until(() -> next.getState() == Thread.State.WAITING);

        intake.close();

        next.join();
        assertThat(entering(2_000).join(Duration.ofSeconds(10))).isTrue();
    }

    private Thread entering(int lengthBytes) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                intake.enter(lengthBytes);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
