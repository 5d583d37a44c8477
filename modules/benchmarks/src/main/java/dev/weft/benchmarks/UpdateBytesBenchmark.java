package dev.weft.benchmarks;

import dev.weft.crdt.update.UpdateCursor;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Operations on the updates of a trace without a document. Milliseconds for all of them: 259,778 of {@code automerge-paper}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g", "-Xms2g", "-XX:+AlwaysPreTouch"})
@State(Scope.Benchmark)
public class UpdateBytesBenchmark {
    private static final int BATCH = 100;
    private static final int MANY = 16_000;

    private List<byte[]> updates = List.of();
    private List<List<byte[]>> batches = List.of();
    private List<byte[]> mergedBatches = List.of();
    private byte[] stateV1 = {};
    private byte[] stateV2 = {};

    @Setup
    public void readTrace() {
        var trace = Trace.mainText();
        updates = trace.updates();
        batches = new ArrayList<>();
        for (int i = 0; i < updates.size(); i += BATCH) {
            batches.add(updates.subList(i, Math.min(i + BATCH, updates.size())));
        }
        mergedBatches = batches.stream()
                .map(batch -> Updates.merge(batch, UpdateFormat.V1))
                .toList();
        stateV1 = trace.stateV1();
        stateV2 = trace.stateV2();
    }

    @Benchmark
    public int decodeEach() {
        int structs = 0;
        for (byte[] update : updates) {
            structs += read(UpdateCursor.of(update, UpdateFormat.V1));
        }
        return structs;
    }

    @Benchmark
    public int decodeEachWithOneCursor() {
        var cursor = UpdateCursor.of(updates.getFirst(), UpdateFormat.V1);
        int structs = 0;
        for (byte[] update : updates) {
            cursor.reset(update, 0, update.length);
            structs += read(cursor);
        }
        return structs;
    }

    @Benchmark
    public int decodeStateV1() {
        return read(UpdateCursor.of(stateV1, UpdateFormat.V1));
    }

    @Benchmark
    public int decodeStateV2() {
        return read(UpdateCursor.of(stateV2, UpdateFormat.V2));
    }

    private static int read(UpdateCursor cursor) {
        int structs = 0;
        while (cursor.next()) {
            structs += cursor.kind() + cursor.length();
        }
        while (cursor.nextDeletion()) {
            structs += cursor.deletionLength();
        }
        return structs;
    }

    @Benchmark
    public void mergeBatchesOf100(Blackhole results) {
        for (List<byte[]> batch : batches) {
            results.consume(Updates.merge(batch, UpdateFormat.V1));
        }
    }

    @Benchmark
    public byte[] mergeMergedBatches() {
        return Updates.merge(mergedBatches, UpdateFormat.V1);
    }

    @Benchmark
    public byte[] merge16000AtOnce() {
        return Updates.merge(updates.subList(0, MANY), UpdateFormat.V1);
    }

    @Benchmark
    public void stateVectorOfEach(Blackhole results) {
        for (byte[] update : updates) {
            results.consume(Updates.encodeStateVectorOf(update, UpdateFormat.V1));
        }
    }

    @Benchmark
    public void convertEachToV2(Blackhole results) {
        for (byte[] update : updates) {
            results.consume(Updates.convert(update, UpdateFormat.V1, UpdateFormat.V2));
        }
    }
}
