package dev.weft.api.rights;

import dev.weft.api.socket.RawClient;
import dev.weft.sync.SyncMessage;
import dev.weft.sync.awareness.AwarenessUpdate;
import dev.weft.sync.ywebsocket.YWebsocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * A client that has joined a document, in any dialect: all put the same messages in frames of their own.
 *
 * @param prefix in hex, of what the server says about the document
 * @param framing of what the client says
 * @param requesting how the dialect carries requests
 */
record JoinedClient(RawClient client, String prefix, UnaryOperator<byte[]> framing, Requesting requesting)
        implements Dialect.Connection {

    /** Sends a request and waits for the reply to it, with its status and response. */
    @FunctionalInterface
    interface Requesting {
        JsonNode replyTo(String event) throws InterruptedException;
    }

    @Override
    public boolean asksForTheDocument() throws InterruptedException {
        say(new YWebsocketFrame.Sync(new SyncMessage.Step1(new byte[1])));
        return client.awaitFrameStartingWith(prefix + "0001").length() > prefix.length() + 4;
    }

    @Override
    public boolean asksForAwareness() throws InterruptedException {
        say(new YWebsocketFrame.QueryAwareness());
        return client.awaitFrameStartingWith(prefix + "01").length() > prefix.length() + 2;
    }

    @Override
    public void sendsUpdate(byte[] update) throws InterruptedException {
        say(new YWebsocketFrame.Sync(new SyncMessage.Update(update)));
        asksForTheDocument();
    }

    @Override
    public void answersWithStep2(byte[] update) throws InterruptedException {
        say(new YWebsocketFrame.Sync(new SyncMessage.Step2(update)));
        asksForTheDocument();
    }

    @Override
    public void shows(AwarenessUpdate awareness) throws InterruptedException {
        say(new YWebsocketFrame.Awareness(awareness));
        asksForTheDocument();
    }

    @Override
    public void awaitAwareness(String text) throws InterruptedException {
        String frame;
        do {
            frame = client.awaitFrameStartingWith(prefix + "01");
        } while (!new String(HexFormat.of().parseHex(frame), StandardCharsets.UTF_8).contains(text));
    }

    @Override
    public boolean seesInTheDocument(String text) throws InterruptedException {
        say(new YWebsocketFrame.Sync(new SyncMessage.Step1(new byte[1])));
        return client.awaitFrameStartingWith(prefix + "0001")
                .contains(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String asks(String event) throws InterruptedException {
        JsonNode reply = requesting.replyTo(event);
        return reply.at("/status").asString().equals("ok")
                ? "done"
                : reply.at("/response/type").asString();
    }

    private void say(YWebsocketFrame frame) {
        client.send(framing.apply(frame.encode()));
    }

    @Override
    public void close() {
        client.close();
    }
}
