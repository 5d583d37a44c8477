package dev.weft.engine.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void trimTakesTheWhiteSpaceThatJavaScriptTakes() {
        assertThat(Texts.trim("\u00a0\ufeff\u2003\t a b \r\n")).isEqualTo("a b");
        assertThat(Texts.trim("")).isEmpty();
    }

    @Test
    void lengthCountsCodePoints() {
        assertThat(Texts.length("a😀")).isEqualTo(2);
    }

    @Test
    void halfAPairAndZeroCantBeStored() {
        assertThat(Texts.indexOfUnstorable("a😀b")).isEqualTo(-1);
        assertThat(Texts.indexOfUnstorable("a\u0000")).isEqualTo(1);
        assertThat(Texts.indexOfUnstorable("ab\ud83d")).isEqualTo(2);
        assertThat(Texts.indexOfUnstorable("\ude00a")).isZero();
        assertThat(Texts.indexOfUnstorable("\ud83dx")).isZero();
    }
}
