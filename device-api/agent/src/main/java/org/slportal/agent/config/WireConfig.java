package org.slportal.agent.config;

import org.jspecify.annotations.Nullable;

/**
 * How licensing messages travel and what they tell, besides the call-home profiles.
 *
 * @param smartUrl where the JSON transport posts; null for the factory's
 * @param source interface call-home's messages leave by; null to leave it to the HTTP client
 * @param identityCheck whether a server must prove its name in TLS
 * @param ipv4First whether a name's IPv4 addresses are tried before the others
 * @param callHomePrivacy whether call-home hides the host name
 * @param smartPrivacy whether the licensing software hides the host name
 * @param versionPrivacy whether the licensing software hides the software version
 */
public record WireConfig(
        Transport transport,
        @Nullable String smartUrl,
        @Nullable String source,
        boolean identityCheck,
        boolean ipv4First,
        boolean callHomePrivacy,
        boolean smartPrivacy,
        boolean versionPrivacy) {

    public static final String FACTORY_SMART_URL = "https://smartreceiver.cisco.com/licservice/license";

    public static final WireConfig FACTORY =
            new WireConfig(Transport.CALLHOME, null, null, true, false, false, false, false);

    /** Who carries the messages. */
    public enum Transport {
        CALLHOME("callhome", "Callhome"),
        SMART("smart", "Smart");

        private final String word;
        private final String shown;

        Transport(String word, String shown) {
            this.word = word;
            this.shown = shown;
        }

        /** As it is configured. */
        public String word() {
            return word;
        }

        /** As {@code show license status} prints it. */
        public String shown() {
            return shown;
        }
    }

    public String smartUrlInForce() {
        String own = smartUrl;
        return own == null ? FACTORY_SMART_URL : own;
    }

    public boolean hidesHostname() {
        return callHomePrivacy || smartPrivacy;
    }

    public WireConfig withTransport(Transport other) {
        return new WireConfig(
                other, smartUrl, source, identityCheck, ipv4First, callHomePrivacy, smartPrivacy, versionPrivacy);
    }

    public WireConfig withSmartUrl(@Nullable String url) {
        return new WireConfig(
                transport, url, source, identityCheck, ipv4First, callHomePrivacy, smartPrivacy, versionPrivacy);
    }

    public WireConfig withSource(@Nullable String name) {
        return new WireConfig(
                transport, smartUrl, name, identityCheck, ipv4First, callHomePrivacy, smartPrivacy, versionPrivacy);
    }

    public WireConfig withIdentityCheck(boolean on) {
        return new WireConfig(
                transport, smartUrl, source, on, ipv4First, callHomePrivacy, smartPrivacy, versionPrivacy);
    }

    public WireConfig withIpv4First(boolean on) {
        return new WireConfig(
                transport, smartUrl, source, identityCheck, on, callHomePrivacy, smartPrivacy, versionPrivacy);
    }

    public WireConfig withCallHomePrivacy(boolean on) {
        return new WireConfig(transport, smartUrl, source, identityCheck, ipv4First, on, smartPrivacy, versionPrivacy);
    }

    public WireConfig withSmartPrivacy(boolean hostname, boolean version) {
        return new WireConfig(
                transport, smartUrl, source, identityCheck, ipv4First, callHomePrivacy, hostname, version);
    }
}
