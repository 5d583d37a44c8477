package dev.weft.sync.ywebsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weft.lib0.MalformedInputException;
import dev.weft.sync.awareness.AwarenessLimits;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever bytes come: a frame that encodes to a frame equal to it, or the declared exception. */
class YWebsocketFrameFuzzTest {
    private static final int FRAMES = 200_000;
    private static final List<byte[]> RECORDED = List.of(
            bytes("00000100"),
            bytes("0000050202010101"),
            bytes("00020c010101000401017402686900"),
            bytes("0116010101127b2275736572223a7b226e223a2241227d7d"),
            bytes("01230102011f7b2275736572223a7b226964223a227531222c226e616d65223a224e227d7d"),
            bytes("0108010101046e756c6c"),
            bytes("0200026e6f"),
            bytes("03"));

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void randomAndMutatedFramesAreReadOrRefused() {
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame =
                    random.nextInt(4) == 0 ? randomFrame() : mutated(RECORDED.get(random.nextInt(RECORDED.size())));
            try {
                YWebsocketFrame decoded = YWebsocketFrame.decode(frame, AwarenessLimits.DEFAULT);
                if (!(decoded instanceof YWebsocketFrame.Unknown)) {
                    assertThat(YWebsocketFrame.decode(decoded.encode(), AwarenessLimits.DEFAULT))
                            .isEqualTo(decoded);
                }
            } catch (MalformedInputException expected) {
                assertThat(expected.offset()).isBetween(0, frame.length);
            } catch (RuntimeException | StackOverflowError e) {
                fail("-Dseed=" + seed + ", frame " + HexFormat.of().formatHex(frame), e);
            }
        }
    }

    private byte[] randomFrame() {
        var frame = new byte[random.nextInt(24)];
        random.nextBytes(frame);
        if (frame.length > 0) {
            frame[0] = (byte) random.nextInt(4);
        }
        return frame;
    }

    private byte[] mutated(byte[] frame) {
        byte[] mutant = frame.clone();
        for (int changes = random.nextInt(3); changes >= 0 && mutant.length > 0; changes--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(4)) {
                case 0 -> mutant[at] = (byte) random.nextInt(256);
                case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutant = Arrays.copyOf(mutant, at);
                default -> mutant = Arrays.copyOf(mutant, mutant.length + random.nextInt(3));
            }
        }
        return mutant;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
