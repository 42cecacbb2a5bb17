package org.slportal.ui.decode;

import org.slportal.domain.failure.FailureReason;

/** Output to try the page with, as a switch prints it. */
enum Example {
    REGISTERED_BEFORE("""
            Registration:
              Status: UNREGISTERED - REGISTRATION FAILED
              Export-Controlled Functionality: NOT ALLOWED
              Initial Registration: FAILED on Mar 13 08:09:24 2024 UTC
                Failure reason: %s
              Next Registration Attempt: Mar 13 08:28:10 2024 UTC
            """.formatted(FailureReason.PRODUCT_ALREADY_REGISTERED)),
    CLOCK("""
            Registration:
              Status: REGISTERING - REGISTRATION IN PROGRESS
              Initial Registration: FAILED on Nov 11 11:55:46 2018 UTC
                Failure reason: {"timestamp":["The device date '1526135268653' is offset beyond the allowed tolerance limit."]}
            """),
    NO_CONNECTION("""
            *Aug  2 14:26:23.101: %%CALL_HOME-5-SL_MESSAGE_FAILED: Fail to send out Smart Licensing message to: https://192.0.2.1/its/service/oddce/services/DDCEService (ERR 207 : Connection time out)
            *Aug  2 14:26:23.102: %%SMART_LIC-3-COMM_FAILED: Communications failure with the Cisco Smart Software Manager (CSSM) : %1$s
            *Aug  2 14:26:23.102: %%SMART_LIC-3-AUTH_RENEW_FAILED: Authorization renewal with the Cisco Smart Software Manager (CSSM) : %1$s for udi PID:C9300-24P,SN:FCW2145L0AB
            """.formatted(FailureReason.HTTP_SEND_FAILED));

    private final String text;

    Example(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
