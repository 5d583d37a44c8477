package dev.weft.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/** What we want to need at most, in milliseconds or megabytes, for each work of the comparison that has a goal. */
final class Goal {
    private static final Map<String, Double> BY_WORK = new LinkedHashMap<>();

    static {
        BY_WORK.put("apply automerge-paper, updates one by one", 35.0);
        BY_WORK.put("apply automerge-paper with an update listener", 50.0);
        BY_WORK.put("apply node_nodecc, updates one by one", 20.0);
        BY_WORK.put("1,540 clients set a map key, one update each", 2.0);
        BY_WORK.put("1,540 clients insert at one place, one update each", 2.0);
        BY_WORK.put("load automerge-paper, format 1", 1.0);
        BY_WORK.put("load automerge-paper, format 2", 1.2);
        BY_WORK.put("load node_nodecc, format 1", 5.5);
        BY_WORK.put("load node_nodecc, format 2", 6.0);
        BY_WORK.put("load 100 × automerge-paper in one document", 120.0);
        BY_WORK.put("encode automerge-paper, format 1", 0.3);
        BY_WORK.put("encode automerge-paper, format 2", 0.4);
        BY_WORK.put("difference to all but the last 10 edits", 0.01);
        BY_WORK.put("merge batches of 100 updates", 25.0);
        BY_WORK.put("merge 16,000 updates at once", 5.0);
        BY_WORK.put("state vector of each update", 12.0);
        BY_WORK.put("format 1 to 2, each update", 100.0);
        BY_WORK.put("type automerge-paper, an update made for each edit", 60.0);
        BY_WORK.put("load workflow2000", 4.0);
        BY_WORK.put("toJSON of workflow2000", 2.0);
        BY_WORK.put("open a document of 20 nodes", 0.03);
        BY_WORK.put("memory of a loaded automerge-paper", 0.75);
        BY_WORK.put("memory of a loaded workflow2000", 4.2);
    }

    private Goal() {}

    /** Works that have a goal, in the order of the table; ours in milliseconds or megabytes at most. */
    static Map<String, Double> byWork() {
        return BY_WORK;
    }
}
