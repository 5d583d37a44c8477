package dev.weft.api.socket;

import dev.weft.api.auth.Authenticator;
import dev.weft.api.auth.DevTokens;
import dev.weft.api.auth.TokenExpiries;
import dev.weft.api.room.RoomBroadcasts;
import dev.weft.api.room.RoomRequests;
import dev.weft.engine.Engine;
import dev.weft.engine.EngineConfiguration;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.request.InMemoryUniqueNames;
import dev.weft.engine.request.UniqueNames;
import dev.weft.sync.awareness.AwarenessLimits;
import java.time.Duration;
import java.time.InstantSource;

/** An engine in dev mode over a store in memory, whose sockets have no network: what a dialect does, and nothing else. */
public final class LocalServer implements AutoCloseable {

    public static final SocketLimits LIMITS = new SocketLimits(
            1024 * 1024,
            5,
            AwarenessLimits.DEFAULT,
            100_000,
            200,
            64,
            1_000,
            5 * 1024 * 1024,
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));

    private final HeldBackStore store = new HeldBackStore();
    private final Engine engine;
    private final Entrance entrance;
    private final RoomRequests requests;
    private final TokenExpiries expiries = new TokenExpiries(InstantSource.system());

    public LocalServer() {
        this(new DevTokens());
    }

    public LocalServer(Authenticator authenticator) {
        ProjectAccess access = ProjectAccess.ofClaims();
        UniqueNames names = new InMemoryUniqueNames(InstantSource.system());
        engine = Engine.start(EngineConfiguration.over(store, access).withNames(names));
        requests = new RoomRequests(engine, access, names, new RoomBroadcasts());
        entrance = new Entrance(authenticator, engine.joining(), engine.hosts(), access);
    }

    /** A socket that a client has just opened. */
    public <A> LocalSocket open(Dialect<A> dialect, A admitted) {
        return new LocalSocket(channel -> dialect.open(admitted, channel));
    }

    public Entrance entrance() {
        return entrance;
    }

    public RoomRequests requests() {
        return requests;
    }

    public TokenExpiries expiries() {
        return expiries;
    }

    public Engine engine() {
        return engine;
    }

    public void holdCommitsBack() {
        store.holdCommitsBack();
    }

    public void letCommitsThrough() {
        store.letCommitsThrough();
    }

    /** How many appends wait to be let through. */
    public int heldBack() {
        return store.heldBack();
    }

    @Override
    public void close() {
        store.letCommitsThrough();
        engine.close();
        expiries.close();
    }
}
