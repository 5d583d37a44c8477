package dev.weft.api.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.crdt.Doc;
import dev.weft.sync.awareness.AwarenessEntry;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Role × action × state of the id × dialect × message, every cell. The tables are read off the rules of collaboration, sections 3.5, 6 and 12, and know
 * nothing of how the server decides.
 */
@JwtServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Ids in these states, each asked for with the project that is named behind the slash. */
    private static final String JOINS = """
            action and state of the id      : OWNER        ADMIN        EDITOR       VIEWER       SUPPORT      STRANGER     NEIGHBOUR    EXPIRED         NOBODY
            new  never-existed/ours         : joined       joined       joined       unauthorized joined       unauthorized unauthorized unauthenticated unauthenticated
            new  ours/ours                  : joined       joined       joined       unauthorized joined       unauthorized unauthorized unauthenticated unauthenticated
            new  theirs/ours                : no-workflow  no-workflow  no-workflow  unauthorized no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            new  theirs/theirs              : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized joined       unauthenticated unauthenticated
            new  ours/theirs                : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            edit never-existed/ours         : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit ours/ours                  : joined       joined       joined       joined       joined       unauthorized unauthorized unauthenticated unauthenticated
            edit theirs/ours                : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit theirs/theirs              : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized joined       unauthenticated unauthenticated
            edit ours/theirs                : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            open never-existed/ours         : joined       joined       joined       no-workflow  joined       unauthorized unauthorized unauthenticated unauthenticated
            open ours/ours                  : joined       joined       joined       joined       joined       unauthorized unauthorized unauthenticated unauthenticated
            open theirs/ours                : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            open theirs/theirs              : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized joined       unauthenticated unauthenticated
            v7   never-existed/ours         : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            v7   ours/ours                  : no-version   no-version   no-version   no-version   no-version   unauthorized unauthorized unauthenticated unauthenticated
            v7   theirs/ours                : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            v7   theirs/theirs              : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-version   unauthenticated unauthenticated
            v07  ours/ours                  : bad          bad          bad          bad          bad          bad          bad          unauthenticated unauthenticated
            new  never-existed/no-project   : no-project   no-project   no-project   no-project   no-project   no-project   no-project   unauthenticated unauthenticated
            edit ours/no-project            : no-project   no-project   no-project   no-project   no-project   no-project   no-project   unauthenticated unauthenticated
            new  never-existed/leaving      : no-project   no-project   no-project   no-project   no-project   no-project   no-project   unauthenticated unauthenticated
            edit leaving/leaving            : no-project   no-project   no-project   no-project   no-project   no-project   no-project   unauthenticated unauthenticated
            open leaving/ours               : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            """;

    /** By those who may join our workflow. */
    private static final String MESSAGES = """
            message         : OWNER    ADMIN    EDITOR   VIEWER   SUPPORT
            step-1          : answered answered answered answered answered
            awareness-query : answered answered answered answered answered
            awareness       : shown    shown    shown    shown    shown
            update          : applied  applied  applied  dropped  applied
            step-2          : applied  applied  applied  dropped  applied
            empty-step-2    : nothing  nothing  nothing  nothing  nothing
            """;

    /**
     * HTTP status; {@code may} is any but 401, 403 and 404. Words in capitals stand for ids: P our project, T theirs, L one to be deleted; W, V, D the
     * workflows in them, S a new one in ours, saved once.
     */
    private static final String REQUESTS = """
            method and path                         : OWNER ADMIN EDITOR VIEWER SUPPORT STRANGER NEIGHBOUR EXPIRED NOBODY
            GET    /projects                        : 200   200   200    200    200     200      200       401     401
            POST   /projects                        : 201   201   201    201    201     201      201       401     401
            GET    /projects/P                      : 200   200   200    200    200     404      404       401     401
            GET    /projects/P/permissions          : 200   200   200    200    200     404      404       401     401
            PATCH  /projects/P                      : 200   200   403    403    403     404      404       401     401
            GET    /projects/P/members              : 200   200   200    200    200     404      404       401     401
            PUT    /projects/P/members/somebody     : 200   200   403    403    403     404      404       401     401
            DELETE /projects/P/members/nobody       : 404   404   403    403    403     404      404       401     401
            POST   /projects/P/workflows            : 201   201   201    403    201     404      404       401     401
            GET    /projects/P/workflows            : 200   200   200    200    200     404      404       401     401
            GET    /workflows/W/document            : 200   200   200    200    200     404      404       401     401
            GET    /workflows/W/events              : 200   200   200    200    200     404      404       401     401
            GET    /workflows/W/state?at=0          : 200   200   200    200    200     404      404       401     401
            GET    /workflows/W/diff?from=0&to=0    : 200   200   200    200    200     404      404       401     401
            GET    /workflows/W/blame               : 200   200   200    200    200     404      404       401     401
            PATCH  /workflows/S/document            : may   may   may    403    may     404      404       401     401
            GET    /workflows/S                     : 200   200   200    200    200     404      404       401     401
            GET    /workflows/S/versions            : 200   200   200    200    200     404      404       401     401
            GET    /workflows/S/versions/1          : 200   200   200    200    200     404      404       401     401
            POST   /workflows/S/save                : may   may   may    403    may     404      404       401     401
            POST   /workflows/S/reset               : may   may   may    403    may     404      404       401     401
            POST   /workflows/S/restore             : may   may   may    403    may     404      404       401     401
            PUT    /workflows/S                     : may   may   may    403    may     404      404       401     401
            DELETE /workflows/S                     : may   may   may    403    may     404      404       401     401
            POST   /workflows/S/undelete            : may   may   may    403    may     404      404       401     401
            GET    /workflows/V                     : 404   404   404    404    404     404      -         401     401
            GET    /workflows/V/versions            : 404   404   404    404    404     404      -         401     401
            POST   /workflows/V/save                : 404   404   404    404    404     404      -         401     401
            POST   /workflows/V/reset               : 404   404   404    404    404     404      -         401     401
            POST   /workflows/V/restore             : 404   404   404    404    404     404      -         401     401
            PUT    /workflows/V                     : 404   404   404    404    404     404      -         401     401
            DELETE /workflows/V                     : 404   404   404    404    404     404      -         401     401
            POST   /workflows/V/undelete            : 404   404   404    404    404     404      -         401     401
            GET    /workflows/V/versions/1          : 404   404   404    404    404     404      404       401     401
            GET    /workflows/D                     : 404   404   404    404    404     404      404       401     401
            GET    /workflows/D/versions            : 404   404   404    404    404     404      404       401     401
            POST   /workflows/D/save                : 404   404   404    404    404     404      404       401     401
            POST   /workflows/D/reset               : 404   404   404    404    404     404      404       401     401
            POST   /workflows/D/restore             : 404   404   404    404    404     404      404       401     401
            PUT    /workflows/D                     : 404   404   404    404    404     404      404       401     401
            DELETE /workflows/D                     : 404   404   404    404    404     404      404       401     401
            POST   /workflows/D/undelete            : 404   404   404    404    404     404      404       401     401
            GET    /workflows/D/versions/1          : 404   404   404    404    404     404      404       401     401
            GET    /projects/T                      : 404   404   404    404    404     404      200       401     401
            PATCH  /projects/T                      : 404   404   404    404    404     404      200       401     401
            DELETE /projects/T                      : 404   404   404    404    404     404      -         401     401
            GET    /projects/T/members              : 404   404   404    404    404     404      200       401     401
            PUT    /projects/T/members/somebody     : 404   404   404    404    404     404      200       401     401
            DELETE /projects/T/members/somebody     : 404   404   404    404    404     404      -         401     401
            POST   /projects/T/workflows            : 404   404   404    404    404     404      201       401     401
            GET    /projects/T/workflows            : 404   404   404    404    404     404      200       401     401
            GET    /workflows/V/document            : 404   404   404    404    404     404      200       401     401
            GET    /workflows/V/events              : 404   404   404    404    404     404      200       401     401
            GET    /workflows/V/state?at=0          : 404   404   404    404    404     404      200       401     401
            GET    /workflows/V/diff?from=0&to=0    : 404   404   404    404    404     404      200       401     401
            GET    /workflows/V/blame               : 404   404   404    404    404     404      200       401     401
            PATCH  /workflows/V/document            : 404   404   404    404    404     404      -         401     401
            GET    /projects/L                      : 404   404   404    404    404     404      404       401     401
            GET    /projects/L/permissions          : 404   404   404    404    404     404      404       401     401
            PATCH  /projects/L                      : 404   404   404    404    404     404      404       401     401
            DELETE /projects/L                      : 404   404   404    404    404     404      404       401     401
            GET    /projects/L/members              : 404   404   404    404    404     404      404       401     401
            PUT    /projects/L/members/somebody     : 404   404   404    404    404     404      404       401     401
            DELETE /projects/L/members/somebody     : 404   404   404    404    404     404      404       401     401
            POST   /projects/L/workflows            : 404   404   404    404    404     404      404       401     401
            GET    /projects/L/workflows            : 404   404   404    404    404     404      404       401     401
            GET    /workflows/D/document            : 404   404   404    404    404     404      404       401     401
            GET    /workflows/D/events              : 404   404   404    404    404     404      404       401     401
            GET    /workflows/D/state?at=0          : 404   404   404    404    404     404      404       401     401
            GET    /workflows/D/diff?from=0&to=0    : 404   404   404    404    404     404      404       401     401
            GET    /workflows/D/blame               : 404   404   404    404    404     404      404       401     401
            PATCH  /workflows/D/document            : 404   404   404    404    404     404      404       401     401
            """;

    private static final String NAMED = "{\"name\":\"Imports\"}";

    private final AtomicLong numbers = new AtomicLong(1_000);

    @LocalServerPort
    private int port;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private Rest rest;
    private List<Dialect> dialects;
    private String ours;
    private String theirs;
    private String leaving;
    private UUID ourWorkflow;
    private UUID theirWorkflow;
    private UUID leavingWorkflow;

    @BeforeAll
    void makeThreeProjects() {
        rest = new Rest(port);
        dialects =
                List.of(new YjsDialectClient(port), new HocuspocusDialectClient(port), new PhoenixDialectClient(port));
        ours = projectWithMembers();
        theirs = rest.createProject(Person.NEIGHBOUR.token());
        leaving = projectWithMembers();
        ourWorkflow = rest.createWorkflow(Person.OWNER.token(), ours);
        theirWorkflow = rest.createWorkflow(Person.NEIGHBOUR.token(), theirs);
        leavingWorkflow = rest.createWorkflow(Person.OWNER.token(), leaving);
        rest.ask("DELETE", "/projects/" + leaving, Person.OWNER.token(), null);
    }

    private String projectWithMembers() {
        String project = rest.createProject(Person.OWNER.token());
        for (Person person : Person.values()) {
            if (person.role() != null) {
                rest.setRole(Person.OWNER.token(), project, person.principal(), person.role());
            }
        }
        rest.ask("PATCH", "/projects/" + project, Person.OWNER.token(), "{\"allowSupportAccess\":true}");
        return project;
    }

    @AfterAll
    void close() {
        rest.close();
    }

    @TestFactory
    Stream<DynamicTest> joins() {
        return dialects.stream()
                .flatMap(dialect -> new Table(JOINS)
                        .cells()
                        .map(cell -> dynamicTest(nameOf(dialect, cell), () -> {
                            assertThat(join(dialect, cell)).isEqualTo(cell.expected());
                        })));
    }

    private String join(Dialect dialect, Table.Cell cell) {
        String action = cell.subject().getFirst();
        String[] idAndProject = cell.subject().getLast().split("/");
        boolean isVersion = action.startsWith("v");
        Dialect.Answer answer = dialect.join(
                cell.person().token(),
                projectCalled(idAndProject[1]),
                workflowCalled(idAndProject[0]),
                isVersion ? "edit" : action,
                isVersion ? action.substring(1) : null);
        return switch (answer) {
            case Dialect.Answer.Refused(String why) -> why;
            case Dialect.Answer.Joined(Dialect.Connection connection) -> {
                connection.close();
                yield "joined";
            }
        };
    }

    private UUID workflowCalled(String state) {
        return switch (state) {
            case "never-existed" -> UUID.randomUUID();
            case "ours" -> ourWorkflow;
            case "theirs" -> theirWorkflow;
            case "leaving" -> leavingWorkflow;
            default -> throw new IllegalArgumentException(state);
        };
    }

    private String projectCalled(String state) {
        return switch (state) {
            case "ours" -> ours;
            case "theirs" -> theirs;
            case "leaving" -> leaving;
            case "no-project" -> UUID.randomUUID().toString();
            default -> throw new IllegalArgumentException(state);
        };
    }

    @TestFactory
    Stream<DynamicTest> messages() {
        return dialects.stream()
                .flatMap(dialect -> new Table(MESSAGES)
                        .cells()
                        .map(cell -> dynamicTest(nameOf(dialect, cell), () -> {
                            try (Dialect.Connection sender = joined(dialect, cell.person());
                                    Dialect.Connection other = joined(dialect, Person.OWNER)) {
                                assertThat(effectOf(cell, sender, other)).isEqualTo(cell.expected());
                            }
                        })));
    }

    private Dialect.Connection joined(Dialect dialect, Person person) {
        return switch (dialect.join(person.token(), ours, ourWorkflow, "edit", null)) {
            case Dialect.Answer.Joined(Dialect.Connection connection) -> connection;
            case Dialect.Answer.Refused(String why) -> throw new AssertionError(person + ": " + why);
        };
    }

    private String effectOf(Table.Cell cell, Dialect.Connection sender, Dialect.Connection other)
            throws InterruptedException {
        return switch (cell.subject().getFirst()) {
            case "step-1" -> sender.asksForTheDocument() ? "answered" : "not answered";
            case "awareness-query" -> sender.asksForAwareness() ? "answered" : "not answered";
            case "awareness" -> {
                String marker = marker();
                sender.shows(new AwarenessUpdate(List.of(new AwarenessEntry(
                        numbers.incrementAndGet(), 1, "{\"user\":{\"id\":\"forged\"},\"at\":\"" + marker + "\"}"))));
                other.awaitAwareness("{\"user\":{\"id\":\"" + cell.person().principal() + "\",\"name\":\""
                        + cell.person().principal() + "\"},\"at\":\"" + marker + "\"}");
                yield "shown";
            }
            case "update" -> {
                String marker = marker();
                sender.sendsUpdate(edit(marker));
                yield fateOf(marker, cell.expected());
            }
            case "step-2" -> {
                String marker = marker();
                sender.answersWithStep2(edit(marker));
                yield fateOf(marker, cell.expected());
            }
            case "empty-step-2" -> {
                String before = rest.document(Person.OWNER.token(), ourWorkflow);
                sender.answersWithStep2(new byte[2]);
                yield rest.document(Person.OWNER.token(), ourWorkflow).equals(before) ? "nothing" : "a change";
            }
            default -> throw new IllegalArgumentException(cell.toString());
        };
    }

    /** What is dropped is so once the server has handled it; what is applied has to be committed first. */
    private String fateOf(String marker, String expected) {
        if (expected.equals("applied")) {
            await().atMost(PATIENCE).until(() -> isInTheDocument(marker));
        }
        return isInTheDocument(marker) ? "applied" : "dropped";
    }

    private boolean isInTheDocument(String marker) {
        return rest.document(Person.OWNER.token(), ourWorkflow).contains(marker);
    }

    @TestFactory
    Stream<DynamicTest> requests() {
        return new Table(REQUESTS)
                .cells()
                .filter(cell -> !cell.expected().equals("-"))
                .map(cell -> dynamicTest(cell.toString(), () -> {
                    String method = cell.subject().getFirst();
                    var response = rest.call(
                            method,
                            pathOf(cell.subject().getLast()),
                            cell.person().token(),
                            bodyOf(cell.subject()));
                    assertThat(outcomeOf(response.statusCode(), cell.expected()))
                            .as(response.body())
                            .isEqualTo(cell.expected());
                    if (response.statusCode() >= 400) {
                        assertThat(response.headers().firstValue("Content-Type"))
                                .hasValue("application/problem+json");
                    }
                }));
    }

    private static String outcomeOf(int status, String expected) {
        boolean isForbidden = status == 401 || status == 403 || status == 404;
        return expected.equals("may") && !isForbidden ? "may" : String.valueOf(status);
    }

    /** A path that has no row here is one whose rights nobody thought of. */
    @Test
    void everyRequestThatTheServerAnswersIsInTheTable() {
        Set<String> answered = new TreeSet<>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, handler) -> {
            for (var method : mapping.getMethodsCondition().getMethods()) {
                mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/v1"))
                        .forEach(path -> answered.add(method + " " + path.substring("/api/v1".length())));
            }
        });
        Set<String> tried = new Table(REQUESTS)
                .cells()
                .map(cell -> cell.subject().getFirst() + " "
                        + Arrays.stream(cell.subject().getLast().split("/"))
                                .map(AccessMatrixIT::placeholderOf)
                                .collect(Collectors.joining("/")))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(tried).containsAll(answered);
    }

    private static String placeholderOf(String segment) {
        return switch (segment) {
            case "P", "T", "L" -> "{projectId}";
            case "W", "V", "D", "S" -> "{workflowId}";
            case "1" -> "{number}";
            case "somebody", "nobody" -> "{principal}";
            default -> segment.replaceFirst("\\?.*", "");
        };
    }

    private String pathOf(String path) {
        return Arrays.stream(path.split("/"))
                .map(segment -> switch (segment) {
                    case "P" -> ours;
                    case "T" -> theirs;
                    case "L" -> leaving;
                    case "W" -> ourWorkflow.toString();
                    case "V" -> theirWorkflow.toString();
                    case "D" -> leavingWorkflow.toString();
                    case "S" -> savedWorkflow().toString();
                    default -> segment;
                })
                .collect(Collectors.joining("/"));
    }

    private UUID savedWorkflow() {
        String name = "saved " + numbers.incrementAndGet();
        UUID workflow = UUID.fromString(rest.ask(
                        "POST", "/projects/" + ours + "/workflows", Person.OWNER.token(), "{\"name\":\"" + name + "\"}")
                .at("/id")
                .asString());
        rest.ask("POST", "/workflows/" + workflow + "/save", Person.OWNER.token(), null);
        return workflow;
    }

    private static @Nullable String bodyOf(List<String> request) {
        String path = request.getLast();
        return switch (request.getFirst()) {
            case "POST" -> path.endsWith("/projects") ? NAMED : path.endsWith("/restore") ? "{\"sequence\":0}" : "{}";
            case "PATCH" -> path.endsWith("/document") ? "[]" : NAMED;
            case "PUT" -> path.contains("/members/") ? "{\"role\":\"viewer\"}" : NAMED;
            default -> null;
        };
    }

    private String marker() {
        return "marker-" + numbers.incrementAndGet();
    }

    private static byte[] edit(String text) {
        Doc tab = new Doc();
        tab.getText("notes").insert(0, text);
        return tab.encodeStateAsUpdate();
    }

    private static String nameOf(Dialect dialect, Table.Cell cell) {
        return dialect.getClass().getSimpleName() + ": " + cell;
    }
}
