package dev.weft.crdt;

import dev.weft.crdt.update.TypeRef;
import dev.weft.lib0.AnyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A shared text with formats and embedded values. Positions and lengths count UTF-16 units, as {@link String} does; an embedded
 * value is one unit.
 *
 * <p>Source: yjs 13.6, {@code src/types/YText.js}.
 */
public sealed class YText extends YType permits YXmlText {
    /** Edits to be made once this is part of a document. */
    private List<Runnable> preliminary = new ArrayList<>();

    /** An empty text, to be inserted somewhere. */
    public YText() {}

    /** A text with this content, to be inserted somewhere. */
    public YText(String content) {
        insert(0, content);
    }

    @Override
    final void insertPreliminary(Transaction transaction) {
        List<Runnable> edits = preliminary;
        preliminary = new ArrayList<>();
        edits.forEach(Runnable::run);
    }

    @Override
    int typeRef() {
        return TypeRef.TEXT;
    }

    private void editOrWait(Consumer<TextEditing> edit) {
        if (isIntegrated()) {
            edit(transaction -> edit.accept(new TextEditing(transaction, this)));
        } else {
            preliminary.add(() -> editOrWait(edit));
        }
    }

    /** Number of units. */
    public final int length() {
        return visibleLength();
    }

    /** Inserts text with the formats that hold there. */
    public final void insert(int index, String text) {
        if (!text.isEmpty()) {
            editOrWait(editing -> {
                checkRange(index, 0);
                editing.insert(TextPosition.at(this, index), text);
            });
        }
    }

    /** Inserts text with exactly these formats. */
    public final void insert(int index, String text, Map<String, ? extends @Nullable Object> attributes) {
        if (!text.isEmpty()) {
            insertWith(index, text, attributes);
        }
    }

    /** Inserts a value, or a type, as one unit. */
    public final void insertEmbed(int index, Object embed) {
        insertEmbed(index, embed, Map.of());
    }

    /** Inserts a value, or a type, as one unit with these formats. */
    public final void insertEmbed(int index, Object embed, Map<String, ? extends @Nullable Object> attributes) {
        insertWith(index, embed instanceof String text ? new AnyValue.Text(text) : embed, attributes);
    }

    private void insertWith(int index, Object insert, Map<String, ? extends @Nullable Object> attributes) {
        Map<String, @Nullable Object> normalised = Attributes.normalised(attributes);
        editOrWait(editing -> {
            checkRange(index, 0);
            editing.insert(TextPosition.at(this, index), insert, normalised);
        });
    }

    /**
     * Deletes a range of units, embedded values among them.
     *
     * @throws IndexOutOfBoundsException if the range reaches beyond the end
     */
    public final void delete(int index, int length) {
        if (length != 0) {
            editOrWait(editing -> {
                checkRange(index, length);
                editing.delete(TextPosition.at(this, index), length);
            });
        }
    }

    /** Changes formats; null takes one away. */
    public final void format(int index, int length, Map<String, ? extends @Nullable Object> attributes) {
        if (length != 0) {
            Map<String, @Nullable Object> normalised = Attributes.normalised(attributes);
            editOrWait(editing -> {
                checkRange(index, length);
                TextPosition position = TextPosition.at(this, index);
                if (position.right != NONE) {
                    editing.format(position, length, normalised);
                }
            });
        }
    }

    private void checkRange(int index, int length) {
        int all = store().types().length(index());
        if (index < 0 || length < 0 || index + length > all) {
            throw new IndexOutOfBoundsException("range of " + length + " at " + index + " of a text of " + all);
        }
    }

    /** Makes the changes of a delta, from the beginning on. */
    public final void applyDelta(Delta delta) {
        applyDelta(delta, true);
    }

    /**
     * Makes the changes of a delta, from the beginning on.
     *
     * @param sanitize false to leave out the line break with which Quill ends its content, when it would end the text
     */
    public final void applyDelta(Delta delta, boolean sanitize) {
        editOrWait(editing -> {
            var position = new TextPosition(owner(), NONE, first());
            for (int i = 0; i < delta.ops().size(); i++) {
                boolean mayEndTheText = !sanitize && i == delta.ops().size() - 1;
                switch (delta.ops().get(i)) {
                    case Delta.Insert insert -> {
                        Object value = mayEndTheText ? withoutLastBreak(insert.insert(), position) : insert.insert();
                        if (!value.equals("")) {
                            editing.insert(position, value, Attributes.normalised(insert.attributes()));
                        }
                    }
                    case Delta.Retain retain ->
                        editing.format(position, retain.length(), Attributes.normalised(retain.attributes()));
                    case Delta.Delete deletion -> editing.delete(position, deletion.length());
                }
            }
        });
    }

