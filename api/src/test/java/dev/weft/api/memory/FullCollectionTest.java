package dev.weft.api.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullCollectionTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final int BURST_MEBIBYTES = 128;

    @Test
    void theRoomThatABurstTookIsGivenBack() {
        long afterBurst = heapBytesAfterABurst();

        new FullCollection().run();

        long given = afterBurst - Runtime.getRuntime().totalMemory();
        assertThat(given).isGreaterThan((BURST_MEBIBYTES / 2) * (long) MEBIBYTE);
    }

    private static long heapBytesAfterABurst() {
        List<byte[]> burst = new ArrayList<>();
        for (int i = 0; i < BURST_MEBIBYTES; i++) {
            burst.add(new byte[MEBIBYTE - 64]);
        }
        assertThat(burst).hasSize(BURST_MEBIBYTES);
        return Runtime.getRuntime().totalMemory();
    }

    @Test
    void theHeapMayKeepAsMuchRoomAsBefore() {
        String least = option("MinHeapFreeRatio");
        String most = option("MaxHeapFreeRatio");

        new FullCollection().run();

        assertThat(option("MinHeapFreeRatio")).isEqualTo(least);
        assertThat(option("MaxHeapFreeRatio")).isEqualTo(most);
    }

    private static String option(String name) {
        return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption(name)
                .getValue();
    }
}
