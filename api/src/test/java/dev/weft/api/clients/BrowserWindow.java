package dev.weft.api.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** A window of a {@link Browser}. Targets are CSS selectors; each action waits until its target can be used. */
public final class BrowserWindow {

    private final NodeProcess node;
    private final String name;

    private BrowserWindow(NodeProcess node, String name) {
        this.node = node;
        this.name = name;
    }

    static BrowserWindow open(NodeProcess node, String name, URI address, boolean dark) {
        BrowserWindow window = new BrowserWindow(node, name);
        node.ask(
                "open",
                window.me()
                        .put("url", address.toString())
                        .put("width", 1280)
                        .put("height", 800)
                        .put("dark", dark));
        return window;
    }

    public URI address() {
        return URI.create(node.ask("address", me()).asText());
    }

    public void reload() {
        node.ask("reload", me());
    }

    public void close() {
        node.ask("close", me());
    }

    public void click(String target) {
        node.ask("click", at(target));
    }

    /** Replaces what stands in an input. */
    public void fill(String target, String text) {
        node.ask("fill", at(target).put("text", text));
    }

    /** Presses a key per character. */
    public void type(String target, String text) {
        node.ask("type", at(target).put("text", text));
    }

    /** Presses one key, such as {@code Control+z}. */
    public void press(String target, String key) {
        node.ask("press", at(target).put("key", key));
    }

    /** Waits until the elements of this kind read so, in order; inputs by their value. */
    public void awaitTexts(String target, String... expected) {
        node.ask("awaitTexts", at(target).set("expected", NodeProcess.JSON.valueToTree(expected)));
    }

    /** What the elements of this kind read. */
    public List<String> texts(String target) {
        return texts(node.ask("read", at(target)));
    }

    /** What the page threw or wrote to the console as an error. */
    public List<String> errors() {
        return texts(node.ask("errors", me()));
    }

    public void screenshot(Path file) {
        node.ask("screenshot", me().put("file", file.toAbsolutePath().toString()));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private ObjectNode at(String target) {
        return me().put("target", target);
    }

    private ObjectNode me() {
        return NodeProcess.arguments().put("window", name);
    }
}
