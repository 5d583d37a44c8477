package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/yjs-test-coverage.md} honest. */
class YjsTestCoverageTest {
    private static final Path PAGE = Path.of("../../docs/yjs-test-coverage.md");
    private static final List<Path> TESTS =
            List.of(Path.of("../crdt/src/test/java"), Path.of("../testkit/src/test/java"));
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+(?:Test|Simulation))(?:\\.(\\w+))?`");

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        List<MatchResult> names = NAME.matcher(Files.readString(PAGE)).results().toList();

        List<String> missing = new ArrayList<>();
        for (MatchResult name : names) {
            if (sourcesOf(name.group(1)).noneMatch(source -> holds(source, name.group(2)))) {
                missing.add(name.group());
            }
        }

        assertThat(names).hasSizeGreaterThan(100);
        assertThat(missing).isEmpty();
    }

    private static Stream<String> sourcesOf(String testClass) throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path folder : TESTS) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.endsWith(testClass + ".java"))
                        .map(YjsTestCoverageTest::read)
                        .forEach(sources::add);
            }
        }
        return sources.stream();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(String source, String test) {
        return test == null || source.contains("void " + test + "(");
    }
}
