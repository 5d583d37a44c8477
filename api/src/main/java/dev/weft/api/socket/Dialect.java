package dev.weft.api.socket;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * One protocol that clients speak: where its sockets are, who may open one, and what answers on it.
 *
 * @param <A> what opening a socket takes from its request, such as who asks
 */
public interface Dialect<A> {
    /** Pattern of the paths of its sockets. Dialects are told apart by nothing else. */
    String path();

    /** Subprotocols that its clients offer; the one they are answered with. */
    default List<String> subprotocols() {
        return List.of();
    }

    /** Whether its clients send something often enough by themselves, so that silence means that they are gone. Others are asked by pings. */
    default boolean hasHeartbeat() {
        return false;
    }

    /**
     * Looks at the request for a socket, before there is one. It is for a WebSocket, and not from a foreign page.
     *
     * @throws dev.weft.api.problem.RequestRefusedException to refuse it by an HTTP answer
     */
    A admit(HttpServletRequest request);

    /** Answers on a socket that has just been opened. */
    SocketConnection open(A admitted, FrameChannel channel);
}
