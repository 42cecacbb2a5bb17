package org.slportal.agent.engine;

/**
 * One line of the switch's log, without its time.
 *
 * @param severity 0 (emergency) to 7 (debugging)
 */
public record SyslogMessage(String facility, int severity, String mnemonic, String text) {

    /** {@code %SMART_LIC-6-AGENT_REG_SUCCESS: …}. */
    @Override
    public String toString() {
        return "%" + facility + "-" + severity + "-" + mnemonic + ": " + text;
    }
}
