package org.slportal.services.lab.scenario;

import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.lab.attached.SwitchConsole;

/** A switch's terminal in privileged EXEC, with its log messages, in the hands of a scenario. */
final class Stage implements AutoCloseable {

    private static final Duration LICENSING = Duration.ofSeconds(45);
    private static final Duration WELCOME = Duration.ofSeconds(10);
    private static final int RECONNECTS = 40;
    private static final long PAUSE_MILLIS = 250;
    private static final Pattern PASSWORD_OR_PROMPT = Pattern.compile("assword: ?$|" + SwitchDialogue.PROMPT.pattern());
    private static final Pattern REGISTERED =
            Pattern.compile("%SMART_LIC-6-AGENT_REG_SUCCESS.*\\n|%SMART_LIC-3-AGENT_REG_FAILED.*\\n"
                    + "|Smart Agent already registered\\n");
    /** Out of compliance too is a success of the renewal, and logged before it. */
    private static final Pattern AUTHORIZED =
            Pattern.compile("%SMART_LIC-6-AUTH_RENEW_SUCCESS.*\\n|%SMART_LIC-3-AUTH_RENEW_FAILED.*\\n");

    private final Function<SwitchConsole.Listener, SwitchConsole> opening;
    private final Transcript transcript;
    private @Nullable SwitchDialogue dialogue;

    Stage(Function<SwitchConsole.Listener, SwitchConsole> opening, Transcript transcript) {
        this.opening = opening;
        this.transcript = transcript;
    }

    Transcript transcript() {
        return transcript;
    }

    /** Logs in. */
    void open() throws ScenarioTrouble {
        SwitchDialogue talk = new SwitchDialogue(opening, transcript);
        dialogue = talk;
        String prompt = talk.take("login", SwitchDialogue.PROMPT, WELCOME);
        if (prompt.stripTrailing().endsWith(">")) {
            String answer = talk.say("enable", PASSWORD_OR_PROMPT, WELCOME);
            if (!answer.stripTrailing().endsWith("#")) {
                throw new ScenarioTrouble(ErrorReason.SCENARIO_ENABLE_SECRET, "enable");
            }
        }
        talk.say("terminal length 0");
        talk.say("terminal monitor");
    }

    /** Types a line; what it prints, prompt included. */
    String say(String line) throws ScenarioTrouble {
        return talk().say(line);
    }

    /** Types configuration commands. @throws ScenarioTrouble if the switch refuses one */
    void configure(String... lines) throws ScenarioTrouble {
        say("configure terminal");
        for (String line : lines) {
            String answer = say(line);
            if (answer.contains("% ")) {
                say("end");
                throw new ScenarioTrouble(ErrorReason.SCENARIO_COMMAND_REFUSED, line);
            }
        }
        say("end");
    }

    /** Tries to register and waits for the outcome. @return whether it is registered */
    boolean register(String token) throws ScenarioTrouble {
        transcript.hide(token);
        String outcome = talk().say("license smart register idtoken " + token, REGISTERED, LICENSING);
        settle();
        return outcome.contains("AGENT_REG_SUCCESS");
    }

    /** Deregisters, or gives up a registration that is being tried, and waits until the switch has neither. */
    void deregister() throws ScenarioTrouble {
        say("license smart deregister");
        long deadline = System.nanoTime() + LICENSING.toNanos();
        while (new LicenseStatus("\n" + say("show license status")).isRegistered()) {
            if (System.nanoTime() > deadline) {
                throw new ScenarioTrouble(ErrorReason.SCENARIO_SWITCH_SILENT, "license smart deregister");
            }
            pause();
        }
    }

    /** Asks for its licences anew and waits for the outcome. */
    void renewAuthorization() throws ScenarioTrouble {
        talk().say("license smart renew auth", AUTHORIZED, LICENSING);
        settle();
    }

    /** Waits for the authorization that follows a registration. */
    void awaitAuthorization() throws ScenarioTrouble {
        talk().take("the authorization", AUTHORIZED, LICENSING);
        settle();
    }

    /** Makes a new key below the old certificate. */
    void zeroizeKey() throws ScenarioTrouble {
        talk().say("configure terminal");
        talk().say("crypto key zeroize rsa", Pattern.compile("\\[yes/no\\]"), WELCOME);
        talk().say("yes");
        talk().say("end");
    }

    /** @throws ScenarioTrouble if the switch would not ask for a licence at all */
    void requireLicensesInUse() throws ScenarioTrouble {
        if (say("show license usage").contains("No licenses in use")) {
            throw new ScenarioTrouble(ErrorReason.SCENARIO_NO_LICENSES, "show license usage");
        }
    }

    /** Log messages come in between: an empty line brings a prompt of its own. */
    private void settle() throws ScenarioTrouble {
        talk().take("a prompt", SwitchDialogue.PROMPT, WELCOME);
    }

    /** Restarts without saving anything, and logs in again. */
    void reloadWithoutSaving() throws ScenarioTrouble {
        String asked = talk().say("reload", Pattern.compile("\\[yes/no\\]|\\[confirm\\]"), WELCOME);
        if (asked.contains("[yes/no]")) {
            talk().say("no", Pattern.compile("\\[confirm\\]"), WELCOME);
        }
        talk().sayLast("\r");
        close();
        for (int i = 0; ; i++) {
            try {
                open();
                return;
            } catch (PortalException notYet) {
                if (i == RECONNECTS) {
                    throw new ScenarioTrouble(ErrorReason.SCENARIO_SWITCH_LEFT, "reload");
                }
                pause();
            }
        }
    }

    private static void pause() throws ScenarioTrouble {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScenarioTrouble(ErrorReason.SCENARIO_SWITCH_LEFT, "pause");
        }
    }

    private SwitchDialogue talk() throws ScenarioTrouble {
        SwitchDialogue talking = dialogue;
        if (talking == null) {
            throw new ScenarioTrouble(ErrorReason.SCENARIO_SWITCH_LEFT, "login");
        }
        return talking;
    }

    @Override
    public void close() {
        SwitchDialogue talking = dialogue;
        dialogue = null;
        if (talking != null) {
            talking.close();
        }
    }
}
