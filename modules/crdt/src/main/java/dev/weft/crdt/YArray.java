package dev.weft.crdt;

import dev.weft.crdt.update.TypeRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A shared list of values: what {@link YMap#set} takes.
 *
 * <p>Source: yjs 13.6, {@code src/types/YArray.js}.
 */
public final class YArray extends YType implements Iterable<@Nullable Object> {
    private List<@Nullable Object> preliminary = new ArrayList<>();

    /** An empty array, to be inserted somewhere. */
    public YArray() {}

    /** An array of these values, to be inserted somewhere. */
    public static YArray of(@Nullable Object... values) {
        var array = new YArray();
        array.preliminary.addAll(Arrays.asList(values));
        return array;
    }

    @Override
    void insertPreliminary(Transaction transaction) {
        List<@Nullable Object> values = preliminary;
        preliminary = new ArrayList<>();
        ListContent.insert(this, transaction, 0, values);
    }

    @Override
    int typeRef() {
        return TypeRef.ARRAY;
    }

    /** Number of values. */
    public int length() {
        return visibleLength();
    }

    /**
     * Inserts values so that the first of them has this index.
     *
     * @throws IndexOutOfBoundsException if the index is beyond the end
     */
    public void insert(int index, @Nullable Object... values) {
        insertAll(index, Arrays.asList(values));
    }

    /**
     * Inserts values so that the first of them has this index. Types among them become part of the document.
     *
     * @throws IndexOutOfBoundsException if the index is beyond the end
     */
    public void insertAll(int index, List<? extends @Nullable Object> values) {
        if (isIntegrated()) {
            edit(transaction -> ListContent.insert(this, transaction, index, values));
        } else {
            preliminary.addAll(index, values);
        }
    }

    /** Appends values. */
    public void push(@Nullable Object... values) {
        pushAll(Arrays.asList(values));
    }

    /** Appends values. */
    public void pushAll(List<? extends @Nullable Object> values) {
        if (isIntegrated()) {
            edit(transaction -> ListContent.push(this, transaction, values));
        } else {
            preliminary.addAll(values);
        }
    }

    /** Inserts values at the front. */
    public void unshift(@Nullable Object... values) {
        insertAll(0, Arrays.asList(values));
    }

    /**
     * Deletes the value at the index.
     *
     * @throws IndexOutOfBoundsException if the index is beyond the end
     */
    public void delete(int index) {
        delete(index, 1);
    }

    /**
     * Deletes a run of values.
     *
     * @throws IndexOutOfBoundsException if the range reaches beyond the end
     */
    public void delete(int index, int length) {
        if (isIntegrated()) {
            edit(transaction -> ListContent.delete(this, transaction, index, length));
        } else {
            preliminary.subList(index, index + length).clear();
        }
    }

    /** The value at the index; null also when there is none. */
    public @Nullable Object get(int index) {
        return ListContent.get(this, index);
    }

    /** All values: types as they are. */
    public List<@Nullable Object> toList() {
        return ListContent.toList(this);
    }

    /** All values as a {@link Perspective} shows it. */
    public List<@Nullable Object> toList(Perspective at) {
        return PerspectiveContent.toList(this, at);
    }

    /** The values from {@code start} to before {@code end}; negative ones count from the end. */
    public List<@Nullable Object> slice(int start, int end) {
        return ListContent.slice(this, start, end);
    }

    @Override
    public Iterator<@Nullable Object> iterator() {
        return toList().iterator();
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<@Nullable Object> toJson() {
        return (List<@Nullable Object>) ToJson.of(this, null);
    }

    @Override
    public YArray copy() {
        var copy = new YArray();
        for (Object value : toList()) {
            copy.preliminary.add(value instanceof YType type ? type.copyNested() : value);
        }
        return copy;
    }

    @Override
    YEvent event(Transaction transaction, Set<@Nullable String> keys) {
        return new YEvent(this, transaction, keys);
    }
}
