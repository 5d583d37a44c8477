package dev.weft.api.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.api.socket.FrameAssembler.FrameTooLargeException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FrameAssemblerTest {

    private final FrameAssembler assembler = new FrameAssembler(10);

    @Test
    void messageInOnePartIsWholeAtOnce() {
        assertThat(assembler.add(bytes(1, 2, 3), true)).containsExactly(1, 2, 3);
    }

    @Test
    void emptyMessageIsAMessage() {
        assertThat(assembler.add(bytes(), true)).isEmpty();
    }

    @Test
    void partsMakeOneMessageInTheirOrder() {
        assertThat(assembler.add(bytes(1, 2), false)).isNull();
        assertThat(assembler.add(bytes(3, 4, 5), false)).isNull();
        assertThat(assembler.add(bytes(), false)).isNull();
        assertThat(assembler.add(bytes(6), true)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void nextMessageStartsAfresh() {
        byte[] first = assembler.add(bytes(1, 2), true);

        assertThat(assembler.add(bytes(9), true)).containsExactly(9);
        assertThat(first).containsExactly(1, 2);
    }

    @Test
    void partsMayBeReusedOnceTheyAreAdded() {
        ByteBuffer reused = bytes(1);
        assembler.add(reused, false);
        reused.put(0, (byte) 7);

        assertThat(assembler.add(bytes(2), true)).containsExactly(1, 2);
    }

    @Test
    void messageAsLargeAsTheLimitPasses() {
        assembler.add(ByteBuffer.allocate(9), false);

        assertThat(assembler.add(ByteBuffer.allocate(1), true)).hasSize(10);
    }

    @Test
    void messageLargerThanTheLimitIsRefusedAsSoonAsThatIsKnown() {
        assembler.add(ByteBuffer.allocate(9), false);

        assertThatThrownBy(() -> assembler.add(ByteBuffer.allocate(2), false))
                .isInstanceOf(FrameTooLargeException.class);
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }
}
