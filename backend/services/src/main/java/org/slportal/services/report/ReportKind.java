package org.slportal.services.report;

import static org.slportal.services.report.ReportColumn.AUTHORIZED_UNTIL;
import static org.slportal.services.report.ReportColumn.BALANCE;
import static org.slportal.services.report.ReportColumn.CONVERTED_AT;
import static org.slportal.services.report.ReportColumn.DAY;
import static org.slportal.services.report.ReportColumn.DEVICE;
import static org.slportal.services.report.ReportColumn.ENDS_ON;
import static org.slportal.services.report.ReportColumn.ENTITLEMENT_TAG;
import static org.slportal.services.report.ReportColumn.IN_USE;
import static org.slportal.services.report.ReportColumn.LAST_CONTACT;
import static org.slportal.services.report.ReportColumn.LICENSE;
import static org.slportal.services.report.ReportColumn.LICENSES_IN_USE;
import static org.slportal.services.report.ReportColumn.ORIGIN;
import static org.slportal.services.report.ReportColumn.OWNED;
import static org.slportal.services.report.ReportColumn.PENDING;
import static org.slportal.services.report.ReportColumn.PRODUCT_ID;
import static org.slportal.services.report.ReportColumn.PRODUCT_TYPE;
import static org.slportal.services.report.ReportColumn.QUANTITY;
import static org.slportal.services.report.ReportColumn.RECORDED_BY;
import static org.slportal.services.report.ReportColumn.REGISTERED_AT;
import static org.slportal.services.report.ReportColumn.RESERVED;
import static org.slportal.services.report.ReportColumn.SERIAL_NUMBER;
import static org.slportal.services.report.ReportColumn.SHORT_BY;
import static org.slportal.services.report.ReportColumn.SKU;
import static org.slportal.services.report.ReportColumn.SOURCE;
import static org.slportal.services.report.ReportColumn.STARTS_ON;
import static org.slportal.services.report.ReportColumn.STATE;
import static org.slportal.services.report.ReportColumn.SUBSCRIPTION;
import static org.slportal.services.report.ReportColumn.SUBSTITUTION;
import static org.slportal.services.report.ReportColumn.TERM;
import static org.slportal.services.report.ReportColumn.VIRTUAL_ACCOUNT;

import java.util.List;

/** What a report is about: its columns, and what of it can be chosen. */
public enum ReportKind {
    /** Purchased, in use, balance: a row for each licence in each Virtual Account. */
    LICENSES(
            List.of(VIRTUAL_ACCOUNT, LICENSE, ENTITLEMENT_TAG, OWNED, PENDING, IN_USE, RESERVED, SUBSTITUTION, BALANCE),
            List.of(ReportState.SHORT)),
    /** Owned licences by term, and when they end. */
    SUBSCRIPTIONS(
            List.of(VIRTUAL_ACCOUNT, LICENSE, TERM, SUBSCRIPTION, STARTS_ON, ENDS_ON, QUANTITY, RESERVED), List.of()),
    PRODUCT_INSTANCES(
            List.of(
                    VIRTUAL_ACCOUNT,
                    DEVICE,
                    PRODUCT_TYPE,
                    PRODUCT_ID,
                    SERIAL_NUMBER,
                    STATE,
                    REGISTERED_AT,
                    LAST_CONTACT,
                    AUTHORIZED_UNTIL,
                    LICENSES_IN_USE),
            List.of(
                    ReportState.AUTHORIZED,
                    ReportState.OUT_OF_COMPLIANCE,
                    ReportState.AUTHORIZATION_EXPIRED,
                    ReportState.NOT_HEARD)),
    /** What conversions brought, the newest first. */
    CONVERSIONS(List.of(CONVERTED_AT, VIRTUAL_ACCOUNT, SOURCE, ORIGIN, SKU, LICENSE, QUANTITY, RECORDED_BY), List.of()),
    /** Figures of licences by days, a row for every day on which they changed, the newest first. */
    COMPLIANCE(List.of(DAY, VIRTUAL_ACCOUNT, LICENSE, OWNED, IN_USE, SHORT_BY), List.of(ReportState.SHORT));

    private final List<ReportColumn> columns;
    private final List<ReportState> states;

    ReportKind(List<ReportColumn> columns, List<ReportState> states) {
        this.columns = columns;
        this.states = states;
    }

    /** In the order they stand in. */
    public List<ReportColumn> columns() {
        return columns;
    }

    /** What rows can be limited to; empty for none. */
    public List<ReportState> states() {
        return states;
    }

    public boolean hasLicense() {
        return this != PRODUCT_INSTANCES;
    }

    public boolean hasTerm() {
        return this == SUBSCRIPTIONS || this == CONVERSIONS;
    }

    public boolean hasProduct() {
        return this == PRODUCT_INSTANCES;
    }

    /** Whether rows can be limited to some days: the next ones of what ends, else the last ones. */
    public boolean hasDays() {
        return this == SUBSCRIPTIONS || this == CONVERSIONS || this == COMPLIANCE;
    }
}
