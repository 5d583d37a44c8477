package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.lib0.MalformedInputException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours that Yjs's {@code tests/relativePositions.tests.js} covers, and some of our own. */
class RelativePositionTest {
    private final Doc doc = new Doc(DocOptions.defaults().withClientId(7));
    private final YText text = doc.getText("text");

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1,2", "abc", "abc,1,xyz", "1,abc,z,y,x"})
    void everyPlaceComesBackFromItsBytesAndItsJson(String insertions) {
        for (String insertion : insertions.split(",")) {
            text.insert(0, insertion);
        }
        text.insert(text.length(), "deleted");
        text.delete(text.length() - 7, 7);

        for (int index = 0; index <= text.length(); index++) {
            for (int assoc = -1; assoc <= 1; assoc++) {
                var position = RelativePosition.fromTypeIndex(text, index, assoc);

                var there = new AbsolutePosition(text, index, assoc);
                assertThat(position.toAbsolute(doc)).isEqualTo(there);
                assertThat(RelativePosition.decode(position.encode()).toAbsolute(doc))
                        .isEqualTo(there);
                assertThat(RelativePosition.fromJson(position.toJson())).isEqualTo(position);
            }
        }
    }

    @Test
    void placeSticksToTheUnitBehindOrBefore() {
        text.insert(0, "2");
        text.insert(0, "1");
        var right = RelativePosition.fromTypeIndex(text, 1, 0);
        var left = RelativePosition.fromTypeIndex(text, 1, -1);

        text.insert(1, "x");

        assertThat(right.toAbsolute(doc).index()).isEqualTo(2);
        assertThat(left.toAbsolute(doc).index()).isEqualTo(1);
    }

    @Test
    void endsStayEnds() {
        text.insert(0, "abc");
        var end = RelativePosition.fromTypeIndex(text, 3);
        var beginning = RelativePosition.fromTypeIndex(text, 0, -1);

        text.insert(3, "d");
        text.insert(0, "0");

        assertThat(end.toAbsolute(doc).index()).isEqualTo(5);
        assertThat(beginning.toAbsolute(doc).index()).isZero();
    }

    @Test
    void leftAssociatedPlaceBehindTheEndSticksToTheLastUnitEvenADeletedOne() {
        text.insert(0, "abc");
        text.delete(2, 1);

        assertThat(RelativePosition.fromTypeIndex(text, 9, -1).item()).isEqualTo(new Id(7, 2));
    }

    @Test
    void undoneDeletionIsFollowedByTheOneWhoUndidIt() {
        text.insert(0, "hello world");
        var position = RelativePosition.fromTypeIndex(text, 1);
        var undo = new UndoManager(text);
        text.delete(0, 6);
        assertThat(position.toAbsolute(doc).index()).isZero();

        undo.undo();

        assertThat(position.toAbsolute(doc).index()).isEqualTo(1);
        assertThat(position.toAbsolute(doc, false).index()).isEqualTo(6);
        Doc other = doc.copy();
        assertThat(position.toAbsolute(other).index()).isEqualTo(6);
        assertThat(position.toAbsolute(other, false).index()).isEqualTo(6);
    }

    @Test
    void placeInANestedTypeNamesTheItemThatHoldsIt() {
        YArray array = doc.getArray("array");
        var nested = new YText("abc");
        array.insert(0, nested);

        var end = RelativePosition.fromTypeIndex(nested, 3);

        assertThat(end).isEqualTo(new RelativePosition(new Id(7, 0), null, null, 0));
        assertThat(end.encode()).isEqualTo(HexFormat.of().parseHex("02070000"));
        assertThat(end.toAbsolute(doc)).isEqualTo(new AbsolutePosition(nested, 3, 0));
        array.delete(0);
        assertThat(end.toAbsolute(doc)).isNull();
    }

    @Test
    void placeThatTheDocumentDoesNotKnowYetIsNowhere() {
        text.insert(0, "abc");
        var item = RelativePosition.fromTypeIndex(text, 1);
        var type = new RelativePosition(new Id(7, 1), null, null, 0);

        assertThat(item.toAbsolute(new Doc())).isNull();
        assertThat(type.toAbsolute(new Doc())).isNull();
        assertThat(type.toAbsolute(doc)).isNull();
    }

    @Test
    void placeInADeletedTypeIsItsBeginning() {
        Doc kept = new Doc(DocOptions.defaults().withGc(false));
        YArray array = kept.getArray("array");
        var nested = new YText("abc");
        array.insert(0, nested);
        var position = RelativePosition.fromTypeIndex(nested, 2);

        array.delete(0);

        assertThat(position.toAbsolute(kept)).isEqualTo(new AbsolutePosition(nested, 0, 0));
    }

    @Test
    void jsonIsThatOfYjs() {
        text.insert(0, "ab");

        assertThat(RelativePosition.fromTypeIndex(text, 1).toJson())
                .isEqualTo(Map.of("tname", "text", "item", Map.of("client", 7L, "clock", 1), "assoc", 0));
        assertThat(RelativePosition.fromJson(Map.of("tname", "text")))
                .isEqualTo(new RelativePosition(null, "text", null, 0));
        assertThatThrownBy(() -> RelativePosition.fromJson(Map.of("item", Map.of("client", 1.5, "clock", 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("item.client is 1.5");
        assertThatThrownBy(() -> RelativePosition.fromJson(Map.of("assoc", 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oldPositionsEndBeforeTheAssociation() {
        assertThat(RelativePosition.decode(new byte[] {0, 7, 1}))
                .isEqualTo(new RelativePosition(null, null, new Id(7, 1), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "03", "0007", "00", "0105", "00078080808010", "000701ffffffffff7f"})
    void malformedPositionsSayWhere(String hex) {
        assertThatThrownBy(() -> RelativePosition.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(MalformedInputException.class);
    }
}
