package dev.weft.crdt;

import dev.weft.crdt.update.TypeRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A shared list of XML nodes: {@link YXmlElement}, {@link YXmlText}, {@link YXmlHook}.
 *
 * <p>Source: yjs 13.6, {@code src/types/YXmlFragment.js}.
 */
public sealed class YXmlFragment extends YType permits YXmlElement {
    private List<YType> preliminary = new ArrayList<>();

    /** A fragment without children, to be inserted somewhere. */
    public YXmlFragment() {}

    @Override
    void insertPreliminary(Transaction transaction) {
        List<YType> nodes = preliminary;
        preliminary = new ArrayList<>();
        ListContent.insert(this, transaction, 0, nodes);
    }

    @Override
    int typeRef() {
        return TypeRef.XML_FRAGMENT;
    }

    /** Number of children. */
    public final int length() {
        return isIntegrated() ? visibleLength() : preliminary.size();
    }

    /**
     * Inserts nodes so that the first of them has this index among the children.
     *
     * @throws IndexOutOfBoundsException if the index is beyond the end
     */
    public final void insert(int index, YType... nodes) {
        insertAll(index, List.of(nodes));
    }

    /**
     * Inserts nodes so that the first of them has this index among the children, and become part of the document.
     *
     * @throws IndexOutOfBoundsException if the index is beyond the end
     */
    public final void insertAll(int index, List<? extends YType> nodes) {
        if (isIntegrated()) {
            edit(transaction -> ListContent.insert(this, transaction, index, nodes));
        } else {
            preliminary.addAll(index, nodes);
        }
    }

    /**
     * Inserts nodes behind a child.
     *
     * @param reference the child, or null for the front
     * @throws IllegalArgumentException if it is no child of this
     */
    public final void insertAfter(@Nullable YType reference, YType... nodes) {
        if (!isIntegrated()) {
            int index = reference == null ? 0 : preliminary.indexOf(reference) + 1;
            if (index == 0 && reference != null) {
                throw notAChild();
            }
            preliminary.addAll(index, List.of(nodes));
            return;
        }
        edit(transaction -> {
            if (reference != null && reference.parent() != this) {
                throw notAChild();
            }
            Items.insertAfter(transaction, this, reference == null ? NONE : reference.item(), List.of(nodes));
        });
    }

    private static IllegalArgumentException notAChild() {
        return new IllegalArgumentException("the node to insert behind is no child of this one");
    }

    /** Appends nodes. */
    public final void push(YType... nodes) {
        insertAll(length(), List.of(nodes));
    }

    /** Inserts nodes at the front. */
    public final void unshift(YType... nodes) {
        insertAll(0, List.of(nodes));
    }

    /**
     * Deletes the child at the index.
     *
     * @throws IndexOutOfBoundsException if the index is beyond the end
     */
    public final void delete(int index) {
        delete(index, 1);
    }

    /**
     * Deletes a run of children.
     *
     * @throws IndexOutOfBoundsException if the range reaches beyond the end
     */
    public final void delete(int index, int length) {
        if (isIntegrated()) {
            edit(transaction -> ListContent.delete(this, transaction, index, length));
        } else {
            preliminary.subList(index, index + length).clear();
        }
    }

    /** The child at the index, or null if there is none. */
    public final @Nullable Object get(int index) {
        return ListContent.get(this, index);
    }

    /** The first child, or null if there is none. */
    public final @Nullable Object firstChild() {
        return get(0);
    }

    /** All children, in a list of the caller's own. */
    public final List<@Nullable Object> toList() {
        return ListContent.toList(this);
    }

    /** All children as a {@link Perspective} shows it. */
    public final List<@Nullable Object> toList(Perspective at) {
        return PerspectiveContent.toList(this, at);
    }

    /** The children from {@code start} to before {@code end}; negative ones count from the end. */
    public final List<@Nullable Object> slice(int start, int end) {
        return ListContent.slice(this, start, end);
    }

    /** All nodes inside that the predicate takes, in document order. Nodes in texts and hooks are not looked at. */
    public final List<YType> descendants(Predicate<YType> predicate) {
        List<YType> found = new ArrayList<>();
        Deque<YType> rest = new ArrayDeque<>();
        pushNodes(rest);
        while (!rest.isEmpty()) {
            YType node = rest.pop();
            if (predicate.test(node)) {
                found.add(node);
            }
            if (node instanceof YXmlFragment fragment) {
                fragment.pushNodes(rest);
            }
        }
        return found;
    }

    private void pushNodes(Deque<YType> nodes) {
        for (Object child : toList().reversed()) {
            if (child instanceof YType node) {
                nodes.push(node);
            }
        }
    }

    /** All elements of this name inside; upper and lower case are the same. */
    public final List<YType> querySelectorAll(String nodeName) {
        return descendants(node ->
                node instanceof YXmlElement element && element.nodeName().equalsIgnoreCase(nodeName));
    }

    /** The first element of this name inside, or null. */
    public final @Nullable YType querySelector(String nodeName) {
        List<YType> all = querySelectorAll(nodeName);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** The XML, nothing escaped. Of a node that is no part of a document, nothing. */
    @Override
    public final String toString() {
        return isIntegrated() ? Xml.toString((Object) this) : "";
    }

    /** The XML as a {@link Perspective} shows it. */
    public final String toString(Perspective at) {
        return owner().confined(() -> Xml.toString(this, at));
    }

    @Override
    public final String toJson() {
        return toString();
    }

    @Override
    public YXmlFragment copy() {
        var copy = new YXmlFragment();
        copyChildrenInto(copy);
        return copy;
    }

    final void copyChildrenInto(YXmlFragment copy) {
        for (Object child : toList()) {
            if (child instanceof YType node) {
                copy.insertAll(copy.length(), List.of(node.copyNested()));
            }
        }
    }

    @Override
    final YEvent event(Transaction transaction, Set<@Nullable String> keys) {
        return new YEvent(this, transaction, keys);
    }
}
