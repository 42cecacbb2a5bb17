package org.slportal.agent.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.agent.cli.CliSession;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.terminal.InteractiveTerminal;

/** A shell: one thread for its life; a platform thread, because reading the channel would pin a virtual one. */
final class TerminalChannel implements Command {

    private static final Logger LOG = LoggerFactory.getLogger(TerminalChannel.class);

    private final SimulatedSwitch device;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable ExitCallback exit;
    private @Nullable Thread thread;

    TerminalChannel(SimulatedSwitch device) {
        this.device = device;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        // a switch has one screen
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        InputStream keys = in;
        OutputStream screen = out;
        ExitCallback ended = exit;
        if (keys == null || screen == null || ended == null) {
            throw new IOException("The channel has no streams");
        }
        CliSession session = CliSession.remote(device, who(channel));
        thread = Thread.ofPlatform()
                .daemon()
                .name("terminal-" + device.hardware().udi().serialNumber())
                .start(() -> {
                    try {
                        new InteractiveTerminal(session, keys, screen, device.syslog()).run();
                        ended.onExit(0);
                    } catch (IOException cut) {
                        LOG.debug("Terminal session cut", cut);
                        ended.onExit(1);
                    } catch (RuntimeException fault) {
                        // A fault of the simulation ends this session, and neither hangs it nor touches others.
                        LOG.error("Terminal session failed", fault);
                        ended.onExit(1);
                    }
                });
    }

    /** As log messages name the session: {@code admin on vty0 (192.0.2.7)}. */
    private static String who(ChannelSession channel) {
        String from = channel.getSession().getIoSession().getRemoteAddress() instanceof InetSocketAddress remote
                ? " (" + remote.getAddress().getHostAddress() + ")"
                : "";
        return channel.getSession().getUsername() + " on vty0" + from;
    }

    @Override
    public void destroy(ChannelSession channel) {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
