package org.slportal.agent.cli;

import java.util.function.UnaryOperator;
import org.slportal.agent.config.WireConfig;
import org.slportal.agent.config.WireConfig.Transport;

/** {@code license smart …} in configuration: how messages travel and what they keep to themselves. */
final class SmartTransportCommands {

    private SmartTransportCommands() {}

    static void addTo(CommandTree config) {
        config.help("license smart", "Smart licensing Commands")
                .help("no license smart", "Smart licensing Commands")
                .help("license smart transport", "Configure smart licensing transport")
                .help("license smart privacy", "Exclude information from licensing messages");
        for (Transport each : Transport.values()) {
            config.add(
                    "license smart transport " + each.word(),
                    "Send by " + each.shown(),
                    in -> wire(in, w -> w.withTransport(each)));
        }
        config.add(
                        "no license smart transport",
                        "Configure smart licensing transport",
                        in -> wire(in, w -> w.withTransport(WireConfig.FACTORY.transport())))
                .add("license smart url <url>", "Address of the JSON transport", SmartTransportCommands::url)
                .add("license smart url default", "The factory's address", in -> wire(in, w -> w.withSmartUrl(null)))
                .add("no license smart url", "Address of the JSON transport", in -> wire(in, w -> w.withSmartUrl(null)))
                .add(
                        "no license smart url <url>",
                        "Address of the JSON transport",
                        in -> wire(in, w -> w.withSmartUrl(null)))
                .add(
                        "license smart privacy hostname",
                        "Exclude the host name",
                        in -> wire(in, w -> w.withSmartPrivacy(true, w.versionPrivacy())))
                .add(
                        "license smart privacy all",
                        "Exclude the host name and the version",
                        in -> wire(in, w -> w.withSmartPrivacy(true, true)))
                .add(
                        "no license smart privacy hostname",
                        "Exclude the host name",
                        in -> wire(in, w -> w.withSmartPrivacy(false, false)))
                .add(
                        "no license smart privacy all",
                        "Exclude the host name and the version",
                        in -> wire(in, w -> w.withSmartPrivacy(false, false)))
                .add(
                        "no license smart privacy",
                        "Exclude information from licensing messages",
                        in -> wire(in, w -> w.withSmartPrivacy(false, false)));
    }

    private static void url(Invocation in) {
        String url = in.argument("url");
        if (!CallHomeCommands.isHttp(url)) {
            in.print("% Invalid URL: an http or https address with a host is expected.");
            in.print("");
            return;
        }
        wire(in, w -> w.withSmartUrl(url));
    }

    private static void wire(Invocation in, UnaryOperator<WireConfig> edit) {
        ConfigCommands.change(in, c -> c.wire(edit));
    }
}
