package org.slportal.agent.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.agent.cli.CliSession;
import org.slportal.agent.device.SimulatedSwitch;

/** {@code ssh switch "show …"}: one or more lines carried out in privileged EXEC, without prompt or pages. */
final class CommandChannel implements Command {

    private static final Logger LOG = LoggerFactory.getLogger(CommandChannel.class);

    private final SimulatedSwitch device;
    private final String command;
    private @Nullable OutputStream out;
    private @Nullable ExitCallback exit;

    CommandChannel(SimulatedSwitch device, String command) {
        this.device = device;
        this.command = command;
    }

    @Override
    public void setInputStream(InputStream stream) {
        // there is nobody to ask
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
        OutputStream screen = out;
        ExitCallback ended = exit;
        if (screen == null || ended == null) {
            throw new IOException("The channel has no streams");
        }
        Thread.ofVirtual().start(() -> {
            try {
                CliSession session = CliSession.privileged(device);
                for (String line : command.lines().toList()) {
                    screen.write(session.execute(line).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
                }
                screen.flush();
                ended.onExit(0);
            } catch (IOException cut) {
                LOG.debug("Command session cut", cut);
                ended.onExit(1);
            }
        });
    }

    @Override
    public void destroy(ChannelSession channel) {
        // the command ends by itself
    }
}
