package dev.weft.api.clients;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A headless Chromium. Needs one on this machine: the program that {@code CHROMIUM} names, or one on the path. */
public final class Browser implements AutoCloseable {

    private final NodeProcess node;

    private Browser(NodeProcess node) {
        this.node = node;
    }

    /** Where Chromium is, if it is here. */
    public static Optional<Path> chromium() {
        String named = System.getenv("CHROMIUM");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(program -> Path.of(folder, program)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @throws java.util.NoSuchElementException if there is no Chromium */
    public static Browser start() {
        return new Browser(NodeProcess.start(
                "browser.mjs", Map.of("CHROMIUM", chromium().orElseThrow().toString())));
    }

    /** A window of its own: it shares neither storage nor cookies with the others. */
    public BrowserWindow open(String name, URI address) {
        return BrowserWindow.open(node, name, address, false);
    }

    /** As {@link #open}, for somebody whose system is set to dark. */
    public BrowserWindow openDark(String name, URI address) {
        return BrowserWindow.open(node, name, address, true);
    }

    @Override
    public void close() {
        node.close();
    }
}
