package dev.weft.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.WeftProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The page at {@code /} in a real browser. Skipped where there is no Chromium. */
@EnabledIf(
        value = "hasChromium",
        disabledReason = "no Chromium here: install it, or name it by CHROMIUM=/path/to/chromium")
@Timeout(600)
class PageIT {

    private static final String STATUS = ".status-text";
    private static final String BODY = ".cm-content";
    private static final String LINES = ".cm-line";
    private static final String PEOPLE = ".person";
    private static final String ERRORS = ".job-errors li";
    private static final String LAST_VERSION = ".open-versions";
    private static final String TOAST = ".toast span";

    @TempDir
    private static Path folder;

    private static WeftProcess server;
    private static Browser browser;

    static boolean hasChromium() {
        return Browser.chromium().isPresent();
    }

    @BeforeAll
    static void start() {
        server = WeftProcess.start(folder.resolve("data"));
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    @Test
    void twoWindowsEditOneWorkflowAndAReloadKeepsEverything() {
        BrowserWindow ada = browser.open("ada", pageOf("Ada Lovelace"));
        ada.fill("#new-name", "Nightly report");
        ada.click("button:text('Create')");
        ada.awaitTexts("#workflow-name", "Nightly report");
        ada.click("button:text('Add the first job')");
        ada.fill("#job-name", "Fetch");
        ada.type(BODY, "get('/patients');");
        ada.awaitTexts(STATUS, "All changes kept");

        BrowserWindow bob = browser.open("bob", pageOf("Bob", ada.address()));
        bob.awaitTexts("#workflow-name", "Nightly report");
        bob.awaitTexts(LINES, "get('/patients');");
        ada.awaitTexts(PEOPLE, "AL", "B");
        bob.awaitTexts(PEOPLE, "B", "AL");

        bob.click(".add-job");
        bob.fill("#job-name", "Send");
        bob.click(".job:has-text('Fetch')");
        bob.press(BODY, "Control+End");
        bob.type(BODY, " // by Bob");
        ada.fill("#workflow-name", "Nightly report, twice");
        ada.awaitTexts(".job-name", "Fetch", "Send");
        bob.awaitTexts("#workflow-name", "Nightly report, twice");
        ada.awaitTexts(LINES, "get('/patients'); // by Bob");
        bob.awaitTexts(STATUS, "All changes kept");
        ada.awaitTexts(STATUS, "All changes kept");

        bob.close();
        ada.awaitTexts(PEOPLE, "AL");
        ada.reload();
        ada.awaitTexts("#workflow-name", "Nightly report, twice");
        ada.awaitTexts(".job-name", "Fetch", "Send");
        ada.awaitTexts(LINES, "get('/patients'); // by Bob");
        assertThat(ada.errors()).isEmpty();
        ada.click(".home");
        ada.awaitTexts(".workflows .name", "Nightly report, twice");
        ada.close();
    }

    @Test
    void keptMeansCommitted() throws Exception {
        BrowserWindow ada = browser.open("ada", pageOf("Ada"));
        ada.click("button:text('Create')");
        ada.click("button:text('Add the first job')");
        ada.awaitTexts(STATUS, "All changes kept");

        signal("-STOP");
        ada.type(BODY, "first();");
        ada.awaitTexts(STATUS, "Keeping changes…");
        signal("-CONT");
        ada.awaitTexts(STATUS, "All changes kept");
        assertThat(document(ada)).contains("first();");

        server.kill();
        ada.awaitTexts(STATUS, "Offline");
        ada.type(BODY, " second();");
        ada.awaitTexts(STATUS, "Offline, not kept yet");
        server.restart();
        ada.awaitTexts(STATUS, "All changes kept");
        assertThat(document(ada)).contains("first(); second();");
        ada.close();
    }

    @Test
    void removedJobComesBackWithUndo() {
        BrowserWindow ada = browser.open("ada", pageOf("Ada"));
        ada.click("button:text('Create')");
        ada.click("button:text('Add the first job')");
        ada.type(BODY, "keep();");
        ada.click(".panel button:text('Remove')");
        ada.awaitTexts(".job-name");

        ada.click("button:text('Undo')");

        ada.awaitTexts(".job-name", "Job 1");
        ada.awaitTexts(LINES, "keep();");
        ada.close();
    }

    @Test
    void whatKeepsAVersionFromBeingSavedIsShownToAllUntilItIsMended() {
        BrowserWindow ada = browser.open("ada", pageOf("Ada"));
        ada.fill("#new-name", "Mended together");
        ada.click("button:text('Create')");
        ada.click("button:text('Add the first job')");
        ada.fill("#job-name", "Fetch (all)!");
        BrowserWindow bob = browser.open("bob", pageOf("Bob", ada.address()));
        bob.awaitTexts(".job-name", "Fetch (all)!");

        ada.press("#job-name", "Control+s");

        String odd = "Name may only hold letters from a to z, digits, spaces, hyphens and underscores";
        String blank = "Body can't be blank";
        ada.awaitTexts(TOAST, "No version saved: something needs mending first");
        ada.awaitTexts(ERRORS, odd, blank);
        bob.awaitTexts(ERRORS, odd, blank);
        bob.type(BODY, "get('/patients');");
        ada.awaitTexts(ERRORS, odd);
        ada.fill("#workflow-name", " ");
        ada.click("button:text('Save version')");
        bob.awaitTexts(".problems li", "The workflow’s name can't be blank");
        bob.fill("#workflow-name", "Mended by Bob");
        bob.fill("#job-name", "Fetch all");
        bob.click("button:text('Save version')");

        bob.awaitTexts(TOAST, "Saved as version 1");
        ada.awaitTexts(LAST_VERSION, "Version 1");
        ada.awaitTexts(ERRORS);
        ada.awaitTexts(".problems li");
        ada.click("button:text('Save version')");
        ada.awaitTexts(TOAST, "Nothing to save: version 1 is the same");
        ada.close();
        bob.close();
    }

    @Test
    void versionIsBroughtBackForAllAndThatIsUndone() {
        BrowserWindow ada = browser.open("ada", pageOf("Ada"));
        ada.fill("#new-name", "Twice saved");
        ada.click("button:text('Create')");
        ada.click("button:text('Add the first job')");
        ada.type(BODY, "first();");
        ada.click("button:text('Save version')");
        ada.awaitTexts(LAST_VERSION, "Version 1");
        BrowserWindow bob = browser.open("bob", pageOf("Bob", ada.address()));
        bob.awaitTexts(LINES, "first();");
        bob.type(BODY, "second(); ");
        bob.click("button:text('Save version')");
        bob.awaitTexts(LAST_VERSION, "Version 2");
        String second = bob.texts(LINES).getFirst();

        ada.click(LAST_VERSION);
        ada.awaitTexts(".version-number", "Version 2", "Version 1");
        ada.click(".version-list button:has-text('Version 1')");
        ada.awaitTexts(".version pre", "first();");
        ada.click("button:text('Bring this version back')");
        bob.awaitTexts(LINES, second);
        ada.click("button:text('Bring back version 1')");

        bob.awaitTexts(LINES, "first();");
        ada.awaitTexts(LINES, "first();");
        ada.click("button:text('Undo')");
        bob.awaitTexts(LINES, second);
        ada.close();
        bob.close();
    }

    @Test
    void viewersSeeNoButtonThatTheyMayNotUse() {
        BrowserWindow ada = browser.open("ada", pageOf("Ada"));
        ada.fill("#new-name", "Looked at");
        ada.click("button:text('Create')");
        ada.click("button:text('Add the first job')");
        ada.type(BODY, "first();");
        ada.click("button:text('Save version')");
        ada.awaitTexts(LAST_VERSION, "Version 1");

        BrowserWindow vera = browser.open("vera", pageOf("Vera:viewer", ada.address()));

        vera.awaitTexts(STATUS, "Read only");
        vera.awaitTexts(LINES, "first();");
        vera.awaitTexts("main button:visible", "Job 1");
        vera.awaitTexts(".version-bar button:visible", "Version 1");
        vera.type(BODY, "not kept");
        ada.type(BODY, " ");
        vera.awaitTexts(LINES, ada.texts(LINES).getFirst());
        vera.click(LAST_VERSION);
        vera.awaitTexts(".version pre", "first();");
        vera.awaitTexts(".versions button", "Close", "Version 1the last, just now");
        vera.close();
        ada.close();
    }

    @Test
    void addressOfNoWorkflowIsToldAsSuch() {
        BrowserWindow ada = browser.open(
                "ada", pageOf("Ada", server.address().resolve("#/w/5f0c4a52-7a3c-4b6e-9d55-1f1d6a1c2b3d")));

        ada.awaitTexts(".refusal p", "There is no workflow with this address, or it belongs to another project.");
        ada.close();
    }

    private static URI pageOf(String person) {
        return pageOf(person, server.address());
    }

    /**
     * The page, opened by somebody of whom the token tells the name.
     *
     * @param person an editor, unless a role follows behind a colon
     */
    private static URI pageOf(String person, URI address) {
        String token = person.contains(":") ? person : person + ":editor";
        String query = "?token=" + token.replace(" ", "%20");
        String fragment = address.getRawFragment() == null ? "" : "#" + address.getRawFragment();
        return server.address().resolve("/" + query + fragment);
    }

    private static String document(BrowserWindow window) throws IOException, InterruptedException {
        String workflowId = window.address().getFragment().substring("/w/".length());
        URI document = server.address().resolve("/api/v1/workflows/" + workflowId + "/document");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(document).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static void signal(String signal) throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder("kill", signal, String.valueOf(server.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exitCode).isZero();
    }
}
