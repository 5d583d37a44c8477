package dev.weft.crdt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ConcurrentModificationException;
import org.jspecify.annotations.Nullable;

/** Sees to it that a document is used by one thread at a time, and says so clearly when it isn't. */
final class Confinement {
    private static final VarHandle USER;

    static {
        try {
            USER = MethodHandles.lookup().findVarHandle(Confinement.class, "user", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private @Nullable Thread user;
    private int depth;

    /** @throws ConcurrentModificationException if another thread is inside */
    void enter() {
        Thread current = Thread.currentThread();
        if (user == current) {
            depth++;
            return;
        }
        Thread other = (Thread) USER.compareAndExchange(this, null, current);
        if (other != null) {
            throw new ConcurrentModificationException("the document is used by thread " + other.getName()
                    + " while thread " + current.getName() + " asks for it: it is for one thread at a time");
        }
    }

    void exit() {
        if (depth > 0) {
            depth--;
        } else {
            USER.setRelease(this, null);
        }
    }
}
