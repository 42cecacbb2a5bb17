package org.slportal.agent.check;

/**
 * Where the portal is and as whom to use it.
 *
 * @param url https://HOST:PORT, without a slash at the end
 */
public record PortalAccess(String url, String account, String virtualAccount, String clientId, String clientSecret) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "PortalAccess[" + clientId + " at " + url + "]";
    }
}
