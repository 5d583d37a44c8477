package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentVisitorTest {
    private final Doc doc = new Doc(DocOptions.defaults().withClientId(1));

    /** One line for each call. */
    private List<String> visited() {
        List<String> lines = new ArrayList<>();
        doc.visit(new ContentVisitor() {
            @Override
            public void value(List<Object> path, Id id, @Nullable Object value) {
                String shown = value instanceof YType type ? type.getClass().getSimpleName() : String.valueOf(value);
                lines.add(path + " " + id + " " + shown);
            }

            @Override
            public void text(List<Object> path, int index, Id id, String characters) {
                lines.add(path + "@" + index + " " + id + " '" + characters + "'");
            }
        });
        return lines;
    }

    @Test
    void valuesAndTextComeWithTheUnitsThatHoldThem() {
        doc.getArray("jobs").push(new YMap());
        var job = (YMap) doc.getArray("jobs").get(0);
        job.set("name", "old");
        job.set("name", "new");
        job.set("body", new YText());
        ((YText) job.get("body")).insert(0, "abcd");
        ((YText) job.get("body")).delete(1, 2);

        assertThat(visited())
                .containsExactly(
                        "[jobs, 0] 1:0 YMap",
                        "[jobs, 0, name] 1:2 new",
                        "[jobs, 0, body] 1:3 YText",
                        "[jobs, 0, body]@0 1:4 'a'",
                        "[jobs, 0, body]@1 1:7 'd'");
    }

    @Test
    void elementsOfOneItemHaveUnitsOfTheirOwn() {
        doc.getArray("list").push("a", "b");

        assertThat(visited()).containsExactly("[list, 0] 1:0 a", "[list, 1] 1:1 b");
    }

    @Test
    void attributesAndChildrenOfAnElementBothCome() {
        var paragraph = new YXmlElement("p");
        doc.getXmlFragment("xml").insert(0, paragraph);
        paragraph.setAttribute("class", "wide");
        paragraph.insert(0, new YXmlText());

        assertThat(visited())
                .containsExactly("[xml, 0] 1:0 YXmlElement", "[xml, 0, 0] 1:2 YXmlText", "[xml, 0, class] 1:1 wide");
    }

    @Test
    void nestingOfAnyDepthIsVisited() {
        YArray inner = doc.getArray("deep");
        for (int depth = 0; depth < 20_000; depth++) {
            var next = new YArray();
            inner.push(next);
            inner = next;
        }

        assertThat(visited()).hasSize(20_000);
    }
}
