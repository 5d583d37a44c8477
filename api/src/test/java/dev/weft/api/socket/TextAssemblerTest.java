package dev.weft.api.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextAssemblerTest {

    @Test
    void messageIsReadInParts() {
        TextAssembler texts = new TextAssembler(100);

        assertThat(texts.add("[\"3\",", false)).isNull();
        assertThat(texts.add("null]", true)).isEqualTo("[\"3\",null]");
        assertThat(texts.add("next", true)).isEqualTo("next");
    }

    @Test
    void pairOfSurrogatesMayBeSplitBetweenParts() {
        TextAssembler texts = new TextAssembler(4);

        texts.add("\ud83d", false);

        assertThat(texts.add("\ude00", true)).isEqualTo("😀");
    }

    @Test
    void limitCountsBytes() {
        TextAssembler texts = new TextAssembler(9);

        assertThat(texts.add("aé€", true)).isEqualTo("aé€");
        assertThat(texts.add("€€€", true)).isEqualTo("€€€");
        assertThatThrownBy(() -> texts.add("€€€a", true)).isInstanceOf(FrameAssembler.FrameTooLargeException.class);
        assertThat(texts.add("ok", true)).isEqualTo("ok");
    }
}
