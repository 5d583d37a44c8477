package dev.weft.api.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * One stock client at one document. It has three roots: the text {@code notes}, the map {@code workflow}, the array {@code jobs}.
 *
 * <p>Waits end after two minutes with an {@link AssertionError} that says what is there instead.
 */
public final class YjsClient {

    private final NodeProcess node;
    private final String name;

    YjsClient(NodeProcess node, String name) {
        this.node = node;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Connects, and stays connected by the provider's own means. */
    public void goOnline() {
        node.ask("goOnline", YjsClients.namesOf(List.of(this)));
    }

    /** Disconnects as an application would. */
    public void goOffline() {
        node.ask("goOffline", YjsClients.namesOf(List.of(this)));
    }

    /** The network fails; the provider comes back by itself. */
    public void dropSocket() {
        tell("dropSocket");
    }

    /** Sends a message past the provider. */
    public void send(byte[] message) {
        node.ask("send", me().put("bytes", Base64.getEncoder().encodeToString(message)));
    }

    /** As {@link #request(String, String)}, without any. */
    public JsonNode request(String event) {
        return request(event, "{}");
    }

    /**
     * Asks the server, in a dialect that has requests.
     *
     * @param payload a JSON object
     * @return {@code status} and {@code response}
     */
    public JsonNode request(String event, String payload) {
        try {
            return node.ask("request", me().put("event", event).set("payload", NodeProcess.JSON.readTree(payload)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("payload is no JSON: " + payload, e);
        }
    }

    /** Ends this client; its name is free again. */
    public void leave() {
        tell("close");
    }

    public void insertText(int at, String text) {
        node.ask("insertText", me().put("at", at).put("text", text));
    }

    public void setKey(String key, String value) {
        node.ask("setKey", me().put("key", key).put("value", value));
    }

    public void setKey(String key, int value) {
        node.ask("setKey", me().put("key", key).put("value", value));
    }

    public void addJob(String id, String jobName, String body) {
        node.ask("addJob", me().put("jobId", id).put("name", jobName).put("body", body));
    }

    public void setKeyOfJob(int index, String key, String value) {
        node.ask("setKeyOfJob", me().put("index", index).put("key", key).put("value", value));
    }

    public void insertIntoBody(int index, int at, String text) {
        node.ask("insertIntoBody", me().put("index", index).put("at", at).put("text", text));
    }

    /** Goes on inserting and deleting characters of the notes, at places that only the seed decides. */
    public void startTyping(int seed, int everyMillis) {
        node.ask("startTyping", me().put("seed", seed).put("everyMillis", everyMillis));
    }

    public void stopTyping() {
        tell("stopTyping");
    }

    /** From now on, each frame with own typing is sent twice. */
    public void sendTwice() {
        tell("sendTwice");
    }

    /** How many were. */
    public int framesSentTwice() {
        return node.ask("framesSentTwice", me()).asInt();
    }

    /** A member per root. */
    public JsonNode content() {
        return node.ask("content", me());
    }

    public String notes() {
        return content().get("notes").asText();
    }

    /**
     * What the provider told since this client exists, oldest first: {@code connecting}, {@code connected}, {@code synced}, {@code disconnected},
     * {@code closed} (code, reason), {@code error} (message), {@code refused} (reason); and what the server pushes, by its own names.
     */
    public List<JsonNode> events() {
        return StreamSupport.stream(node.ask("events", me()).spliterator(), false)
                .toList();
    }

    /** The events of one kind. */
    public List<JsonNode> events(String kind) {
        return events().stream()
                .filter(event -> event.get("event").asText().equals(kind))
                .toList();
    }

    /** How many own updates aren't known to be committed. */
    public int outstanding() {
        return node.ask("outstanding", me()).asInt();
    }

    /**
     * Whether all that the server sent to these clients, acknowledgements of own edits included, is in this client's document, be it that it still waits
     * there for what it builds upon.
     */
    public boolean hasAllOf(Collection<YjsClient> others) {
        return node.ask("hasAllOf", meAnd(others)).asBoolean();
    }

    /** Waits until {@link #hasAllOf}: a node hears a moment later of what another one has committed. */
    public void awaitAllOf(Collection<YjsClient> others) {
        node.ask("awaitAllOf", meAnd(others));
    }

    public void awaitSynced() {
        tell("awaitSynced");
    }

    /** Waits until all own edits are known to be committed. */
    public void awaitSaved() {
        tell("awaitSaved");
    }

    /** Waits until the server has sent so many more updates, acknowledgements of own ones included. */
    public void awaitReceived(int count) {
        node.ask("awaitReceived", me().put("count", count));
    }

    /** Waits until the notes read so. */
    public void awaitNotes(String expected) {
        node.ask("awaitNotes", me().put("expected", expected));
    }

    /**
     * Waits until the content has this value.
     *
     * @param pointer to the value, such as {@code /jobs/0/name}
     * @param expected as JSON
     */
    public void awaitValue(String pointer, String expected) {
        try {
            node.ask("awaitValue", me().put("pointer", pointer).set("expected", NodeProcess.JSON.readTree(expected)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected is no JSON: " + expected, e);
        }
    }

    /** Waits until the provider has told this so many times. */
    public void awaitEvent(String kind, int count) {
        node.ask("awaitEvent", me().put("event", kind).put("count", count));
    }

    private void tell(String command) {
        node.ask(command, me());
    }

    private ObjectNode meAnd(Collection<YjsClient> others) {
        ObjectNode arguments = me();
        ArrayNode names = arguments.putArray("others");
        others.forEach(other -> names.add(other.name));
        return arguments;
    }

    private ObjectNode me() {
        return NodeProcess.arguments().put("client", name);
    }
}
