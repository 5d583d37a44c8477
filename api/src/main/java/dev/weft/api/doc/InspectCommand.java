package dev.weft.api.doc;

import dev.weft.crdt.update.DecodedUpdate;
import dev.weft.crdt.update.MalformedUpdateException;
import dev.weft.crdt.update.Updates;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft doc inspect}: what is in an update. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Shows the structs and deletions of an update, one a line.")
final class InspectCommand implements Runnable {

    @Mixin
    private UpdateFiles files;

    @Option(names = "--json", description = "Print one JSON object instead of lines.")
    private boolean json;

    @Parameters(paramLabel = "UPDATE", description = "File that holds an update; - is standard input.")
    private Path update;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        DecodedUpdate decoded;
        try {
            decoded = Updates.decode(files.read(update), files.format());
        } catch (MalformedUpdateException e) {
            throw UpdateFiles.malformed(update, e);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(UpdateOutline.json(decoded));
        } else {
            UpdateOutline.structs(decoded).forEach(struct -> out.println(line(struct)));
            UpdateOutline.deletions(decoded)
                    .forEach(range -> out.println(
                            "delete " + range.get("client") + ":" + range.get("clock") + " +" + range.get("length")));
        }
        out.flush();
    }

    /** {@code 1:0 +2 text "hi" root=t}: id, length, kind and value come first. */
    private static String line(Map<String, @Nullable Object> struct) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(struct);
        StringBuilder line = new StringBuilder();
        line.append(rest.remove("id")).append(" +").append(rest.remove("length"));
        line.append(' ').append(rest.remove("kind"));
        if (rest.containsKey("value")) {
            line.append(' ').append(DocumentJson.of(rest.remove("value")));
        }
        rest.forEach((name, value) -> line.append(' ')
                .append(name)
                .append('=')
                .append(value instanceof String text ? text : DocumentJson.of(value)));
        return line.toString();
    }
}
