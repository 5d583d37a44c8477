package dev.weft.engine.host;

/** The documents open on this node. */
public interface DocumentHosts {
    /**
     * Lets a participant in, opening the document if it is the first. Returns at once; the answers go to the socket, whose
     * {@link ParticipantSocket#close} also tells of a document that can't be opened.
     */
    Participant enter(Admission admission, ParticipantSocket socket);
}
