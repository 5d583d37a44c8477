package dev.weft.persistence.readmodel;

/** Another process, or thread, rebuilds the same read model. */
public final class AlreadyRebuildingException extends RuntimeException {

    AlreadyRebuildingException(String model) {
        super("read model " + model + " is being rebuilt already");
    }
}
