package org.slportal.agent.device;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.slportal.agent.config.CallHomeProfile;
import org.slportal.agent.config.ConfigStore;
import org.slportal.agent.engine.CallHomeTransport;
import org.slportal.agent.engine.TransportFault;
import org.slportal.agent.nvram.Nvram;

/** {@code debug call-home smart-licensing}: what is said about each message while it is on. */
public final class Debugging {

    private static final String NAME = "ram-debugging";

    private final SyslogBuffer syslog;
    private final Nvram nvram;
    private final Set<Flag> on = Collections.synchronizedSet(EnumSet.noneOf(Flag.class));

    /** What can be switched on. */
    public enum Flag {
        TRACE("trace"),
        ERROR("error");

        private final String word;

        Flag(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Goes on with what was on when the simulation ended. */
    Debugging(SyslogBuffer syslog, Nvram nvram) {
        this.syslog = syslog;
        this.nvram = nvram;
        String kept = nvram.read(NAME)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .orElse("");
        for (Flag flag : Flag.values()) {
            if (kept.contains(flag.name())) {
                on.add(flag);
            }
        }
    }

    public void set(Flag flag, boolean wanted) {
        if (wanted) {
            on.add(flag);
        } else {
            on.remove(flag);
        }
        keep();
    }

    public void allOff() {
        on.clear();
        keep();
    }

    private void keep() {
        nvram.remember(NAME, () -> on.toString().getBytes(StandardCharsets.US_ASCII));
    }

    public boolean isOn(Flag flag) {
        return on.contains(flag);
    }

    /** The same transport, with what is said about it. */
    CallHomeTransport watch(CallHomeTransport transport, ConfigStore config) {
        return message -> {
            String profile = config.current()
                    .licensingProfile()
                    .map(CallHomeProfile::name)
                    .orElse("none");
            say(Flag.TRACE, "CALL-HOME-TRACE: call_home_sl_process_message: profile " + profile);
            say(
                    Flag.TRACE,
                    "CALL-HOME-TRACE: call_home_sl_msg_send: smart licensing message of " + message.length()
                            + " bytes, to "
                            + config.current()
                                    .licensingProfile()
                                    .map(each -> String.join(" ", each.addresses()))
                                    .orElse("no address"));
            try {
                String answer = transport.exchange(message);
                say(
                        Flag.TRACE,
                        "CALL-HOME-TRACE: call_home_sl_msg_response: received " + answer.length()
                                + " bytes, passed to smart licensing");
                return answer;
            } catch (TransportFault fault) {
                fault.callHomeMessage()
                        .ifPresent(detail -> say(Flag.ERROR, "CALL-HOME-ERROR: call_home_sl_msg_send: " + detail));
                say(Flag.ERROR, "CALL-HOME-ERROR: call_home_sl_msg_response: " + fault.reason());
                throw fault;
            }
        };
    }

    private void say(Flag flag, String text) {
        if (isOn(flag)) {
            syslog.debug(text);
        }
    }
}
