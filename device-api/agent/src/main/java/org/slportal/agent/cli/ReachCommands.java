package org.slportal.agent.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.slportal.agent.transport.Reachability;

/** Looking whether others can be reached. */
final class ReachCommands {

    private static final int PINGS = 5;
    private static final int PING_MILLIS = 2000;
    private static final int CONNECT_MILLIS = 5000;

    private ReachCommands() {}

    static void addTo(CommandTree user, CommandTree privileged) {
        for (CommandTree tree : List.of(user, privileged)) {
            tree.help("ping", "Send echo messages")
                    .add("ping <host>", "Ping destination address or hostname", ReachCommands::ping)
                    .help("ping ip", "IP echo")
                    .add("ping ip <host>", "Ping destination address or hostname", ReachCommands::ping)
                    .help("telnet", "Open a telnet connection")
                    .add("telnet <host>", "IP address or hostname of a remote system", in -> telnet(in, 23))
                    .add(
                            "telnet <host> <port:1-65535>",
                            "Port number",
                            in -> telnet(in, Integer.parseInt(in.argument("port"))));
        }
    }

    /** As the configuration lets the switch resolve and send. */
    private static InetAddress resolve(Invocation in, String host) throws IOException {
        return Reachability.address(in.session().device().config().current(), host);
    }

    private static void ping(Invocation in) {
        String host = in.argument("host");
        InetAddress address;
        try {
            address = resolve(in, host);
        } catch (UnknownHostException e) {
            in.print(List.of("% Unrecognized host or address, or protocol not running.", ""));
            return;
        } catch (IOException noRoute) {
            in.print(answered(host, 0));
            return;
        }
        int answers = 0;
        for (int i = 0; i < PINGS; i++) {
            answers += answers(address) ? 1 : 0;
        }
        in.print(answered(address.getHostAddress(), answers));
    }

    private static List<String> answered(String address, int answered) {
        return List.of(
                "Type escape sequence to abort.",
                "Sending 5, 100-byte ICMP Echos to " + address + ", timeout is 2 seconds:",
                "!".repeat(answered) + ".".repeat(PINGS - answered),
                "Success rate is " + answered * 100 / PINGS + " percent (" + answered + "/" + PINGS + ")"
                        + (answered > 0 ? ", round-trip min/avg/max = 1/1/1 ms" : ""));
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
        } catch (IOException noRoute) {
            in.print(List.of("Trying " + host + " ... ", "% Destination unreachable; gateway or host down", ""));
            return;
        }
        String trying = "Trying " + host
                + (host.equals(address.getHostAddress()) ? "" : " (" + address.getHostAddress() + ")")
                + (port == 23 ? "" : ", " + port) + " ... ";
        try (Socket socket = new Socket()) {
            in.session().device().firewall().pass(port, Duration.ofMillis(CONNECT_MILLIS));
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
