package dev.weft.api.train;

import dev.weft.api.auth.DevTokens;
import dev.weft.sync.SyncMessage;
import dev.weft.sync.hocuspocus.HocuspocusAddress;
import dev.weft.sync.hocuspocus.HocuspocusFrame;
import dev.weft.sync.hocuspocus.HocuspocusMessage;
import dev.weft.sync.phoenix.PhoenixPush;
import dev.weft.sync.ywebsocket.YWebsocketFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.UUID;

/** How clients of each dialect join a document and say something in it. */
enum TrainingDialect {
    YJS {
        @Override
        TrainingClient join(HttpClient http, int port, UUID document) throws InterruptedException {
            TrainingClient client = connect(http, port, "/yjs/" + document + "?token=" + TOKEN);
            return synced(client, document);
        }

        @Override
        byte[] framed(UUID document, byte[] frame) {
            return frame;
        }
    },
    HOCUSPOCUS {
        @Override
        TrainingClient join(HttpClient http, int port, UUID document) throws InterruptedException {
            TrainingClient client = connect(http, port, "/hocuspocus?action=edit");
            client.send(new HocuspocusFrame(address(document), new HocuspocusMessage.Token(TOKEN, null)).encode());
            client.await(1);
            return synced(client, document);
        }

        @Override
        byte[] framed(UUID document, byte[] frame) {
            return HocuspocusFrame.carrying(address(document), frame);
        }

        private HocuspocusAddress address(UUID document) {
            return new HocuspocusAddress("workflow:" + document, null);
        }
    },
    PHOENIX {
        @Override
        TrainingClient join(HttpClient http, int port, UUID document) throws InterruptedException {
            TrainingClient client = connect(http, port, "/socket/websocket?vsn=2.0.0&token=" + TOKEN);
            client.send("[\"1\",\"1\",\"" + topic(document) + "\",\"phx_join\",{\"project_id\":\""
                    + DevTokens.DEMO_PROJECT + "\",\"action\":\"edit\"}]");
            client.await(1);
            return synced(client, document);
        }

        @Override
        byte[] framed(UUID document, byte[] frame) {
            return new PhoenixPush("1", "2", topic(document), "yjs", frame).encode();
        }

        private String topic(UUID document) {
            return "workflow:collaborate:" + document;
        }
    };

    static final String TOKEN = "training:editor";

    private static final byte[] KNOWS_NOTHING = {0};

    /** A client that has the document, which exists already unless the dialect is {@link #YJS}. */
    abstract TrainingClient join(HttpClient http, int port, UUID document) throws InterruptedException;

    /** What carries a frame of y-websocket to the document. */
    abstract byte[] framed(UUID document, byte[] frame);

    private static TrainingClient connect(HttpClient http, int port, String address) {
        return new TrainingClient(http, URI.create("ws://127.0.0.1:" + port + address));
    }

    /** Asks for the whole document, and waits for it and for the question in return. */
    TrainingClient synced(TrainingClient client, UUID document) throws InterruptedException {
        client.send(framed(document, new YWebsocketFrame.Sync(new SyncMessage.Step1(KNOWS_NOTHING)).encode()));
        client.await(2);
        return client;
    }
}
