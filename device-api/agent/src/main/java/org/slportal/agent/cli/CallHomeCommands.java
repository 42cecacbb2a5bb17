package org.slportal.agent.cli;

import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slportal.agent.config.CallHomeProfile;
import org.slportal.agent.config.DeviceConfig;
import org.slportal.agent.config.WireConfig;

/** Configuration of call-home and its profiles. */
final class CallHomeCommands {

    private CallHomeCommands() {}

    static void addTo(CommandTree config, CommandTree callHome, CommandTree profile) {
        config.add(
                        "call-home",
                        "Enter call-home configuration mode",
                        in -> in.session().enter(Mode.CALL_HOME))
                .add("service call-home", "Enable call-home service", in -> service(in, true))
                .add("no service call-home", "Enable call-home service", in -> service(in, false));
        leaving(callHome, Mode.CONFIG)
                .add("profile <name>", "Enter call-home profile configuration mode", CallHomeCommands::profile)
                .add(
                        "no profile <name>",
                        "Enter call-home profile configuration mode",
                        in -> ConfigCommands.change(in, c -> c.removeProfile(in.argument("name"))))
                .add(
                        "contact-email-addr <address>",
                        "System contact's email address",
                        in -> ConfigCommands.change(in, c -> c.contactEmail(in.argument("address"))))
                .add("http-proxy <host> port <port:1-65535>", "Port number", in -> {
                    DeviceConfig.HttpProxy proxy =
                            new DeviceConfig.HttpProxy(in.argument("host"), Integer.parseInt(in.argument("port")));
                    ConfigCommands.change(in, c -> c.httpProxy(proxy));
                })
                .add("no http-proxy", "Http proxy server", in -> ConfigCommands.change(in, c -> c.httpProxy(null)))
                .help("http", "Http configuration")
                .help("http resolve-hostname", "Order of a name's addresses")
                .help("http secure", "Secure http")
                .help("no http", "Http configuration")
                .help("no http resolve-hostname", "Order of a name's addresses")
                .help("no http secure", "Secure http")
                .help("data-privacy", "Configure data privacy")
                .help("no data-privacy", "Configure data privacy")
                .add(
                        "http resolve-hostname ipv4-first",
                        "IPv4 addresses first",
                        in -> wire(in, w -> w.withIpv4First(true)))
                .add(
                        "no http resolve-hostname ipv4-first",
                        "IPv4 addresses first",
                        in -> wire(in, w -> w.withIpv4First(false)))
                .add(
                        "http secure server-identity-check",
                        "Compare the server's name with its certificate",
                        in -> wire(in, w -> w.withIdentityCheck(true)))
                .add(
                        "no http secure server-identity-check",
                        "Compare the server's name with its certificate",
                        in -> wire(in, w -> w.withIdentityCheck(false)))
                .add("data-privacy hostname", "Hide the host name", in -> wire(in, w -> w.withCallHomePrivacy(true)))
                .add(
                        "no data-privacy hostname",
                        "Hide the host name",
                        in -> wire(in, w -> w.withCallHomePrivacy(false)))
                .add(
                        "source-interface <name...>",
                        "Interface messages leave by",
                        in -> InterfaceCommands.named(
                                in, in.argument("name"), name -> wire(in, w -> w.withSource(name))))
                .add("no source-interface", "Interface messages leave by", in -> wire(in, w -> w.withSource(null)));
        leaving(profile, Mode.CALL_HOME)
                .add("active", "Activate the current profile", in -> edit(in, p -> p.withActive(true)))
                .add("no active", "Activate the current profile", in -> edit(in, p -> p.withActive(false)))
                .help("destination", "Message destination related configuration")
                .help("destination address", "Destination address")
                .add("destination address http <url>", "HTTP destination address", in -> address(in, true))
                .add("no destination address http <url>", "HTTP destination address", in -> address(in, false))
                .add(
                        "destination message-size-limit <bytes:50-3145728>",
                        "Largest message in bytes",
                        in -> edit(in, p -> p.withSizeLimit(Integer.parseInt(in.argument("bytes")))))
                .add(
                        "no destination message-size-limit",
                        "Largest message in bytes",
                        in -> edit(in, p -> p.withSizeLimit(CallHomeProfile.FACTORY_SIZE_LIMIT)))
                .help("destination transport-method", "To specify transport method for this profile")
                .add("destination transport-method http", "HTTP transport", in -> {})
                .add("no destination transport-method email", "Email transport", in -> {})
                .help("reporting", "Specify data type to be reported")
                .add(
                        "reporting smart-licensing-data",
                        "Report Smart licensing data",
                        in -> edit(in, p -> p.withLicensing(true)))
                .add(
                        "no reporting smart-licensing-data",
                        "Report Smart licensing data",
                        in -> edit(in, p -> p.withLicensing(false)))
                .add(
                        "reporting smart-call-home-data",
                        "Report Smart Call Home data",
                        in -> edit(in, p -> p.withCallHomeData(true)))
                .add(
                        "no reporting smart-call-home-data",
                        "Report Smart Call Home data",
                        in -> edit(in, p -> p.withCallHomeData(false)));
    }

    /** How every sub-mode is left. */
    static CommandTree leaving(CommandTree tree, Mode parent) {
        return tree.add("exit", "Exit from this mode", in -> in.session().enter(parent))
                .add("end", "Exit from configure mode", in -> in.session().enter(Mode.PRIVILEGED_EXEC));
    }

    private static void wire(Invocation in, UnaryOperator<WireConfig> edit) {
        ConfigCommands.change(in, c -> c.wire(edit));
    }

    private static void service(Invocation in, boolean on) {
        ConfigCommands.change(in, c -> c.callHomeService(on));
    }

    private static void profile(Invocation in) {
        String name = in.argument("name");
        if (!name.matches("[A-Za-z0-9_.-]{1,31}")) {
            ConfigCommands.invalid(in);
            return;
        }
        if (in.session().device().config().current().profile(name).isEmpty()) {
            ConfigCommands.change(in, c -> c.profile(CallHomeProfile.named(name)));
        }
        in.session().enter(Mode.CALL_HOME_PROFILE, name);
    }

    private static void address(Invocation in, boolean add) {
        String url = in.argument("url");
        if (add && !isHttp(url)) {
            in.print("% Invalid URL: an http or https address with a host is expected.");
            in.print("");
            return;
        }
        edit(in, p -> add ? p.withAddress(url) : p.withoutAddress(url));
    }

    static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && List.of("http", "https").contains(uri.getScheme());
        } catch (IllegalArgumentException notAUrl) {
            return false;
        }
    }

    /** Only one active profile may carry licensing: whoever takes it over leaves the others without. */
    private static void edit(Invocation in, UnaryOperator<CallHomeProfile> edit) {
        String name = in.session().subject();
        ConfigCommands.change(in, c -> {
            CallHomeProfile changed = edit.apply(c.profile(name).orElse(CallHomeProfile.named(name)));
            c.profile(changed);
            if (changed.active() && changed.licensing()) {
                c.profiles().stream()
                        .filter(other -> !other.name().equals(name) && other.active() && other.licensing())
                        .forEach(other -> c.profile(other.withLicensing(false)));
            }
        });
    }
}
