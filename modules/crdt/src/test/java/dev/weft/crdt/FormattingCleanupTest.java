package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FormattingCleanupTest {
    private static final Map<String, Object> BOLD = Map.of("bold", true);

    private static Doc doc(long clientId) {
        return new Doc(DocOptions.defaults().withClientId(clientId).withCleanUpFormatting(true));
    }

    @Test
    void formatsAroundTextThatWasDeletedElsewhereGoToo() {
        Doc ours = doc(1);
        Doc theirs = new Doc(DocOptions.defaults().withClientId(2));
        ours.getText("text").insert(0, "before");
        ours.getText("text").insert(6, "bold", BOLD);
        theirs.applyUpdate(ours.encodeStateAsUpdate());
        ours.getText("text").format(8, 1, Map.of("italic", true));
        theirs.getText("text").delete(6, 4);

        ours.applyUpdate(theirs.encodeStateAsUpdate());

        assertThat(ours.getText("text").toDelta())
                .isEqualTo(Delta.builder().insert("before").build());
        assertThat(ours.getText("text").cleanUpFormatting()).isZero();
    }

    @Test
    void repeatedFormatsAreDeletedOnDemand() {
        Doc doc = new Doc(DocOptions.defaults().withClientId(1));
        Doc other = new Doc(DocOptions.defaults().withClientId(2));
        doc.getText("text").insert(0, "abc");
        other.applyUpdate(doc.encodeStateAsUpdate());
        doc.getText("text").format(0, 3, BOLD);
        other.getText("text").format(0, 3, BOLD);
        doc.applyUpdate(other.encodeStateAsUpdate());
        Delta before = doc.getText("text").toDelta();

        int deleted = doc.getText("text").cleanUpFormatting();

        assertThat(deleted).isPositive();
        assertThat(doc.getText("text").toDelta()).isEqualTo(before);
    }

    /** Found by the scripts of seeds 1000009965 and 1000020197: deletions count client by client, as in Yjs. */
    @Test
    void gapsOfATextThatLostAFormatAreNotLookedAtOneByOne() {
        Doc ours = doc(1);
        Doc theirs = new Doc(DocOptions.defaults().withClientId(2));
        ours.getText("text").insert(0, "x");
        ours.getText("text").insert(1, "a", Map.of("link", "x"));
        ours.getMap("map").set("key", 1);
        theirs.applyUpdate(ours.encodeStateAsUpdate());
        theirs.getText("text").insert(2, "bcdef", BOLD);
        ours.applyUpdate(theirs.encodeStateAsUpdate());
        ours.getText("text").insertEmbed(4, Map.of("image", "x"));
        theirs.transact(transaction -> {
            theirs.getMap("map").set("key", 2);
            theirs.getText("text").delete(1, 4);
        });

        ours.applyUpdate(theirs.encodeStateAsUpdate());

        int formatBeforeTheGap = 0;
        assertThat(ours.deleteSet().contains(2, formatBeforeTheGap)).isFalse();
    }
}
