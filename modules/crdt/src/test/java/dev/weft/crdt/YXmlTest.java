package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class YXmlTest {
    private final Doc doc = new Doc();
    private final Doc other = new Doc();
    private final YXmlElement element = doc.getXmlElement("xml");
    private final YXmlElement others = other.getXmlElement("xml");

    private void send() {
        other.applyUpdate(doc.encodeStateAsUpdate(other.encodeStateVector()));
    }

    @Test
    void attributesReachOthers() {
        element.setAttribute("height", "10");

        send();

        assertThat(element.getAttribute("height")).isEqualTo("10");
        assertThat(others.getAttribute("height")).isEqualTo("10");
        assertThat(others.hasAttribute("height")).isTrue();
        element.removeAttribute("height");
        send();
        assertThat(others.hasAttribute("height")).isFalse();
        assertThat(others.getAttributes()).isEmpty();
    }

    @Test
    void eventsTellAttributesAndChildren() {
        List<YEvent> events = new ArrayList<>();
        List<YEvent> remoteEvents = new ArrayList<>();
        element.observe(events::add);
        others.observe(remoteEvents::add);

        element.setAttribute("key", "value");
        send();
        element.removeAttribute("key");
        send();
        element.insert(0, new YXmlText("some text"));
        send();
        element.delete(0);
        send();

        for (List<YEvent> told : List.of(events, remoteEvents)) {
            assertThat(told).hasSize(4);
            assertThat(told.subList(0, 2)).allSatisfy(event -> {
                assertThat(event.keysChanged()).isEqualTo(Set.of("key"));
                assertThat(event.childListChanged()).isFalse();
            });
            assertThat(told.subList(2, 4))
                    .allSatisfy(event -> assertThat(event.childListChanged()).isTrue());
        }
    }

    @Test
    void nodesAreFoundByName() {
        var first = new YXmlElement("p");
        var second = new YXmlElement("p");
        first.insert(0, new YXmlText("init"), new YXmlText("text"));
        element.insert(0, first, second, new YXmlElement("img"));

        assertThat(element.querySelectorAll("p")).containsExactly(first, second);
        assertThat(element.querySelector("P")).isSameAs(first);
        assertThat(element.querySelector("table")).isNull();
        assertThat(element.descendants(YXmlText.class::isInstance)).hasSize(2);
    }

    @Test
    void siblingsAndParentsAreNeighbours() {
        YXmlFragment fragment = doc.getXmlFragment("fragment");
        var text = new YXmlText();
        var node = new YXmlElement("p");
        fragment.insert(0, text, node);

        assertThat(text.nextSibling()).isSameAs(node);
        assertThat(node.prevSibling()).isSameAs(text);
        assertThat(text.prevSibling()).isNull();
        assertThat(node.nextSibling()).isNull();
        assertThat(node.parent()).isSameAs(fragment);
        assertThat(fragment.parent()).isNull();
        assertThat(fragment.firstChild()).isSameAs(text);
    }

    @Test
    void nodesAreInsertedBehindOthers() {
        YXmlFragment fragment = doc.getXmlFragment("fragment");
        var first = new YXmlText();
        var second = new YXmlText();
        var third = new YXmlElement("p");
        fragment.insertAfter(null, first, second);
        fragment.insertAfter(second, third);

        assertThat(fragment.toList()).containsExactly(first, second, third);

        var unplaced = new YXmlElement("div");
        var inner = new YXmlText();
        var behind = new YXmlElement("i");
        unplaced.insertAfter(null, inner);
        unplaced.insertAfter(inner, behind);
        fragment.push(unplaced);

        assertThat(unplaced.toList()).containsExactly(inner, behind);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fragment.insertAfter(new YXmlText(), new YXmlText()))
                .withMessageContaining("is no child");
    }

    @Test
    void aCopyIsTheSameXml() {
        var text = new YXmlText("text");
        var node = new YXmlElement("p");
        node.setAttribute("class", "x");
        node.push(new YXmlElement("br"));
        YXmlFragment fragment = doc.getXmlFragment("fragment");
        fragment.insert(0, text, node);

        YXmlFragment copy = fragment.copy();
        doc.getMap("map").set("copy", copy);

        assertThat(copy).hasToString(fragment.toString());
        assertThat(copy).hasToString("text<p class=\"x\"><br></br></p>");
    }

    @Test
    void formatsOfATextAreElementsAroundIt() {
        var text = new YXmlText();
        element.push(text);
        text.applyDelta(Delta.builder()
                .insert("A", Map.of("em", Map.of(), "strong", Map.of("a", "b")))
                .insert("B", Map.of("em", Map.of()))
                .insert("C", Map.of("em", Map.of(), "strong", Map.of()))
                .build());

        assertThat(text).hasToString("<em><strong a=\"b\">A</strong></em><em>B</em><em><strong>C</strong></em>");
    }

    @Test
    void attributesMayHoldAnyValue() {
        element.setAttribute("number", 42);
        element.setAttribute("list", List.of(1, 2));
        element.setAttribute("nothing", null);

        assertThat(element).hasToString("<undefined list=\"1,2\" nothing=\"null\" number=\"42\"></undefined>");
    }

    @Test
    void aHookIsAMapWithAName() {
        var hook = new YXmlHook("editor");
        hook.set("key", "value");
        element.push(hook);
        send();

        var received = (YXmlHook) others.firstChild();
        assertThat(received.hookName()).isEqualTo("editor");
        assertThat(received.toJson()).isEqualTo(Map.of("key", "value"));
        assertThat(others).hasToString("<undefined>[object Object]</undefined>");
        assertThat(received.copy().hookName()).isEqualTo("editor");
    }
}
