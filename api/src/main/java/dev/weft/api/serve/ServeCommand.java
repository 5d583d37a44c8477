package dev.weft.api.serve;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code weft serve}: runs the server until the process is told to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Starts the server and prints the address of its web page.",
        footer = {
            "",
            "Every setting may be given as --name=value, for instance:",
            "  --spring.datasource.url=jdbc:postgresql://host/database   a PostgreSQL of your own (or WEFT_DATABASE_URL)",
            "  --spring.datasource.username=… --spring.datasource.password=…",
            "  --weft.auth.mode=dev|jwt                                  who is who (or WEFT_AUTH_MODE)",
            "  --weft.limits.frame=1MB                                   see WeftSettings for the rest"
        })
public final class ServeCommand implements Callable<Integer> {

    /** What a {@code --name=value} may begin with; anything else is a mistyped option. */
    private static final List<String> SETTINGS =
            List.of("--spring.", "--weft.", "--server.", "--logging.", "--management.");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on, 0 for any free one (default: 8080).")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the embedded database, made if missing (default: ./data).")
    private @Nullable Path data;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Address to listen on (default: 127.0.0.1). Mode dev takes loopback addresses only.")
    private @Nullable String bind;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        SpringApplication application = new SpringApplicationBuilder(WeftApplication.class)
                .listeners((ApplicationListener<ContextClosedEvent>) event -> closed.countDown())
                .build();
        List<String> arguments = springArguments();
        ConfigurableApplicationContext context;
        try {
            context = application.run(arguments.toArray(String[]::new));
        } catch (RuntimeException alreadyReported) { // by Spring Boot's failure analysis: what, where, how to mend it
            return 1;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(Welcome.of((WebServerApplicationContext) context).text());
        out.flush();
        closed.await();
        return 0;
    }

    private List<String> springArguments() {
        List<String> arguments = new ArrayList<>();
        for (String setting : settings) {
            if (SETTINGS.stream().noneMatch(setting::startsWith) || !setting.contains("=")) {
                throw new UnmatchedArgumentException(spec.commandLine(), List.of(setting));
            }
            arguments.add(setting);
        }
        if (port != null) {
            arguments.add("--server.port=" + port);
        }
        if (data != null) {
            arguments.add("--weft.data=" + data);
        }
        if (bind != null) {
            arguments.add("--server.address=" + bind);
        }
        return arguments;
    }
}
