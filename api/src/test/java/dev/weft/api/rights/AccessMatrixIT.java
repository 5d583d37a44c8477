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

    /**
     * Ids in these states, each asked for with the project that is named behind the slash. What is saved, deleted or purged has or had a version 1, and
     * nothing has a version 7.
     */
    private static final String JOINS = """
            action and state of the id        : OWNER        ADMIN        EDITOR       VIEWER       SUPPORT      STRANGER     NEIGHBOUR    EXPIRED         NOBODY
            new      never-existed/ours       : joined       joined       joined       unauthorized joined       unauthorized unauthorized unauthenticated unauthenticated
            new      ours/ours                : joined       joined       joined       unauthorized joined       unauthorized unauthorized unauthenticated unauthenticated
            new      theirs/ours              : no-workflow  no-workflow  no-workflow  unauthorized no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            new      theirs/theirs            : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized joined       unauthenticated unauthenticated
            new      ours/theirs              : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            new      ours-deleted/ours        : joined       joined       joined       unauthorized joined       unauthorized unauthorized unauthenticated unauthenticated
            new      theirs-deleted/ours      : no-workflow  no-workflow  no-workflow  unauthorized no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            new      theirs-deleted/theirs    : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized joined       unauthenticated unauthenticated
            new      ours-deleted/theirs      : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            new      ours-purged/ours         : no-workflow  no-workflow  no-workflow  unauthorized no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            new      theirs-purged/ours       : no-workflow  no-workflow  no-workflow  unauthorized no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            new      theirs-purged/theirs     : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            new      ours-purged/theirs       : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            edit     never-existed/ours       : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit     ours/ours                : joined       joined       joined       joined       joined       unauthorized unauthorized unauthenticated unauthenticated
            edit     theirs/ours              : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit     theirs/theirs            : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized joined       unauthenticated unauthenticated
            edit     ours/theirs              : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            edit     ours-deleted/ours        : joined       joined       joined       joined       joined       unauthorized unauthorized unauthenticated unauthenticated
            edit     theirs-deleted/ours      : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit     theirs-deleted/theirs    : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized joined       unauthenticated unauthenticated
            edit     ours-deleted/theirs      : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            edit     ours-purged/ours         : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit     theirs-purged/ours       : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit     theirs-purged/theirs     : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            edit     ours-purged/theirs       : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            open     never-existed/ours       : joined       joined       joined       no-workflow  joined       unauthorized unauthorized unauthenticated unauthenticated
            open     ours/ours                : joined       joined       joined       joined       joined       unauthorized unauthorized unauthenticated unauthenticated
            open     theirs/ours              : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            open     theirs/theirs            : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized joined       unauthenticated unauthenticated
            open     ours/theirs              : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            open     ours-deleted/ours        : joined       joined       joined       joined       joined       unauthorized unauthorized unauthenticated unauthenticated
            open     theirs-deleted/ours      : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            open     ours-purged/ours         : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            open     theirs-purged/ours       : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit:v1  never-existed/ours       : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit:v1  ours-saved/ours          : joined       joined       joined       joined       joined       unauthorized unauthorized unauthenticated unauthenticated
            edit:v1  theirs-saved/ours        : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit:v1  theirs-saved/theirs      : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized joined       unauthenticated unauthenticated
            edit:v1  ours-saved/theirs        : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            edit:v1  ours-deleted/ours        : joined       joined       joined       joined       joined       unauthorized unauthorized unauthenticated unauthenticated
            edit:v1  theirs-deleted/ours      : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit:v1  theirs-deleted/theirs    : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized joined       unauthenticated unauthenticated
            edit:v1  ours-deleted/theirs      : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            edit:v1  ours-purged/ours         : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit:v1  theirs-purged/ours       : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit:v1  ours-purged/theirs       : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            edit:v7  never-existed/ours       : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit:v7  ours/ours                : no-version   no-version   no-version   no-version   no-version   unauthorized unauthorized unauthenticated unauthenticated
            edit:v7  theirs/ours              : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit:v7  theirs/theirs            : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-version   unauthenticated unauthenticated
            edit:v7  ours-saved/ours          : no-version   no-version   no-version   no-version   no-version   unauthorized unauthorized unauthenticated unauthenticated
            edit:v7  theirs-saved/ours        : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit:v7  theirs-saved/theirs      : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-version   unauthenticated unauthenticated
            edit:v7  ours-saved/theirs        : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            edit:v7  ours-deleted/ours        : no-version   no-version   no-version   no-version   no-version   unauthorized unauthorized unauthenticated unauthenticated
            edit:v7  theirs-deleted/ours      : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit:v7  theirs-deleted/theirs    : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-version   unauthenticated unauthenticated
            edit:v7  ours-deleted/theirs      : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            edit:v7  ours-purged/ours         : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit:v7  theirs-purged/ours       : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            edit:v7  ours-purged/theirs       : unauthorized unauthorized unauthorized unauthorized unauthorized unauthorized no-workflow  unauthenticated unauthenticated
            edit:v07 ours/ours                : bad          bad          bad          bad          bad          bad          bad          unauthenticated unauthenticated
            new:v1   ours-saved/ours          : bad          bad          bad          bad          bad          bad          bad          unauthenticated unauthenticated
            copy     ours/ours                : no-action    no-action    no-action    no-action    no-action    no-action    no-action    unauthenticated unauthenticated
            copy     never-existed/ours       : no-action    no-action    no-action    no-action    no-action    no-action    no-action    unauthenticated unauthenticated
            new      never-existed/no-project : no-project   no-project   no-project   no-project   no-project   no-project   no-project   unauthenticated unauthenticated
            edit     ours/no-project          : no-project   no-project   no-project   no-project   no-project   no-project   no-project   unauthenticated unauthenticated
            new      never-existed/leaving    : no-project   no-project   no-project   no-project   no-project   no-project   no-project   unauthenticated unauthenticated
            edit     leaving/leaving          : no-project   no-project   no-project   no-project   no-project   no-project   no-project   unauthenticated unauthenticated
            open     leaving/ours             : no-workflow  no-workflow  no-workflow  no-workflow  no-workflow  unauthorized unauthorized unauthenticated unauthenticated
            """;

    /** By those who may join: a saved workflow of ours, a deleted one, and version 1 of the saved one. */
    private static final String MESSAGES = """
            room    message         : OWNER    ADMIN    EDITOR   VIEWER   SUPPORT
            live    step-1          : answered answered answered answered answered
            live    awareness-query : answered answered answered answered answered
            live    awareness       : shown    shown    shown    shown    shown
            live    update          : applied  applied  applied  dropped  applied
            live    step-2          : applied  applied  applied  dropped  applied
            live    empty-step-2    : nothing  nothing  nothing  nothing  nothing
            deleted step-1          : answered answered answered answered answered
            deleted awareness-query : answered answered answered answered answered
            deleted awareness       : shown    shown    shown    shown    shown
            deleted update          : applied  applied  applied  dropped  applied
            deleted step-2          : applied  applied  applied  dropped  applied
            deleted empty-step-2    : nothing  nothing  nothing  nothing  nothing
            version step-1          : answered answered answered answered answered
            version awareness-query : answered answered answered answered answered
            version awareness       : shown    shown    shown    shown    shown
            version update          : dropped  dropped  dropped  dropped  dropped
            version step-2          : dropped  dropped  dropped  dropped  dropped
            version empty-step-2    : nothing  nothing  nothing  nothing  nothing
            """;

    /** In the same rooms, where the dialect carries requests. */
    private static final String ROOM_REQUESTS = """
            room    request         : OWNER            ADMIN            EDITOR           VIEWER           SUPPORT
            live    save_workflow   : done             done             done             unauthorized     done
            live    reset_workflow  : done             done             done             unauthorized     done
            deleted save_workflow   : workflow_deleted workflow_deleted workflow_deleted unauthorized     workflow_deleted
            deleted reset_workflow  : workflow_deleted workflow_deleted workflow_deleted unauthorized     workflow_deleted
            version save_workflow   : read_only_view   read_only_view   read_only_view   read_only_view   read_only_view
            version reset_workflow  : read_only_view   read_only_view   read_only_view   read_only_view   read_only_view
            """;

    /**
     * HTTP status; {@code may} is any but 401, 403 and 404. Words in capitals stand for ids: P our project, T theirs, L one to be deleted; W, V, D the
     * workflows in them, S a new one in ours, saved once, X one that is deleted then, Y one deleted in theirs, Z a purged one of ours.
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
            GET    /projects/P/dead-letters         : 200   200   403    403    403     404      404       401     401
            POST   /projects/P/dead-letters/W/draft/retry : 404 404 403  403    403     404      404       401     401
            DELETE /projects/P/dead-letters/W/draft : 404   404   403    403    403     404      404       401     401
            GET    /projects/P/changes              : 200   200   200    200    200     404      404       401     401
            GET    /workflows/W/changes             : 200   200   200    200    200     404      404       401     401
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
            GET    /workflows/X                     : 200   200   200    200    200     404      404       401     401
            GET    /workflows/X/versions            : 200   200   200    200    200     404      404       401     401
            GET    /workflows/X/versions/1          : 200   200   200    200    200     404      404       401     401
            GET    /workflows/X/document            : 200   200   200    200    200     404      404       401     401
            GET    /workflows/X/events              : 200   200   200    200    200     404      404       401     401
            GET    /workflows/X/state?at=0          : 200   200   200    200    200     404      404       401     401
            GET    /workflows/X/diff?from=0&to=0    : 200   200   200    200    200     404      404       401     401
            GET    /workflows/X/blame               : 200   200   200    200    200     404      404       401     401
            PATCH  /workflows/X/document            : 410   410   410    403    410     404      404       401     401
            POST   /workflows/X/save                : 410   410   410    403    410     404      404       401     401
            POST   /workflows/X/reset               : 410   410   410    403    410     404      404       401     401
            POST   /workflows/X/restore             : 410   410   410    403    410     404      404       401     401
            PUT    /workflows/X                     : 410   410   410    403    410     404      404       401     401
            DELETE /workflows/X                     : 410   410   410    403    410     404      404       401     401
            POST   /workflows/X/undelete            : 200   200   200    403    200     404      404       401     401
            DELETE /workflows/X?purge=true          : 200   200   403    403    403     404      404       401     401
            DELETE /workflows/S?purge=true          : 409   409   403    403    403     404      404       401     401
            GET    /workflows/Y                     : 404   404   404    404    404     404      200       401     401
            GET    /workflows/Y/versions            : 404   404   404    404    404     404      200       401     401
            GET    /workflows/Y/versions/1          : 404   404   404    404    404     404      200       401     401
            GET    /workflows/Y/document            : 404   404   404    404    404     404      200       401     401
            GET    /workflows/Y/events              : 404   404   404    404    404     404      200       401     401
            GET    /workflows/Y/state?at=0          : 404   404   404    404    404     404      200       401     401
            GET    /workflows/Y/diff?from=0&to=0    : 404   404   404    404    404     404      200       401     401
            GET    /workflows/Y/blame               : 404   404   404    404    404     404      200       401     401
            PATCH  /workflows/Y/document            : 404   404   404    404    404     404      -         401     401
            POST   /workflows/Y/save                : 404   404   404    404    404     404      410       401     401
            POST   /workflows/Y/reset               : 404   404   404    404    404     404      410       401     401
            POST   /workflows/Y/restore             : 404   404   404    404    404     404      410       401     401
            PUT    /workflows/Y                     : 404   404   404    404    404     404      410       401     401
            DELETE /workflows/Y                     : 404   404   404    404    404     404      410       401     401
            POST   /workflows/Y/undelete            : 404   404   404    404    404     404      -         401     401
            DELETE /workflows/Y?purge=true          : 404   404   404    404    404     404      -         401     401
            GET    /workflows/Z                     : 404   404   404    404    404     404      404       401     401
            GET    /workflows/Z/versions            : 404   404   404    404    404     404      404       401     401
            GET    /workflows/Z/versions/1          : 404   404   404    404    404     404      404       401     401
            GET    /workflows/Z/document            : 404   404   404    404    404     404      404       401     401
            GET    /workflows/Z/events              : 404   404   404    404    404     404      404       401     401
            GET    /workflows/Z/state?at=0          : 404   404   404    404    404     404      404       401     401
            GET    /workflows/Z/diff?from=0&to=0    : 404   404   404    404    404     404      404       401     401
            GET    /workflows/Z/blame               : 404   404   404    404    404     404      404       401     401
            PATCH  /workflows/Z/document            : 404   404   404    403    404     404      404       401     401
            POST   /workflows/Z/save                : 404   404   404    403    404     404      404       401     401
            POST   /workflows/Z/reset               : 404   404   404    403    404     404      404       401     401
            POST   /workflows/Z/restore             : 404   404   404    403    404     404      404       401     401
            PUT    /workflows/Z                     : 404   404   404    403    404     404      404       401     401
            DELETE /workflows/Z                     : 404   404   404    403    404     404      404       401     401
            POST   /workflows/Z/undelete            : 404   404   404    403    404     404      404       401     401
            DELETE /workflows/Z?purge=true          : 404   404   403    403    403     404      404       401     401
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
            GET    /projects/T/dead-letters         : 404   404   404    404    404     404      200       401     401
            GET    /projects/T/changes              : 404   404   404    404    404     404      200       401     401
            GET    /workflows/V/changes             : 404   404   404    404    404     404      200       401     401
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
            GET    /projects/L/dead-letters         : 404   404   404    404    404     404      404       401     401
            GET    /projects/L/changes              : 404   404   404    404    404     404      404       401     401
            GET    /workflows/D/changes             : 404   404   404    404    404     404      404       401     401
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
    private UUID ourSaved;
    private UUID theirSaved;
    private UUID ourDeleted;
    private UUID theirDeleted;
    private UUID ourPurged;
    private UUID theirPurged;

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
        ourSaved = saved(Person.OWNER, ours);
        theirSaved = saved(Person.NEIGHBOUR, theirs);
        ourDeleted = deleted(Person.OWNER, ours);
        theirDeleted = deleted(Person.NEIGHBOUR, theirs);
        ourPurged = purged(Person.OWNER, ours);
        theirPurged = purged(Person.NEIGHBOUR, theirs);
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

    private UUID saved(Person by, String project) {
        String named = "{\"name\":\"saved " + numbers.incrementAndGet() + "\"}";
        UUID workflow = UUID.fromString(rest.ask("POST", "/projects/" + project + "/workflows", by.token(), named)
                .at("/id")
                .asString());
        rest.ask("POST", "/workflows/" + workflow + "/save", by.token(), null);
        return workflow;
    }

    private UUID deleted(Person by, String project) {
        UUID workflow = saved(by, project);
        rest.ask("DELETE", "/workflows/" + workflow, by.token(), null);
        return workflow;
    }

    private UUID purged(Person by, String project) {
        UUID workflow = deleted(by, project);
        rest.ask("DELETE", "/workflows/" + workflow + "?purge=true", by.token(), null);
        return workflow;
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
        String[] actionAndVersion = cell.subject().getFirst().split(":v");
        String[] idAndProject = cell.subject().getLast().split("/");
        Dialect.Answer answer = dialect.join(
                cell.person().token(),
                projectCalled(idAndProject[1]),
                workflowCalled(idAndProject[0]),
                actionAndVersion[0],
                actionAndVersion.length == 1 ? null : actionAndVersion[1]);
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
            case "ours-saved" -> ourSaved;
            case "theirs-saved" -> theirSaved;
            case "ours-deleted" -> ourDeleted;
            case "theirs-deleted" -> theirDeleted;
            case "ours-purged" -> ourPurged;
            case "theirs-purged" -> theirPurged;
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
                            String room = cell.subject().getFirst();
                            try (Dialect.Connection sender = joined(dialect, cell.person(), room);
                                    Dialect.Connection other = joined(dialect, Person.OWNER, room)) {
                                assertThat(effectOf(cell, sender, other)).isEqualTo(cell.expected());
                            }
                        })));
    }

    @TestFactory
    Stream<DynamicTest> requestsInRooms() {
        return dialects.stream()
                .filter(Dialect::carriesRequests)
                .flatMap(dialect -> new Table(ROOM_REQUESTS)
                        .cells()
                        .map(cell -> dynamicTest(nameOf(dialect, cell), () -> {
                            String room = cell.subject().getFirst();
                            try (Dialect.Connection sender = joined(dialect, cell.person(), room)) {
                                assertThat(sender.asks(cell.subject().getLast()))
                                        .isEqualTo(cell.expected());
                            }
                        })));
    }

    private Dialect.Connection joined(Dialect dialect, Person person, String room) {
        String version = room.equals("version") ? "1" : null;
        return switch (dialect.join(person.token(), ours, workflowOf(room), "edit", version)) {
            case Dialect.Answer.Joined(Dialect.Connection connection) -> connection;
            case Dialect.Answer.Refused(String why) -> throw new AssertionError(person + ": " + why);
        };
    }

    private UUID workflowOf(String room) {
        return switch (room) {
            case "live", "version" -> ourSaved;
            case "deleted" -> ourDeleted;
            default -> throw new IllegalArgumentException(room);
        };
    }

    private String effectOf(Table.Cell cell, Dialect.Connection sender, Dialect.Connection other)
            throws InterruptedException {
        UUID workflow = workflowOf(cell.subject().getFirst());
        return switch (cell.subject().getLast()) {
            case "step-1" -> sender.asksForTheDocument() ? "answered" : "not answered";
            case "awareness-query" -> sender.asksForAwareness() ? "answered" : "not answered";
            case "awareness" -> {
                String marker = marker();
                other.asksForTheDocument(); // which shows that it is in the room, and not just let in
                sender.shows(new AwarenessUpdate(List.of(new AwarenessEntry(
                        numbers.incrementAndGet(), 1, "{\"user\":{\"id\":\"forged\"},\"at\":\"" + marker + "\"}"))));
                other.awaitAwareness("{\"user\":{\"id\":\"" + cell.person().principal() + "\",\"name\":\""
                        + cell.person().principal() + "\"},\"at\":\"" + marker + "\"}");
                yield "shown";
            }
            case "update" -> {
                String marker = marker();
                sender.sendsUpdate(edit(marker));
                yield fateOf(marker, workflow, other, cell.expected());
            }
            case "step-2" -> {
                String marker = marker();
                sender.answersWithStep2(edit(marker));
                yield fateOf(marker, workflow, other, cell.expected());
            }
            case "empty-step-2" -> {
                String before = rest.document(Person.OWNER.token(), workflow);
                sender.answersWithStep2(new byte[2]);
                yield rest.document(Person.OWNER.token(), workflow).equals(before) ? "nothing" : "a change";
            }
            default -> throw new IllegalArgumentException(cell.toString());
        };
    }

    /** What is dropped is so once the server has handled it; what is applied has to be committed first. A version's room has a document of its own. */
    private String fateOf(String marker, UUID workflow, Dialect.Connection other, String expected)
            throws InterruptedException {
        if (expected.equals("applied")) {
            await().atMost(PATIENCE).until(() -> isInTheDocument(marker, workflow));
        }
        return isInTheDocument(marker, workflow) || other.seesInTheDocument(marker) ? "applied" : "dropped";
    }

    private boolean isInTheDocument(String marker, UUID workflow) {
        return rest.document(Person.OWNER.token(), workflow).contains(marker);
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
                        + Arrays.stream(cell.subject()
                                        .getLast()
                                        .replaceFirst("\\?.*", "")
                                        .split("/"))
                                .map(AccessMatrixIT::placeholderOf)
                                .collect(Collectors.joining("/")))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(tried).containsAll(answered);
    }

    private static String placeholderOf(String segment) {
        return switch (segment) {
            case "P", "T", "L" -> "{projectId}";
            case "W", "V", "D", "S", "X", "Y", "Z" -> "{workflowId}";
            case "1" -> "{number}";
            case "draft" -> "{model}";
            case "somebody", "nobody" -> "{principal}";
            default -> segment;
        };
    }

    private String pathOf(String path) {
        return Arrays.stream(path.splitWithDelimiters("[/?]", 0))
                .map(segment -> switch (segment) {
                    case "P" -> ours;
                    case "T" -> theirs;
                    case "L" -> leaving;
                    case "W" -> ourWorkflow.toString();
                    case "V" -> theirWorkflow.toString();
                    case "D" -> leavingWorkflow.toString();
                    case "S" -> saved(Person.OWNER, ours).toString();
                    case "X" -> deleted(Person.OWNER, ours).toString();
                    case "Y" -> theirDeleted.toString();
                    case "Z" -> ourPurged.toString();
                    default -> segment;
                })
                .collect(Collectors.joining());
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
