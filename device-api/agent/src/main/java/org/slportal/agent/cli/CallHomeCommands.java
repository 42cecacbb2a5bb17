package org.slportal.agent.cli;

import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slportal.agent.config.CallHomeProfile;
import org.slportal.agent.config.DeviceConfig;

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
                .add("no http-proxy", "Http proxy server", in -> ConfigCommands.change(in, c -> c.httpProxy(null)));
        leaving(profile, Mode.CALL_HOME)
                .add("active", "Activate the current profile", in -> edit(in, p -> p.withActive(true)))
                .add("no active", "Activate the current profile", in -> edit(in, p -> p.withActive(false)))
                .help("destination", "Message destination related configuration")
                .help("destination address", "Destination address")
                .add("destination address http <url>", "HTTP destination address", in -> address(in, true))
                .add("no destination address http <url>", "HTTP destination address", in -> address(in, false))
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

    private static CommandTree leaving(CommandTree tree, Mode parent) {
        return tree.add("exit", "Exit from this mode", in -> in.session().enter(parent))
                .add("end", "Exit from configure mode", in -> in.session().enter(Mode.PRIVILEGED_EXEC));
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
        in.session().enterProfile(name);
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

    private static boolean isHttp(String url) {
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
        String name = in.session().profile();
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
