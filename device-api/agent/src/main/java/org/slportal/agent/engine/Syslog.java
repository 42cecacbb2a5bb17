package org.slportal.agent.engine;

/** Where the switch's messages go. */
@FunctionalInterface
public interface Syslog {

    void log(SyslogMessage message);
}
