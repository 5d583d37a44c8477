package dev.weft.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Times our document and, in the same run on the same machine, Yjs and yrs (as ywasm) on Node, and prints a Markdown table of milliseconds
 * and ratios. {@code modules/benchmarks/compare} runs it.
 *
 * <p>Every suite of every library has a process of its own, and the same works, warm-up and sampling ({@link Stopwatch}, {@code peers.mjs}).
 */
public final class PeerComparison {
    private static final Path HOME = Path.of("modules/benchmarks");
    private static final int COLD_PROCESSES = 5;

    private static final String CPU_OPTION = "--cpu";

    private final Path inputs;
    private final boolean cpu;

    private PeerComparison(Path inputs, boolean cpu) {
        this.inputs = inputs;
        this.cpu = cpu;
    }

    /**
     * Run from the root of the project.
     *
     * @param arguments {@code --traces DIR}, {@code --cpu} for time on a processor in place of the wall clock's, then suites; none
     *     means all
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> suiteLabels = new ArrayList<>(List.of(arguments));
        int option = suiteLabels.indexOf("--traces");
        if (option >= 0) {
            System.setProperty(Trace.FOLDER_PROPERTY, suiteLabels.get(option + 1));
            suiteLabels.subList(option, option + 2).clear();
        }
        boolean cpu = suiteLabels.remove(CPU_OPTION);
        List<Suite> suites = suiteLabels.isEmpty()
                ? List.of(Suite.values())
                : suiteLabels.stream().map(Suite::labelled).toList();
        Path inputs = Files.createTempDirectory("weft-comparison");
        try {
            new Inputs(inputs).make(suites);
            var results = new Results(HOME.resolve("target/comparison.txt"));
            var comparison = new PeerComparison(inputs, cpu);
            for (Suite suite : suites) {
                for (Library library : Library.values()) {
                    comparison.run(suite, library, (work, figure) -> results.put(library, work, figure));
                }
                results.save();
            }
            System.out.print(results.table());
        } finally {
            deleteRecursively(inputs);
        }
    }

    private void run(Suite suite, Library library, BiConsumer<String, Figure> results)
            throws IOException, InterruptedException {
        if (suite != Suite.COLD) {
            runProcess(suite, library, results);
            return;
        }
        List<Double> times = new ArrayList<>();
        String[] name = {""};
        for (int i = 0; i < COLD_PROCESSES; i++) {
            runProcess(suite, library, (work, figure) -> {
                name[0] = work;
                times.add(figure.least());
            });
        }
        times.sort(Comparator.naturalOrder());
        results.accept(name[0], new Figure.Time(times.getFirst(), times.get(times.size() / 2)));
    }

    private void runProcess(Suite suite, Library library, BiConsumer<String, Figure> results)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command(suite, library)).redirectError(ProcessBuilder.Redirect.INHERIT);
        if (library != Library.WEFT) {
            builder.directory(HOME.resolve("peers").toFile());
            if (cpu) {
                builder.environment().put("WEFT_CPU", "1");
            }
        }
        Process process = builder.start();
        try (var lines = process.inputReader()) {
            lines.lines().forEach(line -> {
                var match = Figure.LINE.matcher(line);
                if (!match.matches()) {
                    throw new IllegalStateException(library + " printed a line that is no result: " + line);
                }
                Figure figure = Figure.of(match);
                System.err.println(library.label() + ", " + match.group("work") + ": " + figure.text());
                results.accept(match.group("work"), figure);
            });
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(library + ", suite " + suite + ", ended with " + process.exitValue());
        }
    }

    private List<String> command(Suite suite, Library library) {
        Path traces = Trace.folder().toAbsolutePath();
        List<String> command = new ArrayList<>();
        switch (library) {
            case WEFT -> {
                command.add(ProcessHandle.current().info().command().orElse("java"));
                command.addAll(suite.jvmFlags());
                command.add("-D" + Stopwatch.CPU_PROPERTY + "=" + cpu);
                command.add("-D" + Trace.FOLDER_PROPERTY + "=" + traces);
                command.addAll(List.of("-cp", System.getProperty("java.class.path")));
                command.addAll(List.of(OurWorks.class.getName(), suite.label(), inputs.toString()));
            }
            case YJS, YWASM -> {
                command.addAll(
                        List.of("node", "--expose-gc", "--max-old-space-size=8192", "--no-liftoff", "peers.mjs"));
                command.addAll(List.of(library.label(), suite.label(), traces.toString(), inputs.toString()));
            }
        }
        return command;
    }

    private static void deleteRecursively(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Who takes part. */
    enum Library {
        YJS("yjs"),
        YWASM("ywasm"),
        WEFT("weft");

        private final String label;

        Library(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        static Library labelled(String label) {
            return Arrays.stream(values())
                    .filter(library -> library.label.equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("library \"" + label + "\""));
        }
    }
}
