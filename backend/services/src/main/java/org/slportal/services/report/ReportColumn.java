package org.slportal.services.report;

/** A column; its head in files is English in every language, for scripts read it. */
public enum ReportColumn {
    VIRTUAL_ACCOUNT("Virtual Account"),
    LICENSE("License"),
    ENTITLEMENT_TAG("Entitlement Tag"),
    OWNED("Purchased"),
    PENDING("Starting Later"),
    IN_USE("In Use"),
    RESERVED("Reserved"),
    SUBSTITUTION("Substitution"),
    BALANCE("Balance"),
    TERM("Type"),
    SUBSCRIPTION("Subscription"),
    STARTS_ON("Start Date"),
    ENDS_ON("Expiration Date"),
    QUANTITY("Quantity"),
    DEVICE("Name"),
    PRODUCT_ID("PID"),
    SERIAL_NUMBER("Serial Number"),
    PRODUCT_TYPE("Product Type"),
    STATE("State"),
    REGISTERED_AT("Registered"),
    LAST_CONTACT("Last Contact"),
    AUTHORIZED_UNTIL("Authorized Until"),
    LICENSES_IN_USE("Licenses In Use"),
    CONVERTED_AT("Date"),
    SOURCE("Source"),
    SKU("SKU"),
    ORIGIN("PAK or Device"),
    RECORDED_BY("Converted By"),
    DAY("From"),
    SHORT_BY("Short");

    private final String head;

    ReportColumn(String head) {
        this.head = head;
    }

    public String head() {
        return head;
    }
}
