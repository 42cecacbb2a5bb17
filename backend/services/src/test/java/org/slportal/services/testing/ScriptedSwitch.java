package org.slportal.services.testing;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A switch over real SSH that knows a few lines by heart. The real one is met end to end. */
public final class ScriptedSwitch implements AutoCloseable {

    public static final String FAILURE =
            "\r\n%SMART_LIC-3-AGENT_REG_FAILED: Registration failed: Communication transport not available\r\nsw#";

    public final TestSwitch ssh = new TestSwitch();
    /** What a line that begins so prints, prompt included. */
    public final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
            "license smart deregister", "Smart Agent not registered\r\nsw#",
            "license smart register", "Registration process is in progress.\r\nsw#" + FAILURE,
            "show running-config | include destination",
                    "  destination address http https://portal.test/its/service/oddce/services/DDCEService\r\nsw#",
            "show license status", "Registration:\r\n  Status: UNREGISTERED\r\nsw#"));

    private final Thread thread;
    private volatile boolean silent;
    private volatile boolean closed;

    public ScriptedSwitch() {
        thread = Thread.ofPlatform().daemon().name("scripted-switch").start(this::serve);
    }

    /** From now on it reads and says nothing. */
    public void fallSilent() {
        silent = true;
    }

    private void serve() {
        TestSwitch.Shell known = null;
        int read = 0;
        try {
            while (!closed) {
                TestSwitch.Shell shell = awaitShell();
                if (shell != known) {
                    known = shell;
                    read = 0;
                    shell.print("sw>");
                }
                String typed = shell.typed();
                int end = typed.indexOf('\r', read);
                if (end >= 0 && !silent) {
                    String line = typed.substring(read, end);
                    read = end + 1;
                    shell.print(line + "\r\n" + answer(line));
                }
                Thread.sleep(5);
            }
        } catch (IOException gone) {
            // the test is over
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** However long the rest of the test takes to begin. */
    private TestSwitch.Shell awaitShell() throws InterruptedException {
        while (true) {
            try {
                return ssh.shell();
            } catch (IllegalStateException nobodyYet) {
                if (closed || Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    }

    private String answer(String line) {
        return answers.entrySet().stream()
                .filter(known -> line.startsWith(known.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse("sw#");
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        ssh.close();
    }
}
