package org.slportal.agent.cli;

import java.util.Optional;
import org.slportal.agent.engine.Reservations;
import org.slportal.agent.engine.Reservations.InstallRefusedException;
import org.slportal.domain.reservation.ReservationKind;

/** {@code license smart reservation …}. */
final class ReservationCommands {

    private ReservationCommands() {}

    static void addTo(CommandTree privileged, CommandTree config) {
        privileged
                .help("license smart reservation", "License reservation")
                .help("license smart reservation request", "Generate a reservation request code")
                .help("license smart reservation install", "Install a reservation authorization code")
                .help("license smart reservation return", "Return the reserved licenses")
                .add(
                        "license smart reservation request local",
                        "Generate request code for the local device",
                        in -> request(in, ReservationKind.SPECIFIC))
                .add(
                        "license smart reservation request all",
                        "Generate request codes for all devices",
                        in -> request(in, ReservationKind.SPECIFIC))
                .add(
                        "license smart reservation request universal",
                        "Generate request code for a universal license",
                        in -> request(in, ReservationKind.UNIVERSAL))
                .add("license smart reservation cancel", "Cancel the reservation request", ReservationCommands::cancel)
                .add(
                        "license smart reservation cancel local",
                        "Cancel the request of the local device",
                        ReservationCommands::cancel)
                .add(
                        "license smart reservation cancel all",
                        "Cancel the requests of all devices",
                        ReservationCommands::cancel)
                .help("license smart reservation install file", "Install from a file")
                .add(
                        "license smart reservation install file <file>",
                        "Name of the file, such as flash:code",
                        ReservationCommands::installFile)
                .add("license smart reservation install <code...>", "Authorization code", ReservationCommands::install)
                .add(
                        "license smart reservation return local",
                        "Return the licenses of the local device",
                        ReservationCommands::giveBack)
                .add(
                        "license smart reservation return all",
                        "Return the licenses of all devices",
                        ReservationCommands::giveBack);
        config.add("license smart reservation", "Enable license reservation", ReservationCommands::enable)
                .add("no license smart reservation", "Disable license reservation", ReservationCommands::disable);
    }

    private static void enable(Invocation in) {
        if (!in.session().isLoading() && in.session().device().agent().state().identity() != null) {
            in.print("% Smart Agent is registered. Deregister it before license reservation is enabled.");
            return;
        }
        ConfigCommands.change(in, c -> c.reservation(true));
    }

    private static void disable(Invocation in) {
        Reservations.View view = reservations(in).view();
        if (view.installed() != null) {
            in.print("% A reservation is installed. Return it before license reservation is disabled.");
            return;
        }
        if (view.request() != null) {
            in.print("% A reservation request is in progress. Cancel it before license reservation is disabled.");
            return;
        }
        ConfigCommands.change(in, c -> c.reservation(false));
    }

    private static boolean isEnabled(Invocation in) {
        boolean enabled = in.session().device().config().current().reservation();
        if (!enabled) {
            in.print("% License reservation is not enabled.");
        }
        return enabled;
    }

    private static void request(Invocation in, ReservationKind kind) {
        if (!isEnabled(in)) {
            return;
        }
        Optional<String> code = reservations(in).request(kind);
        if (code.isEmpty()) {
            in.print("% A reservation is installed. Return it before another one is requested.");
            return;
        }
        in.print("Enter this request code in the Cisco Smart Software Manager portal:");
        printed(in, "Request code", code.get());
    }

    private static void cancel(Invocation in) {
        in.print(
                reservations(in).cancel()
                        ? "Reservation request has been cancelled"
                        : "% No reservation request is in progress.");
    }

    private static void install(Invocation in) {
        if (!isEnabled(in)) {
            return;
        }
        String typed = in.argument("code").strip();
        boolean quoted = typed.length() >= 2 && typed.startsWith("\"") && typed.endsWith("\"");
        try {
            installed(
                    in,
                    "Reservation install successful",
                    reservations(in).install(quoted ? typed.substring(1, typed.length() - 1) : typed));
        } catch (InstallRefusedException e) {
            in.print("% " + e.getMessage());
        }
    }

    private static void installFile(Invocation in) {
        if (!isEnabled(in)) {
            return;
        }
        String file = in.argument("file");
        try {
            Optional<String> confirmation = reservations(in).installFile(file.replaceFirst("^(boot)?flash:/?", ""));
            if (confirmation.isEmpty()) {
                in.print("%Error opening " + file + " (No such file or directory)");
                return;
            }
            installed(in, "Reservation install file successful", confirmation.get());
        } catch (InstallRefusedException e) {
            in.print("% " + e.getMessage());
        }
    }

    private static void installed(Invocation in, String words, String confirmation) {
        in.session().device().agent().usageChanged();
        in.print(words);
        in.print("Last Confirmation code UDI: " + udi(in));
        in.print("    Confirmation code: " + confirmation);
        in.print("");
    }

    private static void giveBack(Invocation in) {
        Optional<String> code = reservations(in).giveBack();
        if (code.isEmpty()) {
            in.print("% No reservation is installed.");
            return;
        }
        in.session().device().agent().usageChanged();
        in.print("Enter this return code in Cisco Smart Software Manager portal:");
        printed(in, "Return code", code.get());
    }

    private static void printed(Invocation in, String what, String code) {
        in.print("UDI: " + udi(in));
        in.print("    " + what + ": " + code);
        in.print("");
    }

    private static String udi(Invocation in) {
        return in.session().device().hardware().udi().asCli();
    }

    private static Reservations reservations(Invocation in) {
        return in.session().device().agent().reservations();
    }
}
