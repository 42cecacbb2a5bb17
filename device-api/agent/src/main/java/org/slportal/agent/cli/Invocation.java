package org.slportal.agent.cli;

import java.util.List;
import java.util.Map;

/**
 * One command being carried out.
 *
 * @param out what it prints, line by line
 */
record Invocation(CliSession session, Map<String, String> arguments, List<String> out) {

    /** An argument the command's pattern names. */
    String argument(String name) {
        String value = arguments.get(name);
        if (value == null) {
            throw new IllegalStateException("The command has no argument " + name);
        }
        return value;
    }

    void print(String line) {
        out.add(line);
    }

    void print(List<String> lines) {
        out.addAll(lines);
    }
}
