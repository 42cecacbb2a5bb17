package org.slportal.agent.cli;

/** What no switch has: it changes the world around this one, so that a lab can let things go wrong on the way. */
final class LabCommands {

    private LabCommands() {}

    static void addTo(CommandTree privileged) {
        privileged
                .help("lab", "The simulation around this switch")
                .help("lab firewall", "A firewall between this switch and everybody else")
                .help("lab firewall drop", "Drop what goes to a TCP port")
                .add("lab firewall drop <port:1-65535>", "TCP port", in -> {
                    int port = Integer.parseInt(in.argument("port"));
                    in.session().device().firewall().drop(port);
                    in.print("What goes to TCP port " + port + " is dropped on its way");
                })
                .add("lab firewall pass", "Let everything pass", in -> {
                    in.session().device().firewall().passAll();
                    in.print("Everything passes");
                });
    }
}
