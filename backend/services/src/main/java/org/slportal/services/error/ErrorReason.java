package org.slportal.services.error;

import java.util.List;

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
    VIRTUAL_ACCOUNT_HAS_CHILDREN("\"{0}\" has Virtual Accounts below it. Move or delete these first."),
    VIRTUAL_ACCOUNT_HAS_DEVICES("\"{0}\" still has product instances. Transfer or remove them first."),
    VIRTUAL_ACCOUNT_HAS_PEOPLE("People still have roles in \"{0}\". Take these back first."),
    VIRTUAL_ACCOUNT_BELOW_ITSELF("A Virtual Account cannot lie below itself."),
    VIRTUAL_ACCOUNT_TOO_DEEP("Virtual Accounts nest at most {0} levels deep."),
    PERSON_AMBIGUOUS("Several people of this account have this e-mail address. Give the user name."),
    PERSON_TWICE("Line {0} names the same person and Virtual Account."),
    PEOPLE_TOO_MANY("At most {0} people at once."),
    REQUEST_OPEN("You already asked for this; the request waits to be decided."),
    REQUEST_TOO_MANY("At most {0} of your requests can wait at a time."),
    REQUEST_DECIDED("Somebody else has decided on this request already."),
    AGREEMENT_NOT_CURRENT("A newer version of this agreement was published. Read that one."),
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
    SCENARIO_UNKNOWN("Choose a scenario from 1 to 9."),
    SCENARIO_SWITCH_AWAY("{0} has not announced itself for a while. Start it again, or choose another switch."),
    SCENARIO_SWITCH_TAKEN("Somebody practises on {0} already. End that exercise first, or choose another switch."),
    SCENARIO_NOT_READY("This exercise is not ready to be checked."),
    SCENARIO_NOTHING_TO_END("In this scenario the portal has no trouble of its own to end."),
    SCENARIO_SWITCH_SILENT("The switch did not answer to \"{0}\" in time."),
    SCENARIO_SWITCH_LEFT("The terminal session ended at \"{0}\"."),
    SCENARIO_ENABLE_SECRET(
            "The switch asks for a password at \"enable\", which only you know. Remove the enable secret first."),
    SCENARIO_COMMAND_REFUSED("The switch refused the command \"{0}\"."),
    SCENARIO_NO_LICENSES(
            "The switch uses no licence, so it would not ask for any. Configure one first, such as license boot level."),
    SCENARIO_NOT_REGISTERED("The switch could not even be registered to begin with: {0}"),
    SCENARIO_NO_ADDRESS("The switch has no address to call home to. Configure \"{0}\" first."),
    SCENARIO_SYMPTOM_MISSING("The switch did not show this failure. What it printed is below."),
    SCENARIO_INTERRUPTED("The portal was stopped while it set the failure up. Start it again."),
    SCENARIO_FAILED("The portal could not set the failure up. Error id {0}."),
    LAB_SWITCH_FOREIGN("This switch is registered in another Smart Account."),
    CLIENT_UNKNOWN("Unknown client or wrong secret."),
    TOO_MANY_ATTEMPTS("Too many attempts. Try again in {0} seconds."),
    CATALOGUE_LINE("{0}, line {1}: {2}"),
    ALERT_NOT_DISMISSIBLE("This alert ends by itself when what it tells of ends."),
    DLC_FILE_SIZE("The file is larger than {0} MB."),
    DLC_FILE_SHAPE("This is neither the list that \"show license data conversion\" prints nor a dlc_convert request."),
    DLC_TOO_MANY_DEVICES("At most {0} devices at once."),
    DLC_DEVICE_FIELD("Device {0}: {1} is missing or not valid."),
    DLC_LINE_FIELD("Device {0}, line {1}: {2} is missing or not valid."),
    DLC_DEVICE_TWICE("Device {0}: {1} is named twice."),
    CSV_NOT_UTF8("This is not UTF-8 text. Save the file as \"CSV UTF-8\"."),
    CSV_TOO_LARGE("The file is larger than {0} MB."),
    CSV_TOO_MANY_ROWS("The file has more than {0} lines of data."),
    CSV_EMPTY("The file is empty. Its first line names the columns."),
    CSV_UNREADABLE("From here the file cannot be read: a quotation mark is missing or stands in the wrong place."),
    CSV_COLUMN_MISSING("This column is missing."),
    CSV_COLUMN_TWICE("This column is there twice."),
    CSV_FIELD_COUNT("The line has {0} cells, the header line {1}."),
    CSV_NUMBER("Enter a whole number from {0} to {1}."),
    CSV_DATE("Enter a day such as 2019-04-17 or 2019-Apr-17."),
    CSV_FLAG("Enter true or false."),
    CSV_CHOICE("Enter one of {0}."),
    ASSISTED_ALREADY_ASKED("An assisted conversion of this line was already asked for and is not decided yet."),
    ASSISTED_CLOSED("This request was already taken up or decided."),
    DEVICE_FAMILY_UNKNOWN("The catalogue has no product family \"{0}\"."),
    DEVICE_PID_SHAPE("Enter the product id as show version prints it: 1 to 64 letters, digits or + / . _ = -"),
    DEVICE_SERIAL_SHAPE("Enter the serial number as show version prints it: 1 to 32 letters, digits or . _ -"),
    DEVICE_PID_UNKNOWN("{0} is no product id of {1}, nor of any other family in the catalogue."),
    DEVICE_PID_OF_OTHER_FAMILY("{0} is no product id of {1}; it belongs to {2}."),
    DEVICE_ALREADY_HERE("{0} is already registered in this Smart Account."),
    DEVICE_ALREADY_CONVERTED("{0} is already in this Smart Account, and all its licences were converted."),
    DEVICE_ELSEWHERE("{0} is already assigned to another Smart Account."),
    DEVICE_TWICE("Line {0} names the same device."),
    DEVICE_POOL_UNKNOWN("This Smart Account has no Virtual Account \"{0}\" in which you may manage licences."),
    DEVICE_POOL_OF_STACK("A stack lies in one Virtual Account: leave this empty on its further members."),
    DEVICE_STACK_UNKNOWN("No switch with the serial number {0} is in the file or in this Smart Account."),
    DEVICE_STACK_MEMBER("{0} is itself a member of a stack. Name the active switch."),
    DEVICE_STACK_FAMILY("A stack is made of switches of one product family."),
    DEVICE_STACK_FULL("A stack has at most {0} switches."),
    DEVICE_HOLDS_LICENSES("{0} holds traditional licences, or did before they were converted: it stays on record."),
    RTU_PLATFORM("{0} has no right-to-use licences."),
    RTU_UNKNOWN_FOR_MODEL("The catalogue knows no \"{0}\" for {1}."),
    RTU_COUNT_NEGATIVE("Enter 0 or more."),
    RTU_COUNT_EXCEEDS("One {0} can hold {1} at most."),
    RTU_CONVERTED("This was converted to a smart licence and cannot be changed any more."),
    RTU_IN_CONVERSION("A conversion names this licence, so it cannot be changed any more."),
    JOB_DECIDED("Somebody else has decided on this conversion already."),
    JOB_ENDED("This conversion is over; there is nothing left to cancel."),
    JOB_OWN_REQUEST("Somebody else must decide: you asked for this conversion yourself."),
    UNDO_LAB_ONLY("Conversions can be undone in lab mode only."),
    UNDO_TWICE("This conversion was undone already."),
    UNDO_KIND("Only conversions of PAKs and of device licences can be undone."),
    UNDO_REASSIGNED("What was converted does not belong to this Smart Account any more, so it cannot be given back."),
    UNDO_NOT_OWNED("The Virtual Account has only {0} unreserved licences of \"{1}\", the conversion brought {2}."),
    CATALOGUE_UNKNOWN("The catalogue has no \"{0}\"."),
    CATALOGUE_TWICE("Line {0} says this already."),
    CATALOGUE_TAG_SHAPE("Enter a tag such as regid.2026-11.org.example.Name,1.0_ and a UUID."),
    CATALOGUE_TAG_TAKEN("This tag belongs to \"{0}\"."),
    CATALOGUE_PATTERN("This is not a regular expression."),
    CATALOGUE_TERM_DAYS("A perpetual licence has no days; every other one needs them."),
    CATALOGUE_SELF("A licence does not stand above itself."),
    CATALOGUE_CYCLE("The hierarchy runs in a circle: {0}"),
    CATALOGUE_QUANTITY_FIXED("Licences were already converted from this SKU: its quantity stays {0}."),
    CATALOGUE_LICENSE_FIXED("Licences were already converted from this SKU: it keeps a licence."),
    CATALOGUE_PROBLEMS("Nothing was imported. Problems in the file: {0}"),
    PAK_SHAPE("A PAK has 11 characters: digits and letters A to Z."),
    PAK_ALREADY_HERE("This PAK is already in this Smart Account."),
    PAK_ELSEWHERE("This PAK is already assigned to another Smart Account."),
    PAK_NOT_ISSUED("No PAK with this number was issued here. Give its SKU and quantity to add it."),
    PAK_ISSUED("This PAK was issued with its own SKUs. Give its number alone to claim it."),
    PAK_LINE_TWICE("This PAK and SKU already stand in line {0}."),
    PAK_ALONE_OR_WITH_SKU("Line {0} names this PAK the other way: with SKUs, or alone to claim it."),
    PAK_LINES_DIFFER("The lines of a PAK must agree: line {0} says \"{1}\"."),
    PAK_TOO_MANY_LINES("A PAK has at most {0} lines."),
    PAK_SKU_UNKNOWN("The catalogue has no SKU \"{0}\"."),
    PAK_FAMILY_DIFFERS("\"{0}\" is of the family \"{1}\"."),
    PAK_TERM_PERPETUAL("\"{0}\" is perpetual: leave the term date empty."),
    PAK_POOL_UNKNOWN("There is no Virtual Account \"{0}\" in which you may manage licences."),
    PAK_POOL_REQUIRED("Choose a Virtual Account: your role is for Virtual Accounts only."),
    PAK_SELECTION_EMPTY("Choose at least one PAK."),
    PAK_SELECTION_TOO_LARGE("At most {0} PAKs at once."),
    PAK_USED_HERE(
            "PAK {0} cannot go to another Smart Account: licences of it were converted or installed here, or wait to be."),
    PAK_NOT_REMOVABLE("PAK {0} cannot be removed: licences of it were converted or installed, or a request names it."),
    LAB_CLOCK_BACKWARDS(
            "The lab clock only goes forward: certificates and ledger rows from the time left behind would contradict"
                    + " what follows. Start over with an empty data directory to begin earlier."),
    LAB_CLOCK_MOVE("Move the clock by a second at least and {0} days at most."),
    LAB_CLOCK_SPEED("Choose a speed from 1 to {0}."),
    LAB_CLOCK_END("The portal's root certificate ends soon after {0}; the clock cannot go further."),
    ATTACHED_TOO_MANY("At most {0} switches at once."),
    ATTACHED_TWICE("The switch {0} is named twice."),
    ATTACHED_NAME_SHAPE("Enter a host name: 1 to 63 letters, digits or . _ -, a letter first."),
    ATTACHED_HOST_SHAPE("Enter a host name, an IPv4 address or an IPv6 address."),
    ATTACHED_PORT_RANGE("Enter a port from 1 to {0}."),
    ATTACHED_HOST_KEY_SHAPE("Enter the fingerprint of the host key: SHA256: and 43 characters of base64."),
    CONSOLE_UNREACHABLE("{0} cannot be reached at {1}. Is the program with the switches running?"),
    CONSOLE_REFUSED(
            "{0} at {1} does not let the portal in. Its program may have just started again: try in a few seconds."),
    CONSOLE_HOST_KEY(
            "What answers at {1} shows another host key than {0} announced, so the portal does not sign in there."),
    CONSOLE_TOO_MANY("{0} terminals are open on this server, which is as many as it allows. Close one first."),
    BUSY("The portal is busy. Try again in a moment.");

    private final String text;

    ErrorReason(String text) {
        this.text = text;
    }

    /** English, with {0} … for arguments. */
    public String text() {
        return text;
    }

    /** English, with the arguments filled in. */
    // MessageFormat would need doubled apostrophes and would group the digits of serial numbers.
    public String text(List<?> arguments) {
        String filled = text;
        for (int i = 0; i < arguments.size(); i++) {
            filled = filled.replace("{" + i + "}", String.valueOf(arguments.get(i)));
        }
        return filled;
    }
}
