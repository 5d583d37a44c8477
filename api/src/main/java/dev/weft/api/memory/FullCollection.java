package dev.weft.api.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Collects all garbage and leaves the heap hardly larger than what is alive. How much of it is kept free otherwise is as it was right after: a busy server needs
 * that room, or it would collect all the time.
 */
final class FullCollection implements Runnable {

    private static final String LEAST_FREE_PERCENT = "MinHeapFreeRatio";
    private static final String MOST_FREE_PERCENT = "MaxHeapFreeRatio";

    private final HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

    @Override
    public void run() {
        String least = machine.getVMOption(LEAST_FREE_PERCENT).getValue();
        String most = machine.getVMOption(MOST_FREE_PERCENT).getValue();
        machine.setVMOption(LEAST_FREE_PERCENT, "0"); // never above the other
        machine.setVMOption(MOST_FREE_PERCENT, "5");
        try {
            System.gc();
        } finally {
            machine.setVMOption(MOST_FREE_PERCENT, most);
            machine.setVMOption(LEAST_FREE_PERCENT, least);
        }
    }
}
