package dev.weft.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> happened = new ArrayList<>();
    private final Mailbox mailbox = new Mailbox(tasks::add, failure -> {
        happened.add("failed: " + failure.getMessage());
        closeMailbox();
    });

    private void closeMailbox() {
        mailbox.close();
    }

    @Test
    void messagesRunInOrderOnOneThread() {
        mailbox.post(message("a"));
        mailbox.post(message("b"));

        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(happened).containsExactly("a", "b");
    }

    @Test
    void aMessagePostedByAMessageRunsToo() {
        mailbox.post(() -> mailbox.post(message("b")));

        tasks.remove().run();

        assertThat(happened).containsExactly("b");
        assertThat(tasks).isEmpty();
    }

    @Test
    void aFailureIsToldAndWhatFollowsIsDropped() {
        mailbox.post(() -> {
            throw new IllegalStateException("broken");
        });
        mailbox.post(message("b"));

        tasks.remove().run();

        assertThat(happened).containsExactly("failed: broken", "dropped b");
        assertThat(mailbox.post(message("c"))).isFalse();
    }

    @Test
    void anErrorIsToldAsAFailureIs() {
        mailbox.post(() -> {
            throw new StackOverflowError("too deep");
        });

        tasks.remove().run();

        assertThat(happened).containsExactly("failed: too deep");
    }

    @Test
    void closesOnlyWhenEmpty() {
        mailbox.post(() -> happened.add("closed: " + mailbox.closeIfEmpty()));
        mailbox.post(() -> happened.add("closed: " + mailbox.closeIfEmpty()));

        tasks.remove().run();

        assertThat(happened).containsExactly("closed: false", "closed: true");
        assertThat(mailbox.post(message("late"))).isFalse();
    }

    private Mailbox.Message message(String name) {
        return new Mailbox.Message() {
            @Override
            public void run() {
                happened.add(name);
            }

            @Override
            public void dropped() {
                happened.add("dropped " + name);
            }
        };
    }
}
