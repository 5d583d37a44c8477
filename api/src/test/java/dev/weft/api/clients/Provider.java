package dev.weft.api.clients;

/** A stock provider in the version that the lock file of {@code src/test/clients} names. */
public enum Provider {
    Y_WEBSOCKET_1("y-websocket-1"),
    Y_WEBSOCKET_2("y-websocket-2"),
    Y_WEBSOCKET_3("y-websocket-3");

    private final String file;

    Provider(String file) {
        this.file = file;
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
