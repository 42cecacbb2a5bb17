package org.slportal.agent.cli;

import org.slportal.agent.engine.SmartAgent;
import org.slportal.domain.failure.FailureReason;

/** {@code license smart …}. */
final class LicenseCommands {

    private static final String IN_PROGRESS =
            "Registration process is in progress. Use the 'show license status' command to check the progress and result";

    private static final String RESERVATION = "% License reservation is enabled: the device does not register.";

    private LicenseCommands() {}

    static void addTo(CommandTree privileged, CommandTree config) {
        ConversionCommands.addTo(privileged);
        ReservationCommands.addTo(privileged, config);
        privileged
                .help("license", "Smart licensing Commands")
                .help("license smart", "Smart licensing Commands")
                .help("license smart register", "Register License with the Cisco back office")
                .help("license smart register idtoken", "Register with Smart License token")
                .help("license smart renew", "Renew License information")
                .add("license smart register idtoken <token>", "Smart License token", in -> register(in, false))
                .add("license smart register idtoken <token> force", "Force registration", in -> register(in, true))
                .add("license smart deregister", "Deregister Smart License with the Cisco back office", in -> {
                    if (!agent(in).deregister()) {
                        notRegistered(in);
                    }
                })
                .add("license smart renew auth", "Renew authorization information", in -> {
                    if (!agent(in).renewAuthorization()) {
                        notRegistered(in);
                    }
                })
                .add("license smart renew id", "Renew ID certificate information", in -> {
                    if (!agent(in).renewIdCertificate()) {
                        notRegistered(in);
                    }
                });
    }

    private static void register(Invocation in, boolean force) {
        if (in.session().device().config().current().reservation()) {
            in.print(RESERVATION);
            return;
        }
        in.print(
                switch (agent(in).register(in.argument("token"), force)) {
                    case STARTED -> IN_PROGRESS;
                    case ALREADY_REGISTERED -> "Smart Agent already registered";
                    case RESERVED -> RESERVATION;
                });
    }

    private static void notRegistered(Invocation in) {
        in.print(FailureReason.CLI_NOT_REGISTERED);
    }

    private static SmartAgent agent(Invocation in) {
        return in.session().device().agent();
    }
}
