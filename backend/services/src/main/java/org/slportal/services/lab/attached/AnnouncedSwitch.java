package org.slportal.services.lab.attached;

/**
 * What a process with simulated switches says of one of them. Nothing here was checked yet.
 *
 * @param version of IOS XE
 * @param host where the portal reaches it
 * @param hostKey fingerprint of its SSH host key, as {@code SHA256:} and base64
 * @param user who may open a terminal
 * @param secret that user's password, made anew by each process
 */
public record AnnouncedSwitch(
        String name,
        String pid,
        String serialNumber,
        String version,
        String host,
        int port,
        String hostKey,
        String user,
        String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "AnnouncedSwitch[" + name + ", " + pid + ", " + serialNumber + "]";
    }
}
