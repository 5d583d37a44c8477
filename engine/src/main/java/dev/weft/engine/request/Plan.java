package dev.weft.engine.request;

import dev.weft.engine.workflow.EventOrigin;
import dev.weft.engine.workflow.HostEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a request is to be carried out, if nothing else happens to the document first. */
public sealed interface Plan {
    /**
     * Append an event.
     *
     * @param outcome the answer once the event is in the log
     * @param names that the workflow has from then on, and no others; null if they stay as they are
     */
    record Append(
            HostEvent event,
            RequestOutcome outcome,
            @Nullable Set<UniqueName> names) implements Plan {
        /** For an event that does what was asked for. */
        static Append of(HostEvent event, Situation situation, @Nullable Set<UniqueName> names) {
            return new Append(
                    event, RequestOutcome.Done.by(event, situation.nextSequence(), situation.standing()), names);
        }

        /** The origin of the event. The key of a request is told of what carried it out only: what failed may come again. */
        public EventOrigin origin(Requester requester) {
            EventOrigin origin = requester.origin();
            return outcome instanceof RequestOutcome.Refused ? origin.withoutRequest() : origin;
        }
    }

    /** Nothing is to be appended. */
    record Answer(RequestOutcome outcome) implements Plan {
        public static Answer refused(RequestRefusal reason) {
            return new Answer(new RequestOutcome.Refused(reason));
        }
    }
}
