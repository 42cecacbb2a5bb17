package org.slportal.agent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.platform.Platform;

/** A switch's configuration. Published versions are never changed: {@link ConfigStore} changes a copy. */
public final class DeviceConfig {

    private String hostname = "Switch";
    private @Nullable String enableSecret;
    private boolean callHomeService = true;
    private String contactEmail = "sch-smart-licensing@cisco.com";
    private @Nullable HttpProxy httpProxy;
    private final Map<String, CallHomeProfile> profiles = new LinkedHashMap<>();
    private final Set<String> bootLevels = new LinkedHashSet<>();
    private @Nullable String addon;
    private final Set<String> features = new LinkedHashSet<>();
    private @Nullable Integer throughput;
    private boolean reservation;
    private NetworkConfig network = new NetworkConfig();
    private WireConfig wire = WireConfig.FACTORY;
    private final Map<String, TrustpointConfig> trustpoints = new LinkedHashMap<>();

    /** A forward proxy for call-home. */
    public record HttpProxy(String host, int port) {}

    /** As from the factory: call-home on, nothing licensed in use. */
    public DeviceConfig() {
        profiles.put(CallHomeProfile.FACTORY_NAME, CallHomeProfile.FACTORY);
        trustpoints.put(TrustpointConfig.LICENSING, TrustpointConfig.FACTORY);
    }

    DeviceConfig copy() {
        DeviceConfig copy = new DeviceConfig();
        copy.hostname = hostname;
        copy.enableSecret = enableSecret;
        copy.callHomeService = callHomeService;
        copy.contactEmail = contactEmail;
        copy.httpProxy = httpProxy;
        copy.profiles.clear();
        copy.profiles.putAll(profiles);
        copy.bootLevels.addAll(bootLevels);
        copy.addon = addon;
        copy.features.addAll(features);
        copy.throughput = throughput;
        copy.reservation = reservation;
        copy.network = network.copy();
        copy.wire = wire;
        copy.trustpoints.clear();
        copy.trustpoints.putAll(trustpoints);
        return copy;
    }

    public String hostname() {
        return hostname;
    }

    public void hostname(String name) {
        hostname = name;
    }

    /** The stored form of the enable secret, see {@link EnableSecret}. */
    public @Nullable String enableSecret() {
        return enableSecret;
    }

    public void enableSecret(@Nullable String stored) {
        enableSecret = stored;
    }

    public boolean callHomeService() {
        return callHomeService;
    }

    public void callHomeService(boolean on) {
        callHomeService = on;
    }

    public String contactEmail() {
        return contactEmail;
    }

    public void contactEmail(String address) {
        contactEmail = address;
    }

    public @Nullable HttpProxy httpProxy() {
        return httpProxy;
    }

    public void httpProxy(@Nullable HttpProxy proxy) {
        httpProxy = proxy;
    }

    public List<CallHomeProfile> profiles() {
        return List.copyOf(profiles.values());
    }

    public Optional<CallHomeProfile> profile(String name) {
        return Optional.ofNullable(profiles.get(name));
    }

    public void profile(CallHomeProfile profile) {
        profiles.put(profile.name(), profile);
    }

    public void removeProfile(String name) {
        profiles.remove(name);
    }

    /** The profile licensing messages go by: call-home on, the profile active and reporting licensing data. */
    public Optional<CallHomeProfile> licensingProfile() {
        if (!callHomeService) {
            return Optional.empty();
        }
        return profiles.values().stream()
                .filter(profile -> profile.active()
                        && profile.licensing()
                        && !profile.addresses().isEmpty())
                .findFirst();
    }

    public Set<String> bootLevels() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(bootLevels));
    }

    /** A switch has one level, a router may have several technology packages. */
    public void bootLevel(String level, boolean only) {
        if (only) {
            bootLevels.clear();
        }
        bootLevels.add(level);
    }

    public void removeBootLevel(String level) {
        bootLevels.remove(level);
    }

    public void clearBootLevels() {
        bootLevels.clear();
        addon = null;
    }

    public @Nullable String addon() {
        return addon;
    }

    public void addon(@Nullable String level) {
        addon = level;
    }

    public Set<String> features() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(features));
    }

    public void feature(String name, boolean on) {
        if (on) {
            features.add(name);
        } else {
            features.remove(name);
        }
    }

    /** Mbit/s on a virtual router, kbit/s on others; null for the factory's. */
    public @Nullable Integer throughput() {
        return throughput;
    }

    public void throughput(@Nullable Integer level) {
        throughput = level;
    }

    /** Whether licences are reserved instead of asked for. */
    public boolean reservation() {
        return reservation;
    }

    public void reservation(boolean on) {
        reservation = on;
    }

    public NetworkConfig network() {
        return network;
    }

    public WireConfig wire() {
        return wire;
    }

    public void wire(UnaryOperator<WireConfig> edit) {
        wire = edit.apply(wire);
    }

    public List<TrustpointConfig> trustpoints() {
        return List.copyOf(trustpoints.values());
    }

    public Optional<TrustpointConfig> trustpoint(String name) {
        return Optional.ofNullable(trustpoints.get(name));
    }

    public void changeTrustpoint(String name, UnaryOperator<TrustpointConfig> edit) {
        trustpoints.put(name, edit.apply(trustpoints.getOrDefault(name, TrustpointConfig.named(name))));
    }

    public void removeTrustpoint(String name) {
        trustpoints.remove(name);
    }

    /** The licensed features this configuration switches on, as the platform's catalogue names them. */
    public List<String> licensedFeatures(Platform platform) {
        List<String> licensed = new ArrayList<>();
        Integer level = throughput;
        if (platform.isVirtual()) {
            bootLevels.forEach(name -> licensed.add(name + "-" + (level == null ? 10 : level)));
        } else {
            licensed.addAll(bootLevels);
            if (level != null) {
                licensed.add("throughput-" + level);
            }
        }
        if (addon != null) {
            licensed.add(addon);
        }
        licensed.addAll(features);
        return licensed;
    }
}
