package org.slportal.services.error;

/**
 * Every refusal a person or a client can meet, with its English text. The user interface has a translation for each name; {0}, {1}
 * … are the arguments.
 */
public enum ErrorReason {
    NOT_FOUND("There is no such thing, or you have no access to it."),
    NOT_ALLOWED("Your role does not allow this."),
    STALE("Someone else changed this meanwhile. Look at the current values and try again."),
    REQUIRED("Enter a value."),
    TOO_LONG("At most {0} characters."),
    BAD_CHARACTERS("Control characters are not allowed here."),
    TOKEN_EXPIRY_RANGE("Choose between {0} and {1} days."),
    TOKEN_USES_RANGE("Choose between {0} and {1} uses, or leave it empty."),
    TOKEN_EXPORT_NOT_PERMITTED("This Smart Account may not allow export-controlled functionality."),
    TOKEN_ALREADY_REVOKED("The token was already revoked."),
    VIRTUAL_ACCOUNT_NAME_TAKEN("This Smart Account already has a Virtual Account \"{0}\"."),
    VIRTUAL_ACCOUNT_IS_DEFAULT("The default Virtual Account cannot be deleted; make another one the default first."),
    VIRTUAL_ACCOUNT_NOT_EMPTY("\"{0}\" still holds licences, devices, tokens or history and cannot be deleted."),
    USER_NAME_TAKEN("The user name \"{0}\" is taken."),
    USER_NAME_SHAPE("Use 3 to 120 letters, digits or . _ - @"),
    ROLE_NEEDS_VIRTUAL_ACCOUNT("Choose the Virtual Account this role is for."),
    ROLE_IS_ACCOUNT_WIDE("This role is for the whole Smart Account."),
    ROLE_BEYOND_OWN("You cannot give a role that allows more than your own."),
    LAST_ADMINISTRATOR("A Smart Account needs at least one administrator who can sign in."),
    PASSWORD_LENGTH("Use {0} to {1} characters."),
    PASSWORD_COMMON("This password is among the first an attacker tries. Choose another."),
    PASSWORD_LIKE_NAME("The password must not contain the user name."),
    PASSWORD_WRONG("This is not your current password."),
    SETUP_CODE_WRONG("This is not the code printed on the portal's console."),
    SETUP_DONE("The portal is already set up."),
    DOMAIN_SHAPE("Use a domain such as example.com."),
    LOCALE_UNKNOWN("Choose English or Korean."),
    CONVERSION_EMPTY("Choose at least one line and a quantity."),
    CONVERSION_TOO_MANY_LINES("At most {0} lines at once."),
    CONVERSION_MIXED("Convert lines of PAKs and licences of devices in separate requests."),
    CONVERSION_REQUEST_REUSED("This request id was used before for something else."),
    CONVERSION_REQUEST_ID("Give a request id of 1 to 80 characters, different for each conversion."),
    MESSAGE_MALFORMED("The message cannot be read: {0}"),
    REQUEST_MALFORMED("The request cannot be read: {0}"),
    CLIENT_UNKNOWN("Unknown client or wrong secret."),
    TOO_MANY_ATTEMPTS("Too many attempts. Try again in {0} seconds."),
    CATALOGUE_LINE("{0}, line {1}: {2}"),
    LAB_CLOCK_BACKWARDS(
            "The lab clock only goes forward: certificates and ledger rows from the time left behind would contradict"
                    + " what follows. Start over with an empty data directory to begin earlier."),
    LAB_CLOCK_MOVE("Move the clock by a second at least and {0} days at most."),
    LAB_CLOCK_SPEED("Choose a speed from 1 to {0}."),
    LAB_CLOCK_END("The portal's root certificate ends soon after {0}; the clock cannot go further."),
    BUSY("The portal is busy. Try again in a moment.");

    private final String text;

    ErrorReason(String text) {
        this.text = text;
    }

    /** English, with {0} … for arguments. */
    public String text() {
        return text;
    }
}
