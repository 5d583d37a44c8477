package dev.weft.engine.content.rules;

import dev.weft.engine.content.CanonicalUuid;
import dev.weft.engine.content.Choice;
import dev.weft.engine.content.Field;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.Texts;
import dev.weft.engine.content.draft.PlainJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one member, or of the workflow itself, as what they are to be. A wrong one is reported, and read as null; nothing is reported of it a second
 * time.
 */
final class FieldReader {
    static final String BLANK = "can't be blank";
    static final String TAKEN = "has already been taken";

    private final Section section;
    private final int index;
    private final Map<String, @Nullable Object> fields;
    private final List<ContentError> errors;
    private final Set<String> wrong = new HashSet<>();

    /** @param errors takes what is reported */
    FieldReader(Section section, int index, Map<String, @Nullable Object> fields, List<ContentError> errors) {
        this.section = section;
        this.index = index;
        this.fields = fields;
        this.errors = errors;
    }

    boolean isAbsent(String field) {
        return !fields.containsKey(field);
    }

    boolean isRight(String field) {
        return !wrong.contains(field);
    }

    boolean isAllRight() {
        return wrong.isEmpty();
    }

    void report(String field, String message) {
        if (wrong.add(field)) {
            String id = section != Section.WORKFLOW && fields.get(Field.ID) instanceof String text ? text : null;
            errors.add(new ContentError(section, index, id, field, message));
        }
    }

    /** Null becomes an error, unless the field has one already. */
    void require(String field, @Nullable Object value) {
        if (value == null) {
            report(field, BLANK);
        }
    }

    /** The text as it is; null for none. */
    @Nullable
    String text(String field) {
        Object value = fields.get(field);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            report(field, "must be a text, not " + PlainJson.kindOf(value));
            return null;
        }
        int unstorable = Texts.indexOfUnstorable(text);
        if (unstorable >= 0) {
            report(
                    field,
                    "holds at " + unstorable + " a character that can't be kept: U+"
                            + "%04X".formatted((int) text.charAt(unstorable)));
            return null;
        }
        return text;
    }

    /** The text as it is; null for none or a blank one. */
    @Nullable
    String textUnlessBlank(String field) {
        String text = text(field);
        return text == null || Texts.isBlank(text) ? null : text;
    }

    /** As {@link #textUnlessBlank}, at most so many code points long. */
    @Nullable
    String textUnlessBlank(String field, int maxLength) {
        return checkLength(field, textUnlessBlank(field), maxLength);
    }

    /** The text without white space around it, at most so many code points long; null for none or a blank one. */
    @Nullable
    String trimmed(String field, int maxLength) {
        String text = textUnlessBlank(field);
        return checkLength(field, text == null ? null : Texts.trim(text), maxLength);
    }

    private @Nullable String checkLength(String field, @Nullable String text, int maxLength) {
        if (text != null && Texts.length(text) > maxLength) {
            report(field, "should be at most " + maxLength + " character(s)");
            return null;
        }
        return text;
    }

    @Nullable
    UUID uuid(String field) {
        String text = textUnlessBlank(field);
        if (text == null) {
            return null;
        }
        Optional<UUID> uuid = CanonicalUuid.parseLowerCase(text);
        if (uuid.isEmpty()) {
            report(field, "must be a UUID of 36 characters in lower case");
        }
        return uuid.orElse(null);
    }

    boolean bool(String field, boolean otherwise) {
        Object value = fields.get(field);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Boolean bool)) {
            report(field, "must be true or false, not " + PlainJson.kindOf(value));
            return otherwise;
        }
        return bool;
    }

    @Nullable
    Boolean boolOrNull(String field) {
        return fields.get(field) == null ? null : bool(field, false);
    }

    /** A whole number, whichever way it is encoded. */
    @Nullable
    Integer whole(String field, int min, int max) {
        Object value = fields.get(field);
        if (value == null) {
            return null;
        }
        double number = value instanceof Number any ? any.doubleValue() : Double.NaN;
        if (number != Math.rint(number) || Double.isInfinite(number)) {
            report(field, "must be a whole number");
            return null;
        }
        if (number < min) {
            report(field, "must be greater than or equal to " + min);
            return null;
        }
        if (number > max) {
            report(field, "must be less than or equal to " + max);
            return null;
        }
        return (int) number;
    }

    @Nullable
    <C extends Enum<C> & Choice> C choice(String field, Class<C> choices) {
        String text = textUnlessBlank(field);
        if (text == null) {
            return null;
        }
        for (C choice : choices.getEnumConstants()) {
            if (choice.text().equals(text)) {
                return choice;
            }
        }
        report(
                field,
                Arrays.stream(choices.getEnumConstants())
                        .map(Choice::text)
                        .collect(Collectors.joining(", ", "must be one of ", "")));
        return null;
    }

    /** The fields of an object that is the value of a field, whose errors are reported as errors of this field; null for none. */
    @Nullable
    Nested nested(String field) {
        Object value = fields.get(field);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> object)) {
            report(field, "must be an object, not " + PlainJson.kindOf(value));
            return null;
        }
        return new Nested(field, PlainJson.withTextKeys(object));
    }

    /** Reads an object within a field. */
    final class Nested {
        private final String field;
        private final List<ContentError> innerErrors = new ArrayList<>();
        private final FieldReader inner;

        private Nested(String field, Map<String, @Nullable Object> object) {
            this.field = field;
            this.inner = new FieldReader(section, index, object, innerErrors);
        }

        FieldReader fields() {
            return inner;
        }

        /** Reports the first thing that was wrong inside. */
        void finish() {
            if (!innerErrors.isEmpty()) {
                ContentError first = innerErrors.getFirst();
                report(field, first.field() + " " + first.message());
            }
        }
    }
}
