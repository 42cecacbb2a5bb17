package org.slportal.agent.config;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slportal.agent.engine.DeviceTime;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.Platform;

/** The configuration as the commands that make it. */
public final class RunningConfigText {

    private RunningConfigText() {}

    /** The whole of it, without the header {@code show running-config} puts before. */
    public static List<String> lines(DeviceConfig config, Hardware hardware) {
        return lines(config, hardware, false);
    }

    private static List<String> lines(DeviceConfig config, Hardware hardware, boolean defaults) {
        Platform platform = hardware.platform();
        List<String> lines = new ArrayList<>();
        lines.add("!");
        lines.add("version " + hardware.software().release());
        lines.add("service timestamps debug datetime msec");
        lines.add("service timestamps log datetime msec");
        lines.add(config.callHomeService() ? "service call-home" : "no service call-home");
        lines.add("!");
        lines.add("hostname " + config.hostname());
        lines.add("!");
        if (config.enableSecret() != null) {
            lines.add("enable secret 8 " + config.enableSecret());
            lines.add("!");
        }
        NetworkConfigText.clockAndNames(config.network(), lines);
        TrustpointText.add(config, lines);
        callHome(config, defaults, lines);
        lines.add("!");
        NetworkConfigText.interfacesAndRoutes(config.network(), lines);
        licenses(config, platform, defaults, lines);
        lines.add("!");
        lines.add("end");
        return lines;
    }

    /** With the header and the size, as {@code show running-config} prints it. */
    public static List<String> shown(DeviceConfig config, Hardware hardware, Instant changedAt) {
        return shown(lines(config, hardware), changedAt);
    }

    /** The same with what nobody configured, as far as it concerns licensing; {@code show running-config all}. */
    public static List<String> shownWithDefaults(DeviceConfig config, Hardware hardware, Instant changedAt) {
        return shown(lines(config, hardware, true), changedAt);
    }

    private static List<String> shown(List<String> body, Instant changedAt) {
        int bytes = body.stream().mapToInt(line -> line.length() + 1).sum();
        List<String> shown = new ArrayList<>();
        shown.add("Building configuration...");
        shown.add("");
        shown.add("Current configuration : " + bytes + " bytes");
        shown.add("!");
        shown.add(
                "! Last configuration change at " + DeviceTime.clock(changedAt).replaceFirst("\\.\\d{3}", ""));
        shown.addAll(body);
        shown.add("");
        return shown;
    }

    private static void callHome(DeviceConfig config, boolean defaults, List<String> lines) {
        lines.add("call-home");
        lines.add(" contact-email-addr " + config.contactEmail());
        DeviceConfig.HttpProxy proxy = config.httpProxy();
        if (proxy != null) {
            lines.add(" http-proxy \"" + proxy.host() + "\" port " + proxy.port());
        }
        WireConfig wire = config.wire();
        if (wire.source() != null) {
            lines.add(" source-interface " + wire.source());
        }
        unlessDefault(wire.ipv4First(), false, defaults, " ", "http resolve-hostname ipv4-first", lines);
        unlessDefault(wire.identityCheck(), true, defaults, " ", "http secure server-identity-check", lines);
        unlessDefault(wire.callHomePrivacy(), false, defaults, " ", "data-privacy hostname", lines);
        if (config.profile(CallHomeProfile.FACTORY_NAME).isEmpty()) {
            lines.add(" no profile " + CallHomeProfile.FACTORY_NAME);
        }
        for (CallHomeProfile profile : config.profiles()) {
            lines.add(" profile \"" + profile.name() + "\"");
            lines.add(profile.active() ? "  active" : "  no active");
            lines.add("  destination transport-method http");
            if (defaults) {
                lines.add("  destination preferred-msg-format xml");
            }
            if (defaults || profile.sizeLimit() != CallHomeProfile.FACTORY_SIZE_LIMIT) {
                lines.add("  destination message-size-limit " + profile.sizeLimit());
            }
            boolean factory = profile.name().equals(CallHomeProfile.FACTORY_NAME);
            // with the defaults shown, what is not there is not a default that was taken away
            if (!defaults && factory && !profile.addresses().contains(CallHomeProfile.FACTORY_ADDRESS)) {
                lines.add("  no destination address http " + CallHomeProfile.FACTORY_ADDRESS);
            }
            profile.addresses().forEach(address -> lines.add("  destination address http " + address));
            lines.add((profile.licensing() ? "  " : "  no ") + "reporting smart-licensing-data");
            lines.add((profile.callHomeData() ? "  " : "  no ") + "reporting smart-call-home-data");
        }
    }

    /** A switch of the configuration: shown where it was turned, and both ways among the defaults. */
    private static void unlessDefault(
            boolean on, boolean factory, boolean defaults, String indent, String command, List<String> lines) {
        if (defaults || on != factory) {
            lines.add(indent + (on ? "" : "no ") + command);
        }
    }

    private static void licenses(DeviceConfig config, Platform platform, boolean defaults, List<String> lines) {
        for (String level : config.bootLevels()) {
            String addon = config.addon();
            lines.add("license boot level " + level + (addon == null ? "" : " addon " + addon));
        }
        config.features().forEach(feature -> lines.add("license feature " + feature));
        WireConfig wire = config.wire();
        if (config.reservation()) {
            lines.add("license smart reservation");
        }
        if (defaults || wire.transport() != WireConfig.FACTORY.transport()) {
            lines.add("license smart transport " + wire.transport().word());
        }
        if (wire.smartUrl() != null) {
            lines.add("license smart url " + wire.smartUrl());
        }
        if (wire.versionPrivacy()) {
            lines.add("license smart privacy all");
        } else if (wire.smartPrivacy()) {
            lines.add("license smart privacy hostname");
        } else if (defaults) {
            lines.add("no license smart privacy hostname");
        }
        if (config.throughput() != null) {
            lines.add(
                    "platform hardware throughput level " + (platform.isVirtual() ? "MB " : "") + config.throughput());
        }
    }
}
