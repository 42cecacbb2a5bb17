package org.slportal.services.testing;

import java.io.IOException;
import java.util.IdentityHashMap;
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

    private static final int NEW = -1;

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

    /** Every terminal, as a switch does: a page may hold one open while the portal looks through another. */
    private void serve() {
        Map<TestSwitch.Shell, Integer> read = new IdentityHashMap<>();
        try {
            while (!closed) {
                for (TestSwitch.Shell shell : ssh.shells()) {
                    read.put(shell, serve(shell, read.getOrDefault(shell, NEW)));
                }
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return how much of what was typed is answered */
    private int serve(TestSwitch.Shell shell, int read) {
        try {
            if (read == NEW) {
                shell.print("sw>");
                return 0;
            }
            String typed = shell.typed();
            int end = typed.indexOf('\r', read);
            if (end < 0 || silent) {
                return read;
            }
            String line = typed.substring(read, end);
            shell.print(line + "\r\n" + answer(line));
            return end + 1;
        } catch (IOException gone) {
            // whoever had this terminal left
            return Math.max(0, read);
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
