package org.slportal.app;

import java.nio.file.Path;

/** Where the portal keeps things when nobody says otherwise: below the user's data directory, demo and real use apart. */
final class DataDirectories {

    private DataDirectories() {}

    static Path standard(String name) {
        String home = System.getenv("XDG_DATA_HOME");
        Path base = home != null && !home.isBlank()
                ? Path.of(home)
                : Path.of(System.getProperty("user.home"), ".local", "share");
        return base.resolve("smart-licensing-portal").resolve(name).toAbsolutePath();
    }
}
