package org.slportal.agent.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.check.CheckReport;
import org.slportal.agent.check.MainJob;
import org.slportal.agent.check.PortalAccess;
import org.slportal.agent.check.PortalApi;
import org.slportal.agent.identity.TrustAnchors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Drives a running portal as anyone's script would. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Does the portal's main job once, over its API and with a fresh switch, and prints each step.")
public final class CheckCommand implements Callable<Integer> {

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            required = true,
            description = "Properties: url, account, client-id, client-secret, trust-anchor, virtual-account.")
    private @Nullable Path credentials;

    @Override
    public Integer call() throws IOException {
        Path file = credentials;
        if (file == null || !Files.isReadable(file)) {
            throw new UsageException("The credentials file " + file + " cannot be read; start the demo portal first");
        }
        Properties given = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            given.load(reader);
        }
        Path anchorFile = Path.of(property(given, "trust-anchor"));
        Path beside = file.toAbsolutePath().getParent();
        TrustAnchors anchors =
                PortalOptions.read(anchorFile.isAbsolute() || beside == null ? anchorFile : beside.resolve(anchorFile));
        String url = property(given, "url").replaceFirst("/+$", "");
        String callHome = PortalOptions.withPath(url);
        CheckReport report = new CheckReport(System.out);
        try (PowerStrip strip = new PowerStrip(LabFollower.find(url, anchors), anchors)) {
            PortalAccess access = new PortalAccess(
                    url,
                    property(given, "account"),
                    property(given, "virtual-account"),
                    property(given, "client-id"),
                    property(given, "client-secret"));
            new MainJob(
                            new PortalApi(access, anchors),
                            access,
                            report,
                            (definition, memory) ->
                                    strip.plugIn(SwitchSpec.parse(definition), callHome, anchors, memory))
                    .run();
        }
        report.finish();
        return report.holds() ? 0 : 1;
    }

    private static String property(Properties given, String name) {
        String value = given.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new UsageException("The credentials file lacks " + name);
        }
        return value.strip();
    }
}
