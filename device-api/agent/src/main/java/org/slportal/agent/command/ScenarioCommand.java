package org.slportal.agent.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.check.CheckFailure;
import org.slportal.agent.check.PortalAccess;
import org.slportal.agent.check.PortalApi;
import org.slportal.agent.check.ScenarioDesk;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The scenarios of a portal's lab from a script: the portal does the work, on a switch attached to it. */
@Command(
        name = "scenario",
        mixinStandardHelpOptions = true,
        description =
                "Sets one of the nine failures up on a switch attached to a portal in lab mode, or checks or ends an exercise.")
public final class ScenarioCommand implements Callable<Integer> {

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            required = true,
            description = "Properties: url, account, client-id, client-secret, trust-anchor, virtual-account.")
    private @Nullable Path credentials;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private What what = new What();

    @Option(names = "--switch", paramLabel = "NAME", description = "Host name or serial number of an attached switch.")
    private @Nullable String device;

    @Option(names = "--hints", description = "With the remedy.")
    private boolean hints;

    /** One of them. */
    static final class What {

        @Parameters(paramLabel = "N", description = "1 to 9: the failure to set up; needs --switch.")
        @Nullable
        Integer number;

        @Option(names = "--check", paramLabel = "ID", description = "Look whether an exercise's failure is mended.")
        @Nullable
        Long check;

        @Option(
                names = "--end-server-trouble",
                paramLabel = "ID",
                description = "Scenarios 2 and 6: the server recovers, or renews its signing certificate.")
        @Nullable
        Long mend;

        @Option(names = "--end", paramLabel = "ID", description = "Give an exercise up and undo its cause.")
        @Nullable
        Long end;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Credentials given = Credentials.read(credentials);
        PortalAccess access = given.withVirtualAccount();
        PortalApi api = new PortalApi(access, given.anchors());
        ScenarioDesk desk = new ScenarioDesk(api, access, System.out);
        try {
            api.signIn();
            if (what.check != null) {
                return desk.check(what.check) ? 0 : 1;
            }
            if (what.mend != null) {
                desk.endServerTrouble(what.mend);
                return 0;
            }
            if (what.end != null) {
                desk.end(what.end);
                return 0;
            }
            String name = device;
            Integer number = what.number;
            if (name == null || number == null) {
                throw new UsageException("Name the switch with --switch: one that is attached to the portal");
            }
            return desk.start(number, name, hints) ? 0 : 1;
        } catch (CheckFailure e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
