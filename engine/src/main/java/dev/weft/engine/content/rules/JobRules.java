package dev.weft.engine.content.rules;

import dev.weft.engine.content.Field;
import dev.weft.engine.content.Job;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for jobs, read one after the other. */
final class JobRules {
    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_ADAPTOR_LENGTH = 255;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_\\- ]+");

    /** A scoped npm package, and {@code latest}, {@code local} or a number, which may be one of a pre-release. */
    private static final Pattern ADAPTOR = Pattern.compile(
            "@[a-z0-9~-][a-z0-9._~-]*/[a-z0-9~-][a-z0-9._~-]*@(latest|local|\\d+(\\.\\d+){0,2}(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?)");

    private final ProjectFacts facts;
    private final Set<String> names = new HashSet<>();

    JobRules(ProjectFacts facts) {
        this.facts = facts;
    }

    /** Null if something was wrong. */
    @Nullable
    Job read(FieldReader fields) {
        UUID id = fields.uuid(Field.ID);
        String name = name(fields);
        String body = fields.textUnlessBlank(Field.BODY);
        String adaptor = adaptor(fields);
        UUID projectCredential = fields.uuid(Field.PROJECT_CREDENTIAL_ID);
        UUID keychainCredential = fields.uuid(Field.KEYCHAIN_CREDENTIAL_ID);
        fields.require(Field.ID, id);
        fields.require(Field.NAME, name);
        fields.require(Field.BODY, body);
        fields.require(Field.ADAPTOR, adaptor);
        checkCredentials(fields, projectCredential, keychainCredential);
        if (!fields.isAllRight() || id == null || name == null || body == null || adaptor == null) {
            return null;
        }
        return new Job(id, name, body, adaptor, projectCredential, keychainCredential);
    }

    private @Nullable String name(FieldReader fields) {
        String name = fields.trimmed(Field.NAME, MAX_NAME_LENGTH);
        if (name != null && !NAME.matcher(name).matches()) {
            fields.report(Field.NAME, "may only hold letters from a to z, digits, spaces, hyphens and underscores");
        } else if (name != null && !names.add(name)) {
            fields.report(Field.NAME, FieldReader.TAKEN);
        }
        return name;
    }

    private static @Nullable String adaptor(FieldReader fields) {
        if (fields.isAbsent(Field.ADAPTOR)) {
            return Job.DEFAULT_ADAPTOR;
        }
        String adaptor = fields.textUnlessBlank(Field.ADAPTOR, MAX_ADAPTOR_LENGTH);
        if (adaptor != null && !ADAPTOR.matcher(adaptor).matches()) {
            fields.report(
                    Field.ADAPTOR, "must be of the form @scope/name@version, its version latest, local or a number");
        }
        return adaptor;
    }

    private void checkCredentials(FieldReader fields, @Nullable UUID project, @Nullable UUID keychain) {
        if (project != null && keychain != null) {
            String message = "can't be set together with the other kind of credential";
            fields.report(Field.PROJECT_CREDENTIAL_ID, message);
            fields.report(Field.KEYCHAIN_CREDENTIAL_ID, message);
            return;
        }
        if (project != null && !facts.hasProjectCredential(project)) {
            fields.report(Field.PROJECT_CREDENTIAL_ID, "must be a credential of this project");
        }
        if (keychain != null && !facts.hasKeychainCredential(keychain)) {
            fields.report(Field.KEYCHAIN_CREDENTIAL_ID, "must be a credential of this project");
        }
    }
}
