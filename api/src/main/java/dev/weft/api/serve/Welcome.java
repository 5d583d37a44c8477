package dev.weft.api.serve;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/**
 * What a started server says on its terminal: where its page is, who may come in, and how to join from code.
 *
 * @param bind null if the server listens on every address
 */
record Welcome(@Nullable InetAddress bind, int port, WeftSettings.AuthMode authMode) {

    static Welcome of(WebServerApplicationContext running) {
        WebServer server = Objects.requireNonNull(running.getWebServer(), "a running server listens");
        return new Welcome(
                running.getBean(ServerProperties.class).getAddress(),
                server.getPort(),
                running.getBean(WeftSettings.class).auth().mode());
    }

    String text() {
        String text =
                """
                Weft is up: %s

                  Join from code (Node 20 or newer): npm install yjs@13 y-websocket@3 ws@8, and node join.mjs with

                %s
                """.formatted("http://" + authority() + "/", joinFromCode().indent(4));
        return authMode == WeftSettings.AuthMode.DEV ? text + DEV_WARNING : text;
    }

    /** A program that joins a workflow and writes to it; saved as {@code join.mjs} it runs as it is. */
    String joinFromCode() {
        return """
                import * as Y from 'yjs'
                import { WebsocketProvider } from 'y-websocket'
                import WebSocket from 'ws'

                const id = crypto.randomUUID()
                const doc = new Y.Doc()
                const provider = new WebsocketProvider('ws://%1$s/yjs', id, doc, {
                  WebSocketPolyfill: WebSocket,
                  params: { %2$s },
                })
                provider.once('sync', () => {
                  doc.getMap('workflow').set('name', 'Hello from code')
                  console.log(`See it at http://%1$s/#/w/${id}`)
                })
                """.formatted(authority(), parameters());
    }

    private String parameters() {
        return switch (authMode) {
            case DEV -> "token: 'ada:editor'";
            case JWT -> "token: process.env.TOKEN, project_id: process.env.PROJECT";
        };
    }

    /** Address and port as they stand in a URL; a server bound to all addresses is reached by the loopback one. */
    private String authority() {
        InetAddress reachable = bind == null || bind.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bind;
        String host = reachable.getHostAddress();
        return (reachable instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }

    private static final String DEV_WARNING = """
              ┌────────────────────────────────────────────────────────────────────────────┐
              │  DEV MODE: every token is believed, and no token is an owner.              │
              │  For trying and testing on this machine only; never put it on a network.   │
              └────────────────────────────────────────────────────────────────────────────┘
            """;
}
