package dev.weft.api.socket.phoenix;

import dev.weft.api.auth.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What the request for a socket said for all channels on it.
 *
 * @param session for channels that name none
 * @param tool for channels that name none
 */
public record SocketRequest(
        Caller caller, @Nullable String session, @Nullable String tool, String traceId) {}
