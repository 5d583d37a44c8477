package dev.weft.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Profile;
import dev.weft.sync.awareness.AwarenessEntry;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownIdentityTest {

    private static final Principal ADA = new Principal("u-1", new Profile("Ada", "ada@example.org"), Map.of(), false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'user':{'id':'u-2','name':'Ben','email':'ben@example.org'}} | {'user':{'id':'u-1','name':'Ada','email':'ada@example.org'}}",
                "{'user':{'name':'Ben','color':'#ff0000'},'cursor':{'x':1.5,'y':2}} | {'user':{'name':'Ada','color':'#ff0000','id':'u-1','email':'ada@example.org'},'cursor':{'x':1.5,'y':2}}",
                "{'user':{'name':'Ada'},'user':{'name':'Ben'}} | {'user':{'name':'Ada','id':'u-1','email':'ada@example.org'}}",
                "{'us\\u0065r':{'name':'Ben'}} | {'user':{'name':'Ada','id':'u-1','email':'ada@example.org'}}",
                "{'user':'Ben'} | {'user':{'id':'u-1','name':'Ada','email':'ada@example.org'}}",
                "{} | {'user':{'id':'u-1','name':'Ada','email':'ada@example.org'}}",
                "{'lastSeen':1760000000000,'selection':null} | {'lastSeen':1760000000000,'selection':null,'user':{'id':'u-1','name':'Ada','email':'ada@example.org'}}",
                "'Ben' | 'Ben'",
                "['Ben'] | ['Ben']",
            })
    void identityIsTheAuthenticatedOneAndTheRestTheClients(String written, String shown) {
        assertThat(shown(ADA, written.replace('\'', '"'))).isEqualTo(shown.replace('\'', '"'));
    }

    @Test
    void whatIsNotKnownIsNotTheClientsToSay() {
        Principal unknown = new Principal("u-1", Map.of());

        assertThat(shown(unknown, "{\"user\":{\"name\":\"Ben\",\"email\":\"ben@example.org\"}}"))
                .isEqualTo("{\"user\":{\"name\":\"u-1\",\"id\":\"u-1\"}}");
    }

    @Test
    void removalsStayRemovals() {
        AwarenessUpdate gone = new AwarenessUpdate(List.of(AwarenessEntry.removal(1, 7)));

        assertThat(ShownIdentity.in(gone, ADA)).isEqualTo(gone);
    }

    private static String shown(Principal principal, String json) {
        AwarenessUpdate update = new AwarenessUpdate(List.of(new AwarenessEntry(1, 1, json)));
        return ShownIdentity.in(update, principal).entries().getFirst().json();
    }
}
