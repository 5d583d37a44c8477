package dev.weft.benchmarks.socket;

import java.util.Locale;

/**
 * Relays y-websocket frames and nothing else, so that a load shows what a library of sockets, and a way of writing, costs. Runs until it is killed.
 *
 * <p>Arguments: port; {@code tomcat}, {@code tomcat-codec}, {@code jetty} or {@code netty}; a {@link Way}, in small letters.
 */
public final class SocketRelay {
    private SocketRelay() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        Relay relay = new Relay(Way.valueOf(arguments[2].toUpperCase(Locale.ROOT)));
        switch (arguments[1]) {
            case "tomcat" -> TomcatRelay.start(port, relay);
            case "tomcat-codec" -> TomcatCodecRelay.start(port, relay);
            case "jetty" -> JettyRelay.start(port, relay);
            case "netty" -> NettyRelay.start(port, relay);
            default ->
                throw new IllegalArgumentException(
                        arguments[1] + " is unknown, expected tomcat, tomcat-codec, jetty or netty");
        }
        Thread.currentThread().join();
    }
}
