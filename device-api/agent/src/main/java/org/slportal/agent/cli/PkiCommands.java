package org.slportal.agent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slportal.agent.cli.show.WireReport;
import org.slportal.agent.config.TrustpointConfig;

/** {@code crypto …}: trustpoints, certificates pasted into them, and the device's key. */
final class PkiCommands {

    private static final String KEY = "SLA-KeyPair";

    private PkiCommands() {}

    static void addTo(CommandTree privileged, CommandTree config, CommandTree trustpoint, CommandTree chain) {
        privileged
                .help("show crypto", "Encryption module")
                .help("show crypto pki", "Show PKI")
                .add(
                        "show crypto pki trustpoints",
                        "Show trustpoints",
                        in -> in.print(WireReport.trustpoints(in.session().device())))
                .help("clear", "Reset functions")
                .help("clear crypto", "Encryption module")
                .help("clear crypto pki", "Public Key components")
                .add(
                        "clear crypto pki crls",
                        "Forget revocation lists",
                        in -> in.session().device().trust().lists().clear());
        config.help("crypto", "Encryption module")
                .help("crypto pki", "Public Key components")
                .help("crypto key", "Long term key operations")
                .help("crypto key zeroize", "Remove keys")
                .help("crypto pki certificate", "Certificates of a trustpoint")
                .help("no crypto", "Encryption module")
                .help("no crypto pki", "Public Key components")
                .add("crypto pki trustpoint <name>", "Define a CA trustpoint", PkiCommands::enter)
                .add("no crypto pki trustpoint <name>", "Define a CA trustpoint", PkiCommands::remove)
                .add("crypto pki authenticate <name>", "Get the CA certificate", PkiCommands::authenticate)
                .add("crypto pki certificate chain <name>", "Identify a certificate", in -> {
                    if (exists(in, in.argument("name"))) {
                        in.session().enter(Mode.CERTIFICATE_CHAIN, in.argument("name"));
                    }
                })
                .add("crypto key zeroize rsa", "Remove RSA keys", in -> zeroize(in, KEY))
                .add("crypto key zeroize rsa <label>", "RSA keypair label", in -> zeroize(in, in.argument("label")));
        trustpoint(CallHomeCommands.leaving(trustpoint, Mode.CONFIG));
        CallHomeCommands.leaving(chain, Mode.CONFIG)
                .help("certificate", "Actual certificate")
                .add("certificate ca <serial>", "Serial number", PkiCommands::storedCertificate);
    }

    private static void trustpoint(CommandTree tree) {
        tree.help("enrollment", "Enrollment parameters")
                .help("no", "Negate a command or set its defaults")
                .help("revocation-check", "Revocation checking options")
                .add("no enrollment", "Enrollment parameters", in -> edit(in, t -> t.withEnrollment(null)))
                .add(
                        "enrollment url <url>",
                        "CA server enrollment URL",
                        in -> edit(in, t -> t.withEnrollment("url " + in.argument("url"))))
                .add("no revocation-check", "Revocation checking options", in -> revocation(in, TrustpointConfig.CRL));
        for (String how : new String[] {"terminal", "pkcs12", "selfsigned"}) {
            tree.add("enrollment " + how, "Enrollment via " + how, in -> edit(in, t -> t.withEnrollment(how)));
        }
        for (String methods : new String[] {"none", "crl", "crl none"}) {
            tree.add("revocation-check " + methods, "Revocation check", in -> revocation(in, methods.split(" ", -1)));
        }
        for (String word : new String[] {
            "subject-name",
            "fqdn",
            "ip-address",
            "serial-number",
            "rsakeypair",
            "usage",
            "hash",
            "chain-validation",
            "source",
            "vrf",
            "subject-alt-name",
            "fingerprint",
            "password",
            "auto-enroll"
        }) {
            tree.add(word, "Trustpoint parameter", in -> edit(in, t -> t.withLine(word, "")))
                    .add(
                            word + " <value...>",
                            "Trustpoint parameter",
                            in -> edit(in, t -> t.withLine(word, in.argument("value"))))
                    .add("no " + word, "Trustpoint parameter", in -> edit(in, t -> t.withLine(word, null)));
        }
    }

    private static void edit(Invocation in, UnaryOperator<TrustpointConfig> edit) {
        ConfigCommands.change(in, c -> c.changeTrustpoint(in.session().subject(), edit));
    }

    /** Lists that are kept were fetched under the old rule. */
    private static void revocation(Invocation in, String... methods) {
        edit(in, t -> t.withRevocation(List.of(methods)));
        in.session().device().trust().lists().clear();
    }

    private static void enter(Invocation in) {
        String name = in.argument("name");
        if (!name.matches("[A-Za-z0-9_.-]{1,64}")) {
            NetworkCommands.badAddress(in);
            return;
        }
        ConfigCommands.change(in, c -> c.changeTrustpoint(name, t -> t));
        in.session().enter(Mode.TRUSTPOINT, name);
    }

    private static void remove(Invocation in) {
        String name = in.argument("name");
        boolean holds = in.session()
                .device()
                .config()
                .current()
                .trustpoint(name)
                .map(t -> t.certificate() != null)
                .orElse(false);
        if (!holds || in.session().isLoading()) {
            ConfigCommands.change(in, c -> c.removeTrustpoint(name));
            return;
        }
        in.print("% Removing an enrolled trustpoint will destroy all certificates");
        in.print(" received from the related Certificate Authority.");
        in.session().converse(Dialogue.question("Are you sure you want to do this? [yes/no]: ", (yes, out) -> {
            if (yes) {
                ConfigCommands.change(in, c -> c.removeTrustpoint(name));
            }
        }));
    }

    private static boolean exists(Invocation in, String name) {
        boolean known =
                in.session().device().config().current().trustpoint(name).isPresent();
        if (!known) {
            in.print("% CA trustpoint " + name + " is not defined.");
        }
        return known;
    }

    private static void authenticate(Invocation in) {
        String name = in.argument("name");
        if (!exists(in, name)) {
            return;
        }
        String how = in.session()
                .device()
                .config()
                .current()
                .trustpoint(name)
                .map(TrustpointConfig::enrollment)
                .orElse(null);
        if (how != null && how.startsWith("url ")) {
            in.print("% Error in receiving Certificate Authority certificate: status = FAIL, cert length = 0");
            in.print("");
            return;
        }
        in.print("");
        in.print("Enter the base 64 encoded CA certificate.");
        in.print("End with a blank line or the word \"quit\" on a line by itself");
        in.print("");
        in.session()
                .converse(new PastedCertificate(pem ->
                        ConfigCommands.change(in, c -> c.changeTrustpoint(name, t -> t.withCertificate(pem)))));
    }

    private static void storedCertificate(Invocation in) {
        String name = in.session().subject();
        in.session()
                .converse(new StoredCertificate(pem ->
                        ConfigCommands.change(in, c -> c.changeTrustpoint(name, t -> t.withCertificate(pem)))));
    }

    private static void zeroize(Invocation in, String label) {
        boolean held =
                label.equals(KEY) && in.session().device().agent().state().identity() != null;
        if (!held) {
            in.print("% No Signature RSA Keys found in configuration.");
            in.print("");
            return;
        }
        List<String> words = new ArrayList<>();
        words.add("% Keys to be removed are named '" + label + "'.");
        words.add("% All router certs issued using these keys will also be removed.");
        in.print(words);
        in.session().converse(Dialogue.question("Do you really want to remove these keys? [yes/no]: ", (yes, out) -> {
            if (yes) {
                in.session().device().agent().replaceKey();
            }
        }));
    }
}
