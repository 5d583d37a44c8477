package dev.weft.benchmarks;

import dev.weft.benchmarks.PeerComparison.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the libraries needed, kept in a file: a suite that runs again replaces its own figures only. */
final class Results {
    private final Path file;
    private final Map<String, Map<Library, Figure>> byWork = new LinkedHashMap<>();

    /** @param file read if there is one; a line is the library, a space, and {@link Figure#line} */
    Results(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int space = line.indexOf(' ');
                var match = Figure.LINE.matcher(line.substring(space + 1));
                if (match.matches()) {
                    put(Library.labelled(line.substring(0, space)), match.group("work"), Figure.of(match));
                }
            }
        }
    }

    void put(Library library, String work, Figure figure) {
        byWork.computeIfAbsent(work, _ -> new EnumMap<>(Library.class)).put(library, figure);
    }

    void save() throws IOException {
        List<String> lines = new ArrayList<>();
        byWork.forEach((work, figures) ->
                figures.forEach((library, figure) -> lines.add(library.label() + " " + figure.line(work))));
        Files.write(file, lines);
    }

    /** A Markdown table: works with a goal in its order, then the others. */
    String table() {
        var table = new StringBuilder("""
                Milliseconds: median (fastest). Ratios are of the medians.

                | Work | Yjs | ywasm (yrs) | Weft | Yjs ÷ Weft | ywasm ÷ Weft | Goal | Met |
                | :- | -: | -: | -: | -: | -: | -: | :- |
                """);
        Set<String> works = new LinkedHashSet<>(Goal.byWork().keySet());
        works.addAll(byWork.keySet());
        for (String work : works) {
            Map<Library, Figure> figures = byWork.getOrDefault(work, Map.of());
            Figure ours = figures.get(Library.WEFT);
            if (ours != null) {
                Figure yjs = figures.get(Library.YJS);
                Figure ywasm = figures.get(Library.YWASM);
                Double goal = Goal.byWork().get(work);
                table.append("| %s | %s | %s | **%s** | %s | %s | %s | %s |%n"
                        .formatted(
                                work,
                                text(yjs),
                                text(ywasm),
                                ours.text(),
                                ratio(yjs, ours),
                                ratio(ywasm, ours),
                                goal == null ? "–" : goal,
                                goal == null ? "–" : met(ours, goal)));
            }
        }
        return table.toString();
    }

    private static String met(Figure ours, double goal) {
        return ours.typical() <= goal ? "yes" : ours.least() <= goal ? "fastest only" : "no";
    }

    private static String text(@Nullable Figure figure) {
        return figure == null ? "–" : figure.text();
    }

    private static String ratio(@Nullable Figure peer, Figure ours) {
        return peer == null ? "–" : Figure.significant(peer.typical() / ours.typical());
    }
}
