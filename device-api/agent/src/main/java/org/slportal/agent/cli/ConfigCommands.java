package org.slportal.agent.cli;

import java.util.Set;
import java.util.function.Consumer;
import org.slportal.agent.config.DeviceConfig;
import org.slportal.agent.config.EnableSecret;
import org.slportal.agent.platform.Platform;
import org.slportal.agent.platform.PlatformCatalogue;

/** Global configuration, call-home apart. */
final class ConfigCommands {

    private static final Set<String> VIRTUAL_LEVELS = Set.of("ax", "appx", "ipbase", "security");
    private static final Set<String> ROUTER_LEVELS =
            Set.of("appxk9", "securityk9", "uck9", "adventerprise", "advipservices", "ipbase");

    private ConfigCommands() {}

    static void addTo(CommandTree config) {
        config.add("end", "Exit from configure mode", in -> in.session().enter(Mode.PRIVILEGED_EXEC))
                .add("exit", "Exit from configure mode", in -> in.session().enter(Mode.PRIVILEGED_EXEC))
                .add("hostname <name>", "This system's network name", ConfigCommands::hostname)
                .add("no hostname", "Set this system's network name", in -> change(in, c -> c.hostname("Switch")))
                .help("enable", "Modify enable password parameters")
                .help("enable secret", "Assign the privileged level secret")
                .add("enable secret <password>", "The UNENCRYPTED (cleartext) 'enable' secret", in -> {
                    String stored = EnableSecret.store(in.argument("password"));
                    change(in, c -> c.enableSecret(stored));
                })
                .add(
                        "enable secret 8 <hash>",
                        "Specifies a PBKDF2 HASHED secret will follow",
                        ConfigCommands::storedSecret)
                .add(
                        "no enable secret",
                        "Assign the privileged level secret",
                        in -> change(in, c -> c.enableSecret(null)))
                .add("enable password <password>", "The UNENCRYPTED (cleartext) 'enable' password", in -> {
                    // A secret takes precedence; without one the password is kept as one, so that it is nowhere
                    // readable.
                    if (in.session().device().config().current().enableSecret() == null) {
                        String stored = EnableSecret.store(in.argument("password"));
                        change(in, c -> c.enableSecret(stored));
                    }
                })
                .add("version <number>", "Configuration version", in -> {})
                .help("service", "Modify use of network based services")
                .add("service timestamps <what...>", "Timestamp debug/log messages", in -> {});
        addLicenses(config);
    }

    private static void addLicenses(CommandTree config) {
        config.help("license", "Configure license features")
                .help("license boot", "Configure license boot level")
                .help("license boot level", "License level")
                .add("license boot level <level>", "License level", in -> bootLevel(in, null))
                .add(
                        "license boot level <level> addon <addon>",
                        "Addon level",
                        in -> bootLevel(in, in.argument("addon")))
                .add("no license boot level", "License level", in -> licenses(in, DeviceConfig::clearBootLevels))
                .add("no license boot level <level>", "License level", in -> noBootLevel(in, false))
                .add("no license boot level <level> addon <addon>", "Addon level", in -> noBootLevel(in, true))
                .help("license feature", "Enable a licensed feature")
                .add("license feature hseck9", "High security, export controlled", in -> feature(in, true))
                .add("no license feature hseck9", "High security, export controlled", in -> feature(in, false))
                .help("platform", "Platform commands")
                .help("platform hardware throughput level", "Throughput level")
                .add(
                        "platform hardware throughput level <kbps:10-300000000>",
                        "Throughput level in kbps",
                        in -> throughput(in, Integer.parseInt(in.argument("kbps")), false))
                .add(
                        "platform hardware throughput level MB <mbps:10-10000>",
                        "Throughput level in Mbps",
                        in -> throughput(in, Integer.parseInt(in.argument("mbps")), true))
                .add(
                        "no platform hardware throughput level",
                        "Throughput level",
                        in -> licenses(in, c -> c.throughput(null)));
    }

    static void change(Invocation in, Consumer<DeviceConfig> edit) {
        in.session().device().config().change(edit);
    }

    private static void licenses(Invocation in, Consumer<DeviceConfig> edit) {
        change(in, edit);
        in.session().device().agent().usageChanged();
    }

    private static void hostname(Invocation in) {
        String name = in.argument("name");
        if (!name.matches("[A-Za-z][A-Za-z0-9._-]{0,62}")) {
            in.print("% Hostname contains one or more illegal characters.");
            in.print("");
            return;
        }
        change(in, c -> c.hostname(name));
    }

    private static void storedSecret(Invocation in) {
        String hash = in.argument("hash");
        if (!EnableSecret.isStored(hash)) {
            in.print("ERROR: The secret you entered is not a valid encrypted secret.");
            return;
        }
        change(in, c -> c.enableSecret(hash));
    }

    private static void bootLevel(Invocation in, @org.jspecify.annotations.Nullable String addon) {
        Platform platform = in.session().device().hardware().platform();
        String level = in.argument("level");
        if (platform.topology().isSwitch()) {
            boolean known = !level.startsWith("dna-") && isLicensed(platform, level);
            if (!known || (addon != null && !carries(platform, level, addon))) {
                invalid(in);
                return;
            }
            licenses(in, c -> {
                c.bootLevel(level, true);
                c.addon(addon);
            });
            return;
        }
        boolean virtual = platform.isVirtual();
        if (addon != null
                || !(virtual
                        ? VIRTUAL_LEVELS.contains(level)
                        : ROUTER_LEVELS.contains(level) && isLicensed(platform, level))) {
            invalid(in);
            return;
        }
        licenses(in, c -> c.bootLevel(level, virtual));
    }

    /** An essentials switch cannot carry the advantage add-on, and the lowest level of older models carries none. */
    private static boolean carries(Platform platform, String level, String addon) {
        return isLicensed(platform, addon)
                && addon.startsWith("dna-")
                && !level.equals("lanbase")
                && !(level.equals("network-essentials") && addon.equals("dna-advantage"));
    }

    private static boolean isLicensed(Platform platform, String feature) {
        return PlatformCatalogue.bundled()
                .license(platform.licenseGroup(), feature)
                .isPresent();
    }

    private static void noBootLevel(Invocation in, boolean addonOnly) {
        licenses(in, c -> {
            c.addon(null);
            if (!addonOnly) {
                c.removeBootLevel(in.argument("level"));
            }
        });
    }

    private static void feature(Invocation in, boolean on) {
        if (in.session().device().hardware().platform().topology().isSwitch()) {
            invalid(in);
            return;
        }
        licenses(in, c -> c.feature("hseck9", on));
    }

    private static void throughput(Invocation in, int level, boolean megabits) {
        Platform platform = in.session().device().hardware().platform();
        boolean known = platform.isVirtual()
                ? VIRTUAL_LEVELS.stream().anyMatch(name -> isLicensed(platform, name + "-" + level))
                : isLicensed(platform, "throughput-" + level);
        if (platform.isVirtual() != megabits || !known) {
            invalid(in);
            return;
        }
        licenses(in, c -> c.throughput(level));
    }

    /** A word the tree cannot judge because it depends on the model. */
    static void invalid(Invocation in) {
        in.print("% Invalid value for this platform.");
        in.print("");
    }
}
