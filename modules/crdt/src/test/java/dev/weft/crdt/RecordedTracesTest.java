package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.crdt.update.RecordedTrace;
import dev.weft.crdt.update.UpdateFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * All traces of a folder, {@code -Dweft.traces=DIR}, in the files that {@code src/test/resources/traces/README.md} describes; the
 * one that is kept there without it.
 */
class RecordedTracesTest {
    private static List<RecordedTrace> traces() throws IOException {
        String folder = System.getProperty("weft.traces");
        if (folder == null) {
            return List.of(RecordedTrace.clownschool());
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".properties"))
                    .sorted()
                    .map(RecordedTrace::in)
                    .toList();
        }
    }

    @Test
    void updatesOneByOneGiveTheTextAndTheStatesOfYjs() throws IOException {
        List<RecordedTrace> traces = traces();
        assumeTrue(!traces.isEmpty(), "no traces in the folder");
        for (RecordedTrace trace : traces) {
            var doc = new Doc();
            var docV2 = new Doc();
            for (byte[] update : trace.updates()) {
                doc.applyUpdate(update);
            }
            docV2.applyUpdateV2(trace.state(UpdateFormat.V2));

            for (Doc read : List.of(doc, docV2)) {
                assertThat(read.encodeStateAsUpdate()).as(trace.name()).isEqualTo(trace.state(UpdateFormat.V1));
                assertThat(read.encodeStateAsUpdateV2()).as(trace.name()).isEqualTo(trace.state(UpdateFormat.V2));
                read.checkIntegrity();
            }
            String textHash = trace.property("finalTextSha256");
            if (textHash != null) {
                assertThat(sha256(doc.getText("text").toString()))
                        .as(trace.name())
                        .isEqualTo(textHash);
            }
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
