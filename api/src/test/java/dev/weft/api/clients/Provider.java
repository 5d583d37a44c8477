package dev.weft.api.clients;

import java.net.URI;
import java.util.UUID;

/** A stock provider in the version that the lock file of {@code src/test/clients} names. */
public enum Provider {
    Y_WEBSOCKET_1("y-websocket-1"),
    Y_WEBSOCKET_2("y-websocket-2"),
    Y_WEBSOCKET_3("y-websocket-3"),
    HOCUSPOCUS_2("hocuspocus-2", "/hocuspocus", "workflow:"),
    HOCUSPOCUS_3("hocuspocus-3", "/hocuspocus", "workflow:"),
    HOCUSPOCUS_4("hocuspocus-4", "/hocuspocus", "workflow:"),
    PHOENIX("phoenix", "/socket", "workflow:collaborate:");

    private final String file;
    private final String path;
    private final String roomPrefix;

    Provider(String file) {
        this(file, "/yjs", "");
    }

    Provider(String file, String path, String roomPrefix) {
        this.file = file;
        this.path = path;
        this.roomPrefix = roomPrefix;
    }

    /** Address of its dialect's endpoint, as the provider wants it. */
    public URI endpoint(int port) {
        return URI.create("ws://127.0.0.1:" + port + path);
    }

    /** What the provider calls the document of a workflow. */
    public String room(UUID workflowId) {
        return roomPrefix + workflowId;
    }

    /** What the provider calls a saved version. */
    public String room(UUID workflowId, int version) {
        return room(workflowId) + (path.equals("/yjs") ? "/v" : ":v") + version;
    }

    /** Name of its adapter in {@code src/test/clients/providers}, without the suffix. */
    String file() {
        return file;
    }

    @Override
    public String toString() {
        return file;
    }
}