    private static Object withoutLastBreak(Object insert, TextPosition position) {
        return insert instanceof String text && position.right == NONE && text.endsWith("\n")
                ? text.substring(0, text.length() - 1)
                : insert;
    }

    /** The text as insertions with their formats. */
    public final Delta toDelta() {
        return TextContent.toDelta(this);
    }

    /** The text as a {@link Perspective} shows it. */
    public final Delta toDelta(Perspective at) {
        return toDelta(at, null, null);
    }

    /**
     * The text at a snapshot, and what came and went since an earlier one: such pieces have an attribute {@code ychange}.
     *
     * @param snapshot what the text is read at; null for the present
     * @param previous what it is compared with; null for nothing
     * @param computeYChange gives the value of the attribute; null for {@code {type: "added"}} and {@code {type: "removed"}}.
     *     Adjacent items become one piece only where the value is a map with the {@code type} and the client id as {@code user}
     */
    public final Delta toDelta(
            @Nullable Perspective snapshot, @Nullable Perspective previous, @Nullable ComputeYChange computeYChange) {
        return owner().confined(() -> new SnapshotDelta(this, snapshot, previous, computeYChange).compute());
    }

    /** {@link #toString()} as a {@link Perspective} shows the text. */
    public String toString(Perspective at) {
        return PerspectiveContent.toString(this, at);
    }

    /** The characters alone, without formats and embedded values. Of a text that is no part of a document, nothing. */
    @Override
    public String toString() {
        return isIntegrated() ? TextContent.toString(this) : "";
    }

    @Override
    public final String toJson() {
        return toString();
    }

    /** Deletes formats that mean nothing; returns how many there were. */
    public final int cleanUpFormatting() {
        return FormattingCleanup.cleanAll(this);
    }

    // --- attributes of the text as a whole ---

    /**
     * Sets an attribute of the text as a whole, which is no format of its characters.
     *
     * @param value what {@link YMap#set} takes
     */
    public final void setAttribute(String name, @Nullable Object value) {
        if (isIntegrated()) {
            edit(transaction -> Items.set(transaction, this, name, value));
        } else {
            preliminary.add(() -> setAttribute(name, value));
        }
    }

    /** Takes an attribute of the text as a whole away. */
    public final void removeAttribute(String name) {
        if (isIntegrated()) {
            edit(transaction -> MapContent.delete(this, transaction, name));
        } else {
            preliminary.add(() -> removeAttribute(name));
        }
    }

    /** An attribute of the text as a whole; null also when there is none. */
    public final @Nullable Object getAttribute(String name) {
        return MapContent.get(this, name);
    }

    /** All attributes of the text as a whole, in a map of the caller's own. */
    public final Map<String, @Nullable Object> getAttributes() {
        return MapContent.toMap(this);
    }

    @Override
    public YText copy() {
        return copyInto(new YText());
    }

    final <T extends YText> T copyInto(T copy) {
        Delta.Builder content = Delta.builder();
        for (Delta.Op op : toDelta().ops()) {
            if (op instanceof Delta.Insert insert) {
                Object value = insert.insert();
                content.insert(value instanceof YType type ? type.copyNested() : value, insert.attributes());
            }
        }
        copy.applyDelta(content.build());
        return copy;
    }

    @Override
    final void callObservers(Transaction transaction, Set<@Nullable String> keys, Failures failures) {
        super.callObservers(transaction, keys, failures);
        if (!transaction.isLocal()
                && owner().cleansUpFormatting()
                && !isDeleted()
                && store().types().hasFormatting(index())) {
            transaction.needFormattingCleanup = true;
        }
    }

    @Override
    final YEvent event(Transaction transaction, Set<@Nullable String> keys) {
        return new YTextEvent(this, transaction, keys);
    }
}
