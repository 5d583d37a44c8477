package dev.weft.api.doc;

import dev.weft.api.doc.EvalCase.MalformedCaseException;
import dev.weft.api.doc.EvalCase.RootKind;
import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.crdt.YText;
import dev.weft.crdt.update.MalformedUpdateException;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import dev.weft.lib0.AnyValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code weft doc eval}: what documents look like after given updates, for comparison with other implementations. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = "Reads cases from standard input, one JSON object a line, and answers each with one line.",
        footer = {
            "",
            "in:  {\"id\":\"c1\",\"encoding\":\"v1\"|\"v2\",\"gc\":true,\"roots\":{\"title\":\"text\"},\"updates\":[\"<base64>\"]}",
            "out: {\"id\":\"c1\",\"roots\":{\"title\":{\"string\":\"…\",\"delta\":[…]}},\"stateVector\":\"<base64>\",",
            "      \"update\":\"<base64 v1>\",\"updateV2\":\"<base64 v2>\",\"pending\":false}",
            "     {\"id\":\"c1\",\"error\":\"…\"} if an update of the case is malformed",
            "",
            "Kinds of roots: text, map, array, xmlFragment, xmlElement, xmlText."
        })
final class EvalCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank()) {
                out.print(answer(line) + '\n');
                if (!in.ready()) { // whoever waits for an answer before the next question gets it
                    out.flush();
                }
            }
        }
        out.flush();
        return 0;
    }

    /** The answer to one line, without its end. */
    static String answer(String line) {
        AnyValue id = AnyValue.NULL;
        try {
            Map<String, AnyValue> members = EvalCase.members(line);
            id = members.getOrDefault("id", AnyValue.NULL);
            return DocumentJson.of(evaluate(EvalCase.of(members)));
        } catch (MalformedCaseException e) {
            return error(id, e.getMessage());
        }
    }

    private static Map<String, @Nullable Object> evaluate(EvalCase evalCase) {
        Doc doc = new Doc(DocOptions.defaults().withGc(evalCase.gc()));
        for (int i = 0; i < evalCase.updates().size(); i++) {
            byte[] update = evalCase.updates().get(i);
            try {
                switch (evalCase.encoding()) {
                    case V1 -> doc.applyUpdate(update);
                    case V2 -> doc.applyUpdateV2(update);
                }
            } catch (MalformedUpdateException e) {
                throw new MalformedCaseException("updates[" + i + "]: " + e.getMessage());
            }
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("id", evalCase.id());
        answer.put("roots", roots(doc, evalCase));
        answer.put("stateVector", doc.encodeStateVector());
        byte[] update = doc.encodeStateAsUpdate();
        answer.put("update", update);
        answer.put("updateV2", Updates.convert(update, UpdateFormat.V1, UpdateFormat.V2));
        answer.put("pending", doc.hasPending());
        return answer;
    }

    private static Map<String, @Nullable Object> roots(Doc doc, EvalCase evalCase) {
        Map<String, @Nullable Object> roots = new LinkedHashMap<>();
        evalCase.roots().forEach((name, kind) -> roots.put(name, root(doc, name, kind)));
        return roots;
    }

    private static Object root(Doc doc, String name, RootKind kind) {
        return switch (kind) {
            case TEXT -> {
                YText text = doc.getText(name);
                Map<String, Object> content = new LinkedHashMap<>();
                content.put("string", text.toString());
                content.put("delta", text.toDelta().toJson());
                yield content;
            }
            case MAP -> doc.getMap(name).toJson();
            case ARRAY -> doc.getArray(name).toJson();
            case XML_FRAGMENT -> doc.getXmlFragment(name).toString();
            case XML_ELEMENT -> doc.getXmlElement(name).toString();
            case XML_TEXT -> doc.getXmlText(name).toString();
        };
    }

    private static String error(AnyValue id, String message) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("id", id);
        answer.put("error", message);
        return DocumentJson.of(answer);
    }
}
