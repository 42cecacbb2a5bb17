package org.slportal.services.setup;

/** What the set-up page asks. @param locale "en" or "ko" */
public record FirstAccount(
        String accountName,
        String domain,
        String virtualAccountName,
        String userName,
        String displayName,
        String password,
        String locale) {

    @Override
    public String toString() {
        return "FirstAccount[" + accountName + "]";
    }
}
