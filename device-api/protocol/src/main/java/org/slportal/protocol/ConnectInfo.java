package org.slportal.protocol;

import java.util.List;

/** What the sender's licensing software can do. Source of the words: published debug logs. */
public record ConnectInfo(String name, String version, List<String> capabilities) {

    /** What this version of the simulated switch says of itself. */
    public static final ConnectInfo SSM = new ConnectInfo("SSM", "1.3", List.of("DLC", "AppHA", "EXPORT_2", "UTILITY"));

    public ConnectInfo {
        name = Fields.text("name", name, 64);
        version = Fields.text("version", version, 16);
        capabilities = Fields.optionalList("capabilities", capabilities, 64);
    }
}
