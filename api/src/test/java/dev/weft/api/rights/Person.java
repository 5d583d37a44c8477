package dev.weft.api.rights;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who asks, in the columns of {@link AccessMatrixIT}. */
enum Person {
    OWNER("owner"),
    ADMIN("admin"),
    EDITOR("editor"),
    VIEWER("viewer"),
    /** Staff without a membership, where the project lets them in. */
    SUPPORT(null),
    /** No member of anything. */
    STRANGER(null),
    /** Owner of another project. */
    NEIGHBOUR(null),
    /** Whose token has expired, an owner otherwise. */
    EXPIRED(null),
    /** Without a token. */
    NOBODY(null);

    private final @Nullable String role;

    Person(@Nullable String role) {
        this.role = role;
    }

    /** In the project of the matrix; null if there is no membership. */
    @Nullable
    String role() {
        return role;
    }

    String principal() {
        return "matrix-" + (this == EXPIRED ? OWNER : this).name().toLowerCase(java.util.Locale.ROOT);
    }

    @Nullable
    String token() {
        Consumer<JWTClaimsSet.Builder> claims = switch (this) {
            case SUPPORT -> builder -> builder.claim("support", true);
            case EXPIRED ->
                builder -> builder.expirationTime(Date.from(Instant.now().minusSeconds(60)));
            case OWNER, ADMIN, EDITOR, VIEWER, STRANGER, NEIGHBOUR, NOBODY -> builder -> {};
        };
        return this == NOBODY ? null : JwtServerTest.Keys.ISSUER.token(principal(), claims);
    }
}
