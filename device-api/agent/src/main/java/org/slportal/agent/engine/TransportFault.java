package org.slportal.agent.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No answer from the portal; the message is the failure reason as the terminal prints it. */
public final class TransportFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final @Nullable String callHomeMnemonic;
    private final int severity;
    private final String detail;
    private final transient List<SyslogMessage> before;

    /** @param reason one of the failure strings */
    public TransportFault(String reason) {
        super(reason);
        this.callHomeMnemonic = null;
        this.severity = 0;
        this.detail = "";
        this.before = List.of();
    }

    /**
     * With what the call-home software itself logs.
     *
     * @param mnemonic such as SL_MESSAGE_FAILED
     */
    public TransportFault(String reason, int severity, String mnemonic, String detail) {
        this(reason, severity, mnemonic, detail, List.of());
    }

    private TransportFault(
            String reason, int severity, @Nullable String mnemonic, String detail, List<SyslogMessage> before) {
        super(reason);
        this.callHomeMnemonic = mnemonic;
        this.severity = severity;
        this.detail = detail;
        this.before = before;
    }

    /** The same, after other software of the switch has said what it found wrong. */
    public TransportFault after(List<SyslogMessage> messages) {
        return new TransportFault(reason(), severity, callHomeMnemonic, detail, messages);
    }

    /** Everything that is logged about it, in order. */
    public List<SyslogMessage> messages() {
        List<SyslogMessage> all = new ArrayList<>(before);
        callHomeMessage().ifPresent(all::add);
        return all;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The %CALL_HOME line that goes with it. */
    public Optional<SyslogMessage> callHomeMessage() {
        return callHomeMnemonic == null
                ? Optional.empty()
                : Optional.of(new SyslogMessage("CALL_HOME", severity, callHomeMnemonic, detail));
    }
}
