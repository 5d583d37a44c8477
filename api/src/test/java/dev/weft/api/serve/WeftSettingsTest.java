package dev.weft.api.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

/** What the server refuses to start with, and what it says then. */
class WeftSettingsTest {

    private final ApplicationContextRunner server = new ApplicationContextRunner()
            .withUserConfiguration(Settings.class, AuthConfiguration.class)
            .withPropertyValues("server.address=127.0.0.1", "weft.auth.mode=dev");

    @Test
    void defaultsAreTheLimitsOfTheArchitecture() {
        server.run(context -> {
            WeftSettings.Limits limits = context.getBean(WeftSettings.class).limits();
            assertThat(limits.frame().toMegabytes()).isEqualTo(1);
            assertThat(limits.document().toMegabytes()).isEqualTo(64);
            assertThat(limits.pending().toMegabytes()).isEqualTo(4);
            assertThat(limits.awareness().toKilobytes()).isEqualTo(8);
            assertThat(limits.participants()).isEqualTo(1000);
            assertThat(limits.framesPerSecond()).isEqualTo(200);
            assertThat(limits.outbox().toMegabytes()).isEqualTo(4);
        });
    }

    @Test
    void devModeIsRefusedOnAnAddressThatOthersCanReach() {
        assertThat(refusal("server.address=0.0.0.0"))
                .contains("believes every token")
                .contains("server.address is 0.0.0.0, expected a loopback address");
    }

    @Test
    void jwtModeTakesNobodyInRatherThanEverybody() {
        assertThat(refusal("weft.auth.mode=jwt"))
                .contains("nothing says which keys sign the tokens: expected weft.auth.jwt.issuer-uri")
                .contains("weft.auth.jwt.key-file");
    }

    @Test
    void jwtModeTakesNoTokensThatMayBeForAnybody() {
        assertThat(refusal("weft.auth.mode=jwt", "weft.auth.jwt.issuer-uri=https://id.example.org"))
                .contains("weft.auth.jwt.audience is empty");
    }

    @Test
    void badSettingIsNamedWithItsValueAndWhatWasExpected() {
        assertThat(refusal("weft.limits.frame=0B")).contains("weft.limits.frame is 0B, expected a size from 1B to");
    }

    @Test
    void settingThatIsNoValueOfItsTypeIsNamed() {
        assertThat(refusal("weft.limits.participants=many"))
                .contains("weft.limits.participants")
                .contains("many");
    }

    @Test
    void unknownSettingIsNamed() {
        assertThat(refusal("weft.limits.frmae=1MB")).contains("weft.limits.frmae");
    }

    /** All that the failure says, causes included, of a server that must not start with this setting. */
    private String refusal(String... settings) {
        StringBuilder messages = new StringBuilder();
        server.withPropertyValues(settings)
                .run(context -> messages.append(
                        Stream.iterate(context.getStartupFailure(), failure -> failure != null, Throwable::getCause)
                                .map(Throwable::toString)
                                .collect(Collectors.joining("\n"))));
        assertThat(messages).isNotEmpty();
        return messages.toString();
    }

    @EnableConfigurationProperties({WeftSettings.class, ServerProperties.class})
    static class Settings {}
}
