package dev.weft.engine.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step that runs code.
 *
 * @param name unique within the workflow
 * @param body the code
 * @param adaptor the package the code runs with, as {@code @scope/name@version}
 * @param projectCredentialId null if {@code keychainCredentialId} is set
 */
public record Job(
        @JsonProperty(Field.ID) UUID id,
        @JsonProperty(Field.NAME) String name,
        @JsonProperty(Field.BODY) String body,
        @JsonProperty(Field.ADAPTOR) String adaptor,
        @JsonProperty(Field.PROJECT_CREDENTIAL_ID) @Nullable UUID projectCredentialId,

        @JsonProperty(Field.KEYCHAIN_CREDENTIAL_ID) @Nullable
        UUID keychainCredentialId) {
    /** The adaptor of a job that names none. */
    public static final String DEFAULT_ADAPTOR = "@openfn/language-common@latest";
}
