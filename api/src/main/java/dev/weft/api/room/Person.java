package dev.weft.api.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.engine.access.Principal;
import org.jspecify.annotations.Nullable;

/** Somebody as clients get them: as much as the token tells. */
record Person(
        String id,
        @Nullable String email,
        @JsonProperty("first_name") @Nullable String firstName,
        @JsonProperty("last_name") @Nullable String lastName,
        @JsonProperty("support_user") boolean isSupport) {

    static Person of(Principal principal) {
        String name = principal.profile().name();
        return new Person(
                principal.id(),
                principal.profile().email(),
                name == null ? principal.id() : name,
                null,
                principal.isSupport());
    }
}
