package dev.weft.api.doc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of {@code doc eval}, with updates recorded from Yjs 13.6.33. */
class EvalCommandTest {

    /** Client 1 inserts "hi" into text "t". */
    private static final String HI = base64("01 01 01 00 04 01 01 74 02 6869 00");

    /** Client 3 appends "Z" behind it. */
    private static final String Z = base64("01 01 03 00 84 01 01 01 5a 00");

    /** Client 1 sets k = 1 in map "m". */
    private static final String K = base64("01 01 01 00 28 01 01 6d 01 6b 01 7d01 00");

    /** Client 1 inserts {@code <p>} into fragment "f". */
    private static final String P = base64("01 01 01 00 07 01 01 66 03 01 70 00");

    @Test
    void textIsItsStringAndItsDelta() {
        assertThat(answer("'roots':{'t':'text'},'updates':['" + HI + "','" + Z + "']"))
                .startsWith(json("{'id':'c','roots':{'t':{'string':'hiZ','delta':[{'insert':'hiZ'}]}},"))
                .endsWith(json("'pending':false}"));
    }

    @Test
    void answerHoldsStateVectorAndBothEncodings() {
        String answer = answer("'updates':['" + HI + "']");

        assertThat(answer)
                .contains(json("'stateVector':'" + base64("01 01 02") + "'"))
                .contains(json("'update':'" + HI + "'"))
                .contains(json("'updateV2':'"));
    }

    @Test
    void secondEncodingIsReadAsWellAsWritten() {
        String v2 = answer("'updates':['" + HI + "']").replaceFirst(".*\"updateV2\":\"([^\"]*)\".*", "$1");

        assertThat(answer("'encoding':'v2','roots':{'t':'text'},'updates':['" + v2 + "']"))
                .contains(json("'string':'hi'"))
                .contains(json("'update':'" + HI + "'"));
    }

    @Test
    void mapsAndXmlAreWhatYjsMakesOfThem() {
        assertThat(answer("'roots':{'m':'map'},'updates':['" + K + "']")).contains(json("'m':{'k':1}"));
        assertThat(answer("'roots':{'f':'xmlFragment'},'updates':['" + P + "']"))
                .contains(json("'f':'<p></p>'"));
    }

    @Test
    void whatNeedsSomethingMissingIsPending() {
        assertThat(answer("'roots':{'t':'text'},'updates':['" + Z + "']"))
                .contains(json("'string':''"))
                .endsWith(json("'pending':true}"));
    }

    @Test
    void malformedUpdateIsAnErrorOfItsCaseThatSaysWhere() {
        assertThat(answer("'updates':['" + HI + "','" + base64("01 01 01 00 04 01") + "']"))
                .startsWith(json("{'id':'c','error':'updates[1]: "))
                .contains("byte");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "'encoding':'v3','updates':[] | encoding is",
                "'gc':1,'updates':[]          | gc is 1, expected true or false",
                "'roots':{'t':'Text'},'updates':[] | roots.t is",
                "'roots':[],'updates':[]      | roots is [], expected an object",
                "'updates':'AAA='             | updates is",
                "'updates':[1]                | updates[0] is 1, expected base64 text",
                "'updates':['*']              | updates[0] is not base64",
                "'gc':true                    | updates is null, expected an array",
            })
    void malformedCaseIsAnErrorThatNamesTheMember(String members, String error) {
        assertThat(answer(members)).startsWith(json("{'id':'c','error':'" + error));
    }

    @Test
    void lineThatIsNoObjectIsAnErrorWithoutId() {
        assertThat(EvalCommand.answer("[]")).startsWith(json("{'id':null,'error':'line is [], expected an object"));
        assertThat(EvalCommand.answer("{")).startsWith(json("{'id':null,'error':'line is not JSON"));
    }

    private static String answer(String members) {
        return EvalCommand.answer(json("{'id':'c'," + members + "}"));
    }

    private static String json(String withApostrophes) {
        return withApostrophes.replace('\'', '"');
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
