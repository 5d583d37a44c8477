package dev.weft.engine.content.patch;

import static dev.weft.engine.content.WorkflowContentBuilder.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YArray;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.crdt.YXmlElement;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.WorkflowContentBuilder;
import dev.weft.engine.content.document.DocumentHead;
import dev.weft.engine.content.document.DocumentWriter;
import dev.weft.engine.content.document.ServerEdit;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.content.patch.PatchException.Reason;
import dev.weft.testkit.DocIntegrity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPatchTest {
    private static final WorkflowContent ORDERS = new WorkflowContentBuilder()
            .job("fetch", "get('/orders');\n")
            .job("load", "post('/x');\n")
            .webhook("hook")
            .edge("fetch", "load")
            .position("fetch", 1, 2)
            .build();

    @RegisterExtension
    final DocIntegrity docs = new DocIntegrity();

    private final Doc doc = docs.newDoc();

    @BeforeEach
    void aWorkflow() {
        DocumentWriter.replace(doc, ORDERS, new DocumentHead(id("workflow"), 1, null));
    }

    private void patch(String json) {
        JsonPatch.parse(json.replace('\'', '"')).applyTo(doc);
    }

    private PatchException refused(String json) {
        byte[] state = doc.encodeStateAsUpdate();
        PatchException refusal = catchThrowableOfType(
                PatchException.class,
                () -> ServerEdit.updateOf(
                        state,
                        7,
                        scratch -> JsonPatch.parse(json.replace('\'', '"')).applyTo(scratch)));
        assertThat(refusal).as("%s is refused", json).isNotNull();
        return refusal;
    }

    private YMap member(String section, int index) {
        return (YMap) doc.getArray(section).get(index);
    }

    @Nested
    class Identities {
        @Test
        void aFieldIsOneKey() {
            YMap job = member("jobs", 0);

            patch("[{'op':'replace','path':'/jobs/0/name','value':'renamed'}]");

            assertThat(member("jobs", 0)).isSameAs(job);
            assertThat(job.get("name")).isEqualTo("renamed");
        }

        @Test
        void aBodyIsEditedAndWhatOthersTypeSurvives() {
            Doc elsewhere = docs.newDoc();
            elsewhere.applyUpdate(doc.encodeStateAsUpdate());
            YText theirs = (YText) ((YMap) elsewhere.getArray("jobs").get(0)).get("body");
            theirs.insert(theirs.length(), "// typed\n");
            YText body = (YText) member("jobs", 0).get("body");

            patch("[{'op':'replace','path':'/jobs/0/body','value':'put(1);\\n'}]");
            doc.applyUpdate(elsewhere.encodeStateAsUpdate());

            assertThat(member("jobs", 0).get("body")).isSameAs(body).hasToString("put(1);\n// typed\n");
        }

        @Test
        void aNewMemberIsASharedMapAndItsBodyASharedText() {
            patch("[{'op':'add','path':'/jobs/-','value':{'id':'x','name':'new','body':'b()'}}]");

            assertThat(member("jobs", 2).get("body")).isInstanceOf(YText.class).hasToString("b()");
            assertThat(Draft.read(doc).jobs()).hasSize(3);
        }

        @Test
        void aMemberReplacedByOneWithItsIdStaysItself() {
            YMap job = member("jobs", 0);
            YText body = (YText) job.get("body");

            patch("[{'op':'replace','path':'/jobs/0','value':{'id':'" + id("fetch") + "','body':'x'}}]");

            assertThat(member("jobs", 0)).isSameAs(job);
            assertThat(job.get("body")).isSameAs(body).hasToString("x");
            assertThat(job.has("name")).isFalse();
        }

        @Test
        void aMemberReplacedByAnotherIsAnother() {
            YMap job = member("jobs", 0);

            patch("[{'op':'replace','path':'/jobs/0','value':{'id':'another','body':'x'}}]");

            assertThat(member("jobs", 0)).isNotSameAs(job);
        }

        @Test
        void aListOfMembersIsReplacedMemberByMember() {
            YMap load = member("jobs", 1);

            patch("[{'op':'replace','path':'/jobs','value':[{'id':'new','body':''},{'id':'" + id("load") + "'}]}]");

            assertThat(member("jobs", 1)).isSameAs(load);
            assertThat(doc.getArray("jobs").length()).isEqualTo(2);
        }

        @Test
        void aKafkaConfigurationIsASharedMap() {
            patch("[{'op':'replace','path':'/triggers/0/kafka_configuration','value':{'group_id':'g'}},"
                    + "{'op':'add','path':'/triggers/0/kafka_configuration/ssl','value':true}]");

            assertThat(member("triggers", 0).get("kafka_configuration"))
                    .isInstanceOfSatisfying(
                            YMap.class,
                            kafka -> assertThat(kafka.toJson()).isEqualTo(Map.of("group_id", "g", "ssl", true)));
        }

        @Test
        void aPositionIsAPlainObject() {
            patch("[{'op':'replace','path':'/positions/" + id("fetch") + "/x','value':7}]");

            assertThat(doc.getMap("positions").get(id("fetch").toString())).isEqualTo(Map.of("x", 7, "y", 2));
        }

        @Test
        void whatIsThereAlreadyIsNotWritten() {
            assertThat(ServerEdit.updateOf(
                            doc.encodeStateAsUpdate(),
                            7,
                            scratch -> JsonPatch.parse(("[{'op':'replace','path':'/jobs/0/name','value':'fetch'},"
                                                    + "{'op':'replace','path':'/workflow/lock_version','value':1.0}]")
                                            .replace('\'', '"'))
                                    .applyTo(scratch)))
                    .isEmpty();
        }

        @Test
        void allOperationsAreOneUpdate() {
            List<byte[]> updates = new ArrayList<>();
            doc.onUpdate((update, _, _) -> updates.add(update));

            patch("[{'op':'remove','path':'/edges/0'},{'op':'remove','path':'/jobs/1'}]");

            assertThat(updates).hasSize(1);
        }
    }

    @Nested
    class OtherRoots {
        @Test
        void aRootIsWhatItsContentSaysItIs() {
            Doc elsewhere = docs.newDoc();
            elsewhere.getText("notes").insert(0, "hello");
            elsewhere.getArray("tags").push("a", "b");
            elsewhere.getMap("meta").set("k", Map.of("deep", List.of(1)));
            doc.applyUpdate(elsewhere.encodeStateAsUpdate());

            patch("[{'op':'replace','path':'/notes','value':'hello world'},{'op':'add','path':'/tags/1','value':'x'},"
                    + "{'op':'add','path':'/meta/k/deep/-','value':2}]");

            assertThat(doc.getText("notes")).hasToString("hello world");
            assertThat(doc.getArray("tags").toJson()).containsExactly("a", "x", "b");
            assertThat(doc.getMap("meta").toJson()).isEqualTo(Map.of("k", Map.of("deep", List.of(1, 2))));
        }

        @Test
        void aNewRootIsMadeOfItsValue() {
            patch("[{'op':'add','path':'/notes','value':'text'},{'op':'add','path':'/tags','value':[1,{'a':2}]},"
                    + "{'op':'add','path':'/meta','value':{'k':null}}]");

            assertThat(doc.getText("notes")).hasToString("text");
            assertThat(doc.getArray("tags").toJson()).containsExactly(1, Map.of("a", 2));
            assertThat(doc.getMap("meta").has("k")).isTrue();
        }

        @Test
        void anObjectAmongSharedMapsIsOneToo() {
            doc.getArray("rows").push(YMap.of(Map.of("a", 1)));

            patch("[{'op':'add','path':'/rows/-','value':{'a':2}}]");

            assertThat(doc.getArray("rows").get(1)).isInstanceOf(YMap.class);
        }

        @Test
        void xmlIsLeftAlone() {
            doc.getXmlFragment("page").insert(0, new YXmlElement("p"));

            assertThat(refused("[{'op':'replace','path':'/page','value':'<p></p>'}]")
                            .reason())
                    .isEqualTo(Reason.DOES_NOT_FIT);
        }

        @Test
        void aRootKeepsItsKindAndCantBeRemoved() {
            assertThat(refused("[{'op':'replace','path':'/jobs','value':{}}]")).hasMessageContaining("jobs");
            assertThat(refused("[{'op':'remove','path':'/jobs'}]")).hasMessageContaining("can't be removed");
            assertThat(refused("[{'op':'replace','path':'','value':{'jobs':[]}}]"))
                    .hasMessageContaining("can't be removed");
            assertThat(refused("[{'op':'add','path':'/n','value':3}]")).hasMessageContaining("a number");
        }

        @Test
        void aListNobodyHasYetTakesItsFirstMember() {
            Doc empty = docs.newDoc();

            JsonPatch.parse("[{\"op\":\"add\",\"path\":\"/jobs/-\",\"value\":{\"id\":\"a\"}}]")
                    .applyTo(empty);

            assertThat(empty.getArray("jobs").get(0)).isInstanceOf(YMap.class);
        }
    }

    @Nested
    class MovesAndCopies {
        @Test
        void amongMembersTheMovedOneIsMadeAnew() {
            YMap fetch = member("jobs", 0);

            patch("[{'op':'move','from':'/jobs/1','path':'/jobs/0'}]");

            assertThat(member("jobs", 0).get("body")).isInstanceOf(YText.class).hasToString("post('/x');\n");
            assertThat(member("jobs", 1)).isSameAs(fetch);
        }

        @Test
        void aCopyIsAnother() {
            patch("[{'op':'copy','from':'/jobs/0','path':'/jobs/-'},{'op':'replace','path':'/jobs/2/id','value':'c'},"
                    + "{'op':'replace','path':'/jobs/2/body','value':'changed'}]");

            assertThat(member("jobs", 0).get("body")).hasToString("get('/orders');\n");
            assertThat(member("jobs", 2).get("body")).hasToString("changed");
        }

        @Test
        void nothingMovesIntoItself() {
            assertThat(refused("[{'op':'move','from':'/jobs/0','path':'/jobs/0/body'}]")
                            .reason())
                    .isEqualTo(Reason.DOES_NOT_FIT);
            patch("[{'op':'move','from':'/jobs/0','path':'/jobs/0'}]");
            assertThat(doc.getArray("jobs").length()).isEqualTo(2);
        }
    }

    @Nested
    class Refusals {
        @Test
        void aTestThatFailsUndoesAll() {
            PatchException refusal = refused("[{'op':'replace','path':'/jobs/0/name','value':'x'},"
                    + "{'op':'test','path':'/jobs/1/name','value':'other'}]");

            assertThat(refusal.reason()).isEqualTo(Reason.TEST_FAILED);
            assertThat(refusal.operation()).isEqualTo(1);
            assertThat(refusal.path()).isEqualTo("/jobs/1/name");
            assertThat(member("jobs", 0).get("name")).isEqualTo("fetch");
        }

        @Test
        void testsCompareAsJson() {
            patch("[{'op':'test','path':'/workflow/lock_version','value':1.0},"
                    + "{'op':'test','path':'/positions','value':{'" + id("fetch") + "':{'y':2,'x':1}}},"
                    + "{'op':'test','path':'/jobs/0/body','value':'get(\\u0027/orders\\u0027);\\n'},"
                    + "{'op':'test','path':'/workflow/concurrency','value':null}]");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {'op':'remove','path':'/jobs/2'}                          | "2" is no index of a list of 2
                {'op':'remove','path':'/jobs/-'}                          | "-" is no index of a list of 2
                {'op':'remove','path':'/jobs/01'}                         | "01" is no index
                {'op':'add','path':'/jobs/3','value':{}}                  | expected 0 to 2, or -
                {'op':'add','path':'/jobs/99999999999','value':{}}        | expected 0 to 2, or -
                {'op':'add','path':'/jobs/-','value':'text'}              | a member of jobs is an object, not a text
                {'op':'replace','path':'/jobs/0','value':[]}              | a member of jobs is an object, not a list
                {'op':'replace','path':'/jobs/0/body','value':7}          | a body is a text, not a number
                {'op':'add','path':'/jobs/-','value':{'body':null}}       | a body is a text, not null
                {'op':'replace','path':'/jobs','value':[1]}               | a member of jobs is an object, not a number
                {'op':'replace','path':'/jobs/0/nothing','value':1}       | there is no member "nothing"
                {'op':'remove','path':'/workflow/nothing'}                | there is no member "nothing"
                {'op':'add','path':'/jobs/0/body/x','value':1}            | has nothing inside
                {'op':'add','path':'/workflow/name/x','value':1}          | has nothing inside
                {'op':'test','path':'/nothing','value':1}                 | there is no root "nothing"
                {'op':'copy','from':'/jobs/0/nothing','path':'/jobs/-'}   | there is no member "nothing"
                """)
        void whatDoesNotFitIsRefused(String operation, String message) {
            PatchException refusal = refused("[" + operation + "]");

            assertThat(refusal.reason()).isEqualTo(Reason.DOES_NOT_FIT);
            assertThat(refusal).hasMessageStartingWith("operation 0 at ").hasMessageContaining(message);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{}",
                    "[1]",
                    "[{}]",
                    "[{'op':'erase','path':''}]",
                    "[{'op':'add','path':'/a'}]",
                    "[{'op':'add','value':1}]",
                    "[{'op':'add','path':'a','value':1}]",
                    "[{'op':'add','path':'/a~2','value':1}]",
                    "[{'op':'add','path':'/a~','value':1}]",
                    "[{'op':'move','path':'/a'}]",
                    "[{'op':7,'path':'/a'}]",
                    "[{'op':'remove','path':'/a'}"
                })
        void whatIsNoPatchIsRefusedBeforeAnythingHappens(String json) {
            assertThat(refused(json).reason()).isEqualTo(Reason.MALFORMED);
        }

        @Test
        void copiesOfCopiesHaveAnEnd() {
            StringBuilder patch =
                    new StringBuilder("[{'op':'add','path':'/bomb','value':['" + "x".repeat(1000) + "']}");
            for (int i = 0; i < 40; i++) {
                patch.append(",{'op':'copy','from':'/bomb','path':'/bomb/-'}");
            }

            assertThat(refused(patch + "]").reason()).isEqualTo(Reason.TOO_LARGE);
        }

        @Test
        void operationsAndPathsHaveAnEnd() {
            String one = "{'op':'test','path':'/jobs/0/name','value':'fetch'}";

            assertThat(refused("[" + (one + ",").repeat(JsonPatch.MAX_OPERATIONS) + one + "]")
                            .reason())
                    .isEqualTo(Reason.TOO_LARGE);
            assertThat(refused("[{'op':'remove','path':'" + "/a".repeat(101) + "'}]")
                            .reason())
                    .isEqualTo(Reason.MALFORMED);
        }

        @Test
        void numbersNeverBecomeBigints() {
            patch("[{'op':'add','path':'/workflow/big','value':123456789012345678901234567890},"
                    + "{'op':'add','path':'/workflow/whole','value':9007199254740993}]");

            assertThat(doc.getMap("workflow").get("big")).isEqualTo(1.2345678901234568e29);
            assertThat(doc.getMap("workflow").get("whole")).isInstanceOf(Double.class);
        }
    }

    @Test
    void stepsAreUnescaped() {
        patch("[{'op':'add','path':'/workflow/a~1b~0c','value':1},{'op':'add','path':'/workflow/','value':2},"
                + "{'op':'add','path':'/workflow/~01','value':3}]");

        assertThat(doc.getMap("workflow").toJson())
                .containsEntry("a/b~c", 1)
                .containsEntry("", 2)
                .containsEntry("~1", 3);
        assertThat(JsonPointer.parse("/a~1b~0c//~01")).hasToString("/a~1b~0c//~01");
    }

    @Test
    void damagedMembersAreMendedWhenTheyAreTouched() {
        YArray jobs = doc.getArray("jobs");
        jobs.push(Map.of("id", "plain", "body", "p()"));
        jobs.push(YMap.of(Map.of("id", "text", "body", "t()")));

        patch(
                "[{'op':'replace','path':'/jobs/2/id','value':'x'},{'op':'replace','path':'/jobs/3/body','value':'t()'}]");

        assertThat(member("jobs", 2).get("body")).isInstanceOf(YText.class);
        assertThat(member("jobs", 3).get("body")).isInstanceOf(YText.class);
    }

    @Test
    void aPatchMayBeAppliedToManyDocuments() {
        JsonPatch patch = JsonPatch.parse("[{\"op\":\"add\",\"path\":\"/workflow/x\",\"value\":{\"y\":[1]}}]");
        Doc other = docs.newDoc();

        patch.applyTo(doc);
        patch.applyTo(other);

        assertThat(other.getMap("workflow").toJson()).isEqualTo(Map.of("x", Map.of("y", List.of(1))));
        assertThatThrownBy(() -> JsonPatch.parse("[").applyTo(doc)).isInstanceOf(PatchException.class);
    }
}
