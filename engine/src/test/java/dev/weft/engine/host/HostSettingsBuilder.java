package dev.weft.engine.host;

/** The settings as they come, but for what a test names. */
final class HostSettingsBuilder {
    private int maxUpdateBytes = HostSettings.defaults().maxUpdateBytes();
    private long maxDocumentBytes = HostSettings.defaults().maxDocumentBytes();
    private long maxPendingBytes = HostSettings.defaults().maxPendingBytes();
    private int maxParticipants = HostSettings.defaults().maxParticipants();
    private int maxBatchBytes = HostSettings.defaults().maxBatchBytes();
    private int maxBatchUpdates = HostSettings.defaults().maxBatchUpdates();

    static HostSettingsBuilder settings() {
        return new HostSettingsBuilder();
    }

    HostSettingsBuilder maxUpdateBytes(int bytes) {
        maxUpdateBytes = bytes;
        return this;
    }

    HostSettingsBuilder maxDocumentBytes(long bytes) {
        maxDocumentBytes = bytes;
        return this;
    }

    HostSettingsBuilder maxPendingBytes(long bytes) {
        maxPendingBytes = bytes;
        return this;
    }

    HostSettingsBuilder maxParticipants(int count) {
        maxParticipants = count;
        return this;
    }

    HostSettingsBuilder maxBatchBytes(int bytes) {
        maxBatchBytes = bytes;
        return this;
    }

    HostSettingsBuilder maxBatchUpdates(int count) {
        maxBatchUpdates = count;
        return this;
    }

    HostSettings build() {
        HostSettings defaults = HostSettings.defaults();
        return new HostSettings(
                maxUpdateBytes,
                maxDocumentBytes,
                maxPendingBytes,
                maxParticipants,
                defaults.maxFramesPerSecond(),
                defaults.maxOutboxBytes(),
                defaults.maxWaitingBytes(),
                maxBatchBytes,
                maxBatchUpdates,
                defaults.maxWaitingRequests(),
                defaults.maxMemoryBytes(),
                defaults.requestTimeout(),
                defaults.pollInterval(),
                defaults.idleGrace(),
                defaults.keepAliveInterval(),
                defaults.appendTimeout(),
                defaults.shutdownTimeout());
    }
}
