package dev.weft.api.clients;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Node process that hosts stock Yjs clients, as many as a test wants. Closing it ends them all, without a goodbye.
 *
 * <p>Registered by a static field, it lasts for the tests of a class: after each all clients leave, after the last it is closed.
 */
public final class YjsClients implements AutoCloseable, AfterEachCallback, AfterAllCallback {

    private final NodeProcess node;

    private YjsClients(NodeProcess node) {
        this.node = node;
    }

    public static YjsClients start() {
        return new YjsClients(NodeProcess.start("main.mjs", Map.of()));
    }

    /**
     * A client that is not connected yet.
     *
     * @param name what the test calls it; one at a time has it
     * @param server address of the dialect's endpoint
     * @param room as the provider names documents: the workflow's id, for y-websocket
     * @param parameters of the URL's query, the same ones at each reconnect
     */
    public YjsClient create(String name, Provider provider, URI server, String room, Map<String, String> parameters) {
        ObjectNode arguments = NodeProcess.arguments().put("client", name).put("kind", provider.file());
        arguments
                .putObject("address")
                .put("url", server.toString())
                .put("room", room)
                .set("params", NodeProcess.JSON.valueToTree(parameters));
        node.ask("open", arguments);
        return new YjsClient(node, name);
    }

    /** As {@link #create}, and connects it and waits until it is synced. */
    public YjsClient join(String name, Provider provider, URI server, String room, Map<String, String> parameters) {
        YjsClient client = create(name, provider, server, room, parameters);
        client.goOnline();
        client.awaitSynced();
        return client;
    }

    /** Connects them all in one moment. */
    public void goOnline(Collection<YjsClient> clients) {
        node.ask("goOnline", namesOf(clients));
    }

    /** Disconnects them all, as applications would. */
    public void goOffline(Collection<YjsClient> clients) {
        node.ask("goOffline", namesOf(clients));
    }

    /** Waits until all have the same content, made of the same edits. */
    public void awaitConverged(YjsClient... clients) {
        awaitConverged(List.of(clients));
    }

    /** As {@link #awaitConverged(YjsClient...)}. */
    public void awaitConverged(Collection<YjsClient> clients) {
        node.ask("awaitConverged", namesOf(clients));
    }

    /** Ends all of them; their names are free again. */
    public void leaveAll() {
        node.ask("closeAll", NodeProcess.arguments());
    }

    static ObjectNode namesOf(Collection<YjsClient> clients) {
        ObjectNode arguments = NodeProcess.arguments();
        ArrayNode names = arguments.putArray("clients");
        clients.forEach(client -> names.add(client.name()));
        return arguments;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        leaveAll();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        node.close();
    }
}
