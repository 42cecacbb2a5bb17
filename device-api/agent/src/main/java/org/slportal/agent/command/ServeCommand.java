package org.slportal.agent.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.nvram.DirectoryNvram;
import org.slportal.agent.restconf.RestconfServer;
import org.slportal.agent.ssh.PortInUseException;
import org.slportal.agent.ssh.SwitchSshServer;
import org.slportal.agent.ssh.SwitchSshServer.Access;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Switches one reaches over SSH. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs switches whose terminals are reached over SSH, until stopped.")
public final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Mixin
    private PortalOptions portal = new PortalOptions();

    @Option(
            names = "--switch",
            paramLabel = "name=,pid=,sn=,ssh=,restconf=,version=,features=,members=,legacy=,ooc-retry=",
            required = true,
            description =
                    "A switch: host name, model, serial number, SSH port, port of RESTCONF (none without), IOS XE version (16.9.1, of a router 16.10.1), features joined with +, further stack members as PID:SN joined with +, legacy licences (ipservices+ap:5, for several members one list each, parted by /), hours between two requests while out of compliance (24). Repeatable.")
    private List<String> descriptions = List.of();

    @Option(
            names = "--nvram",
            paramLabel = "DIR",
            defaultValue = "agent-nvram",
            description =
                    "Each switch keeps its memory in a directory of its name below this one. Default: ${DEFAULT-VALUE}")
    private Path nvram = Path.of("agent-nvram");

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Default: ${DEFAULT-VALUE}")
    private String bind = "";

    @Option(names = "--user", paramLabel = "NAME", defaultValue = "admin", description = "Default: ${DEFAULT-VALUE}")
    private String user = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "File whose first line is the password; without it the password is admin, on the loopback address only.")
    private @Nullable Path passwordFile;

    @Override
    public Integer call() throws Exception {
        List<SwitchSpec> specs = descriptions.stream().map(SwitchSpec::parse).toList();
        Set<String> names = new HashSet<>();
        for (SwitchSpec spec : specs) {
            if (!names.add(spec.name())) {
                throw new UsageException("Two switches are named " + spec.name());
            }
        }
        Deque<AutoCloseable> open = new ArrayDeque<>();
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            closeAll(open);
            closed.countDown();
        }));
        try {
            serve(specs, open);
        } catch (PortInUseException e) {
            closeAll(open);
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        closed.await();
        return 0;
    }

    private void serve(List<SwitchSpec> specs, Deque<AutoCloseable> open) throws IOException {
        String password = password();
        PowerStrip strip = new PowerStrip(portal.followClock, portal.anchors());
        for (SwitchSpec spec : specs) {
            Access access = access(spec.ssh(), password);
            DirectoryNvram memory = DirectoryNvram.open(nvram.resolve(spec.name()));
            push(open, memory);
            SimulatedSwitch device = strip.plugIn(spec, portal.callHomeUrl(), portal.anchors(), memory);
            SwitchSshServer server = SwitchSshServer.start(device, access, memory.path("ssh-host-key"));
            push(open, server);
            String restconf = "";
            if (spec.restconf().isPresent()) {
                RestconfServer https =
                        RestconfServer.start(device, access(spec.restconf().getAsInt(), password), memory);
                push(open, https);
                restconf = ", https://" + bind + ":" + https.port() + "/restconf";
            }
            System.out.println(spec.name() + " (" + spec.hardware().udi().asCli() + ") ready: ssh -p " + server.port()
                    + " " + user + "@" + bind + restconf);
        }
        push(open, strip);
    }

    private Access access(int port, String password) {
        try {
            return new Access(bind, port, user, password);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private String password() throws IOException {
        Path file = passwordFile;
        if (file == null) {
            return SwitchSshServer.DEFAULT_PASSWORD;
        }
        if (!Files.isReadable(file)) {
            throw new UsageException("The password file " + file + " cannot be read");
        }
        String first = Files.readString(file).lines().findFirst().orElse("").strip();
        if (first.isEmpty()) {
            throw new UsageException("The password file " + file + " is empty");
        }
        return first;
    }

    private static void push(Deque<AutoCloseable> open, AutoCloseable resource) {
        synchronized (open) {
            open.push(resource);
        }
    }

    /** Last opened first: the switches go off, then their terminals, then their memories are given free. */
    private static void closeAll(Deque<AutoCloseable> open) {
        synchronized (open) {
            while (!open.isEmpty()) {
                try {
                    open.pop().close();
                } catch (Exception e) {
                    LOG.warn("Could not be closed cleanly", e);
                }
            }
        }
    }
}
