package org.slportal.agent.cli;

/** Where in the terminal the user is. */
public enum Mode {
    USER_EXEC(">"),
    PRIVILEGED_EXEC("#"),
    CONFIG("(config)#"),
    CALL_HOME("(cfg-call-home)#"),
    CALL_HOME_PROFILE("(cfg-call-home-profile)#"),
    INTERFACE("(config-if)#"),
    VRF("(config-vrf)#"),
    VRF_FAMILY("(config-vrf-af)#"),
    TRUSTPOINT("(ca-trustpoint)#"),
    CERTIFICATE_CHAIN("(config-cert-chain)#");

    private final String suffix;

    Mode(String suffix) {
        this.suffix = suffix;
    }

    String suffix() {
        return suffix;
    }

    boolean isConfiguration() {
        return compareTo(CONFIG) >= 0;
    }

    /** Where {@code exit} leads in configuration. */
    Mode parent() {
        return switch (this) {
            case CALL_HOME_PROFILE -> CALL_HOME;
            case VRF_FAMILY -> VRF;
            case CALL_HOME, INTERFACE, VRF, TRUSTPOINT, CERTIFICATE_CHAIN -> CONFIG;
            case CONFIG, PRIVILEGED_EXEC, USER_EXEC -> PRIVILEGED_EXEC;
        };
    }
}
