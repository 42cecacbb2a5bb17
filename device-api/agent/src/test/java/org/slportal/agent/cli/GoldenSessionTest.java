package org.slportal.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.Situation;

/**
 * A recorded session in each state, field for field; the files are in golden/. Their layout is that of public samples of device output, as
 * the domain reference quotes them.
 */
class GoldenSessionTest {

    static final List<String> COMMANDS = List.of(
            "show license summary",
            "show license status",
            "show license usage",
            "show license udi",
            "show license all",
            "show license tech-support",
            "show license eventlog");

    static String session(Situation situation) {
        Bench bench = situation.bench();
        StringBuilder session = new StringBuilder();
        for (String command : COMMANDS) {
            session.append("acc-krk-01#").append(command).append('\n').append(bench.cli(command));
        }
        return session.toString();
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void everything_shown_about_licensing_is_as_recorded(Situation situation) throws IOException {
        try (InputStream in = GoldenSessionTest.class.getResourceAsStream("/golden/" + situation.fileName())) {
            assertThat(in).as("golden/%s", situation.fileName()).isNotNull();
            // serial numbers of test certificates are counted up from test to test
            assertThat(withoutSerials(session(situation)))
                    .isEqualTo(withoutSerials(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    private static String withoutSerials(String text) {
        return text.replaceAll("(?m)(Serial Number: )(?!<none>).*$", "$1(serial)");
    }
}
