package dev.weft.api.socket.hocuspocus;

import dev.weft.api.auth.Authenticator;
import dev.weft.api.auth.Caller;
import dev.weft.api.auth.DevTokens;
import dev.weft.api.socket.LocalServer;
import dev.weft.api.socket.LocalSocket;
import dev.weft.engine.workflow.ProjectId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider whose token ends while it edits is asked for another one, and stays where it is if it has one. */
class TokenRequestTest {

    private static final String TOKEN_REQUEST = "02 00";
    private static final String READ_WRITE = "02 02 0a 726561642d7772697465";
    private static final String READ_ONLY = "02 02 08 726561646f6e6c79";
    private static final String STEP_1 = "00 00 01 00";

    private static final Duration SOON = Duration.ofSeconds(29);

    private final LocalServer server = new LocalServer(new EndingTokens());
    private final String document = "workflow:" + UUID.randomUUID();

    /** The tokens of development; those of editors end so soon that their providers are asked for others at once. */
    private static final class EndingTokens implements Authenticator {
        private final DevTokens tokens = new DevTokens();

        @Override
        public Caller authenticate(@Nullable String token) {
            Caller caller = tokens.authenticate(token);
            boolean ends = token != null && token.endsWith(":editor");
            return new Caller(caller.principal(), ends ? Instant.now().plus(SOON) : caller.expiresAt());
        }

        @Override
        public Optional<ProjectId> defaultProject() {
            return tokens.defaultProject();
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void providerIsAskedForAnotherTokenAndGoesOnByThat() throws InterruptedException {
        LocalSocket ada = server.open(
                new HocuspocusDialect(server.entrance(), server.requests(), server.expiries(), LocalServer.LIMITS),
                new SocketRequest(Map.of(), null, "4bf92f3577b34da6a3ce929d0e0e4736"));

        ada.sendHex(at(token("ada:editor")));
        ada.awaitStartingWith(at(READ_WRITE));
        ada.awaitStartingWith(at(TOKEN_REQUEST));
        ada.sendHex(at(token("ada:viewer")));

        ada.awaitStartingWith(at(READ_ONLY));
        ada.sendHex(at(STEP_1));
        ada.awaitStartingWith(at("00 01"));
    }

    private String at(String message) {
        return string(document) + " " + message;
    }

    private static String token(String token) {
        return "02 00 " + string(token) + string("4.8.0");
    }

    private static String string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(new byte[] {(byte) utf8.length})
                + HexFormat.of().formatHex(utf8);
    }
}
