package dev.weft.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Times our document and, in the same run on the same machine, Yjs and yrs (as ywasm) on Node, and prints a Markdown table of milliseconds
 * and ratios. {@code modules/benchmarks/compare} runs it.
 *
 * <p>Every library has a process of its own and the same works, warm-up and sampling ({@link Stopwatch}, {@code peers.mjs}). A cell holds the
 * median, and the fastest in brackets: on a shared machine believe the fastest for short works. The ratio is of the fastest.
 */
public final class PeerComparison {
    private static final List<String> PEERS = List.of("yjs", "ywasm");
    private static final Pattern LINE = Pattern.compile(
            "\\{\"work\":\"(?<work>[^\"]*)\",(?:\"fastest\":(?<fastest>[\\d.e-]+),\"median\":(?<median>[\\d.e-]+)|\"bytes\":(?<bytes>\\d+))}");

    private PeerComparison() {}

    /**
     * @param arguments the folder of {@code peers.mjs}; then, where wanted, {@code quick}: leaves out the document of 33 MB
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path peersFolder = Path.of(arguments[0]);
        boolean quick = List.of(arguments).contains("quick");
        Path workFolder = Files.createTempDirectory("weft-comparison");
        try {
            var works = new Works(workFolder, !quick);
            works.writeInputsOfPeers();
            Map<String, Map<String, Result>> resultsByLibrary = new LinkedHashMap<>();
            for (String peer : PEERS) {
                resultsByLibrary.put(peer, peerResults(peer, peersFolder, workFolder));
            }
            resultsByLibrary.put("weft", works.run());
            System.out.print(table(resultsByLibrary));
        } finally {
            deleteRecursively(workFolder);
        }
    }

    private static Map<String, Result> peerResults(String peer, Path peersFolder, Path workFolder)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "node",
                        "--expose-gc",
                        "--max-old-space-size=8192",
                        "--no-liftoff",
                        "peers.mjs",
                        peer,
                        Trace.folder().toAbsolutePath().toString(),
                        workFolder.toString())
                .directory(peersFolder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Result> results = new LinkedHashMap<>();
        try (var lines = process.inputReader()) {
            lines.lines().forEach(line -> {
                var match = LINE.matcher(line);
                if (!match.matches()) {
                    throw new IllegalStateException(peer + " printed a line that is no result: " + line);
                }
                System.err.println(peer + " " + line);
                results.put(match.group("work"), Result.of(match.toMatchResult()));
            });
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(peer + " ended with " + process.exitValue());
        }
        return results;
    }

    private static String table(Map<String, Map<String, Result>> resultsByLibrary) {
        var ours = resultsByLibrary.get("weft");
        var table = new StringBuilder(
                "| Work | Yjs | ywasm (yrs) | Weft | Yjs ÷ Weft | ywasm ÷ Weft |\n| :- | -: | -: | -: | -: | -: |\n");
        ours.forEach((work, mine) -> {
            Result yjs = resultsByLibrary.get("yjs").get(work);
            Result ywasm = resultsByLibrary.get("ywasm").get(work);
            table.append("| %s | %s | %s | %s | %s | %s |%n"
                    .formatted(work, text(yjs), text(ywasm), text(mine), ratio(yjs, mine), ratio(ywasm, mine)));
        });
        return table.toString();
    }

    private static String text(@org.jspecify.annotations.Nullable Result result) {
        return result == null ? "–" : result.text();
    }

    private static String ratio(@org.jspecify.annotations.Nullable Result peer, Result mine) {
        return peer == null ? "–" : "%.1f".formatted(peer.least() / mine.least());
    }

    private static void deleteRecursively(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What one library needed for one work. */
    sealed interface Result {
        String text();

        /** The figure to compare by. */
        double least();

        /** Milliseconds. */
        record Time(double fastest, double median) implements Result {
            @Override
            public String text() {
                return significant(median) + " (" + significant(fastest) + ")";
            }

            @Override
            public double least() {
                return fastest;
            }

            private static String significant(double milliseconds) {
                return milliseconds >= 100
                        ? "%,.0f".formatted(milliseconds)
                        : milliseconds >= 10
                                ? "%.1f".formatted(milliseconds)
                                : milliseconds >= 1 ? "%.2f".formatted(milliseconds) : "%.3f".formatted(milliseconds);
            }
        }

        /** Bytes kept by one loaded document. */
        record Memory(long bytes) implements Result {
            @Override
            public String text() {
                return "%.2f MB".formatted(bytes / 1e6);
            }

            @Override
            public double least() {
                return bytes;
            }
        }

        private static Result of(MatchResult line) {
            String bytes = line.group("bytes");
            return bytes == null
                    ? new Time(Double.parseDouble(line.group("fastest")), Double.parseDouble(line.group("median")))
                    : new Memory(Long.parseLong(bytes));
        }
    }
}
