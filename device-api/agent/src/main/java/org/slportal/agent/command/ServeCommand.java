package org.slportal.agent.command;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
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
import org.slportal.agent.ssh.ConsoleSecret;
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

    @Option(
            names = "--attach",
            paramLabel = "FILE",
            description =
                    "Attach the switches to a portal in lab mode, which can then open their terminals. Properties: url, account, client-id, client-secret, trust-anchor; the client is one of a Smart Account Administrator.")
    private @Nullable Path attach;

    @Option(
            names = "--attach-host",
            paramLabel = "HOST",
            description = "Where the portal reaches the switches. Default: the address of --bind")
    private @Nullable String attachHost;

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
        Attachment attachment = attachment();
        PowerStrip strip = new PowerStrip(portal.followClock, portal.anchors());
        for (SwitchSpec spec : specs) {
            Access access = access(spec.ssh(), password);
            DirectoryNvram memory = DirectoryNvram.open(nvram.resolve(spec.name()));
            push(open, memory);
            SimulatedSwitch device = strip.plugIn(spec, portal.callHomeUrl(), portal.anchors(), memory);
            SwitchSshServer server = SwitchSshServer.start(
                    device, access, attachment == null ? null : attachment.secret(), memory.path("ssh-host-key"));
            push(open, server);
            if (attachment != null) {
                attachment.add(device, server);
            }
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
        if (attachment != null) {
            push(open, attachment);
            attachment.start();
        }
    }

    private @Nullable Attachment attachment() throws IOException {
        if (attach == null) {
            return null;
        }
        if (descriptions.size() > Attachment.MAX_SWITCHES) {
            throw new UsageException("--attach takes at most " + Attachment.MAX_SWITCHES + " switches a process");
        }
        if (user.equals(ConsoleSecret.USER)) {
            throw new UsageException("With --attach the user " + user + " is the portal's; choose another --user");
        }
        String host = attachHost == null ? bind : attachHost;
        if (attachHost == null && InetAddress.getByName(bind).isAnyLocalAddress()) {
            throw new UsageException("--attach needs --attach-host: the portal cannot dial in to " + bind);
        }
        return new Attachment(Credentials.read(attach), host, ConsoleSecret.random(new SecureRandom()));
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
