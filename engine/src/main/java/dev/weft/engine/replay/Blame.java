package dev.weft.engine.replay;

import dev.weft.crdt.ContentVisitor;
import dev.weft.crdt.Doc;
import dev.weft.crdt.Id;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote what a document shows.
 *
 * @param sequence of the last event that was looked at
 * @param values   each value of a map key or list, shared types included, with who set or inserted it
 * @param texts    each run of characters of a text that one update brought, in order
 */
public record Blame(long sequence, List<ValueBlame> values, List<TextBlame> texts) {
    public Blame {
        values = List.copyOf(values);
        texts = List.copyOf(texts);
    }

    public record ValueBlame(DocumentPath path, Author author) {}

    /** @param index of the first character, in UTF-16 units and embeds */
    public record TextBlame(DocumentPath path, int index, String characters, Author author) {}

    static Blame of(Doc doc, long sequence, UnitAuthors authors) {
        List<ValueBlame> values = new ArrayList<>();
        List<TextBlame> texts = new ArrayList<>();
        doc.visit(new ContentVisitor() {
            @Override
            public void value(List<Object> path, Id id, @Nullable Object value) {
                values.add(new ValueBlame(DocumentPath.of(path), authorOf(authors, id)));
            }

            @Override
            public void text(List<Object> path, int index, Id id, String characters) {
                for (int done = 0; done < characters.length(); ) {
                    Id first = new Id(id.client(), id.clock() + done);
                    int length = Math.min(authors.endOfRange(first) - first.clock(), characters.length() - done);
                    add(
                            texts,
                            DocumentPath.of(path),
                            index + done,
                            characters.substring(done, done + length),
                            authorOf(authors, first));
                    done += length;
                }
            }
        });
        return new Blame(sequence, values, texts);
    }

    /** Joins the run to the one before if both came with one update. */
    private static void add(List<TextBlame> texts, DocumentPath path, int index, String characters, Author author) {
        if (!texts.isEmpty()) {
            TextBlame last = texts.getLast();
            if (last.author().equals(author)
                    && last.path().equals(path)
                    && last.index() + last.characters().length() == index) {
                texts.removeLast();
                texts.add(new TextBlame(path, last.index(), last.characters() + characters, author));
                return;
            }
        }
        texts.add(new TextBlame(path, index, characters, author));
    }

    private static Author authorOf(UnitAuthors authors, Id id) {
        return authors.of(id).orElseThrow(() -> new IllegalStateException("no event of the stream brought unit " + id));
    }
}
