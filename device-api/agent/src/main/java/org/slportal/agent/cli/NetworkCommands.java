package org.slportal.agent.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/** Looking whether others can be reached. */
final class NetworkCommands {

    private static final int PINGS = 5;
    private static final int PING_MILLIS = 2000;
    private static final int CONNECT_MILLIS = 5000;

    private NetworkCommands() {}

    static void addTo(CommandTree user, CommandTree privileged) {
        for (CommandTree tree : List.of(user, privileged)) {
            tree.help("ping", "Send echo messages")
                    .add("ping <host>", "Ping destination address or hostname", NetworkCommands::ping)
                    .help("ping ip", "IP echo")
                    .add("ping ip <host>", "Ping destination address or hostname", NetworkCommands::ping)
                    .help("telnet", "Open a telnet connection")
                    .add("telnet <host>", "IP address or hostname of a remote system", in -> telnet(in, 23))
                    .add(
                            "telnet <host> <port:1-65535>",
                            "Port number",
                            in -> telnet(in, Integer.parseInt(in.argument("port"))));
        }
    }

    /** By the switch's own host table first, then as the machine the simulation runs on resolves. */
    private static InetAddress resolve(Invocation in, String host) throws UnknownHostException {
        Map<String, String> table = in.session().device().config().current().hosts();
        return InetAddress.getByName(table.getOrDefault(host, host));
    }

    private static void ping(Invocation in) {
        String host = in.argument("host");
        InetAddress address;
        try {
            address = resolve(in, host);
        } catch (UnknownHostException e) {
            in.print(List.of("% Unrecognized host or address, or protocol not running.", ""));
            return;
        }
        StringBuilder marks = new StringBuilder();
        for (int i = 0; i < PINGS; i++) {
            marks.append(answers(address) ? '!' : '.');
        }
        long answered = marks.chars().filter(mark -> mark == '!').count();
        in.print(List.of(
                "Type escape sequence to abort.",
                "Sending 5, 100-byte ICMP Echos to " + address.getHostAddress() + ", timeout is 2 seconds:",
                marks.toString(),
                "Success rate is " + answered * 100 / PINGS + " percent (" + answered + "/" + PINGS + ")"
                        + (answered > 0 ? ", round-trip min/avg/max = 1/1/1 ms" : "")));
    }

    private static boolean answers(InetAddress address) {
        try {
            return address.isLoopbackAddress() || address.isReachable(PING_MILLIS);
        } catch (IOException unreachable) {
            return false;
        }
    }

    private static void telnet(Invocation in, int port) {
        String host = in.argument("host");
        InetAddress address;
        try {
            address = resolve(in, host);
        } catch (UnknownHostException e) {
            in.print(List.of(
                    "Translating \"" + host + "\"",
                    "% Unknown command or computer name, or unable to find computer address",
                    ""));
            return;
        }
        String trying = "Trying " + host
                + (host.equals(address.getHostAddress()) ? "" : " (" + address.getHostAddress() + ")")
                + (port == 23 ? "" : ", " + port) + " ... ";
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            in.print(trying + "Open");
            in.print("");
            in.print("[Connection to " + host + " closed by foreign host]");
        } catch (ConnectException refused) {
            in.print(trying);
            in.print("% Connection refused by remote host");
            in.print("");
        } catch (IOException silent) {
            in.print(trying);
            in.print("% Connection timed out; remote host not responding");
            in.print("");
        }
    }
}
