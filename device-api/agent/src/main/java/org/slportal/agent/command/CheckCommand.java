package org.slportal.agent.command;

import java.io.IOException;
import java.nio.file.Path;
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
        Credentials given = Credentials.read(credentials);
        TrustAnchors anchors = given.anchors();
        PortalAccess access = given.withVirtualAccount();
        String callHome = PortalOptions.withPath(access.url());
        CheckReport report = new CheckReport(System.out);
        try (PowerStrip strip = new PowerStrip(LabFollower.find(access.url(), anchors), anchors)) {
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
}
