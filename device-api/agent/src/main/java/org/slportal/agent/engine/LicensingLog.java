package org.slportal.agent.engine;

import java.time.Duration;
import java.time.Instant;
import org.slportal.domain.device.Udi;

/** What the licensing software says on the console, in the words of the field. */
final class LicensingLog {

    private static final String PORTAL = "the Cisco Smart Software Manager or satellite";
    private static final String PORTAL_FAILED = "the Cisco Smart Software Manager (CSSM)";

    private final Syslog syslog;
    private final Udi udi;
    private boolean cutOff;

    LicensingLog(Syslog syslog, Udi udi) {
        this.syslog = syslog;
        this.udi = udi;
    }

    void ready() {
        say(6, "AGENT_READY", "Smart Agent for Licensing is initialized");
        say(6, "AGENT_ENABLED", "Smart Agent for Licensing is enabled");
    }

    void exportControlled(boolean allowed) {
        say(6, "EXPORT_CONTROLLED", "Usage of export controlled features is " + (allowed ? "allowed" : "not allowed"));
    }

    void standbyOutOfSync() {
        say(
                3,
                "HOT_STANDBY_OUT_OF_SYNC",
                "Smart Licensing agent on hot standby is out of sync with active Smart Licensing agent");
    }

    void becameActive() {
        say(6, "HA_ROLE_CHANGED", "Smart Agent HA role changed to Active.");
    }

    void keyGenerated() {
        syslog.log(new SyslogMessage(
                "CRYPTO_ENGINE",
                5,
                "KEY_ADDITION",
                "A key named SLA-KeyPair has been generated or imported by crypto-engine"));
        syslog.log(new SyslogMessage(
                "PKI",
                4,
                "NOCONFIGAUTOSAVE",
                "Configuration was modified.  Issue \"write memory\" to save new IOS PKI configuration"));
    }

    void registrationInProgress() {
        syslog.log(
                new SyslogMessage(
                        "CALL_HOME",
                        6,
                        "SCH_REGISTRATION_IN_PROGRESS",
                        "SCH device registration is in progress. Call-home will poll SCH server for registration result. "
                                + "You can also check SCH registration status with \"call-home request registration-info\" under EXEC mode."));
    }

    void registered(boolean exportAllowed) {
        exportControlled(exportAllowed);
        say(6, "AGENT_REG_SUCCESS", "Smart Agent for Licensing Registration with " + PORTAL + " successful");
        say(4, "CONFIG_NOT_SAVED", "Smart Licensing configuration has not been saved");
    }

    void registrationFailed(String reason) {
        say(
                3,
                "AGENT_REG_FAILED",
                "Smart Agent for Licensing Registration with " + PORTAL_FAILED + " failed: " + reason);
    }

    void communicationFailed(String reason) {
        cutOff = true;
        say(3, "COMM_FAILED", "Communications failure with " + PORTAL_FAILED + " : " + reason);
    }

    /** The portal has spoken, whatever it said. */
    void communicated() {
        if (cutOff) {
            cutOff = false;
            say(5, "COMM_RESTORED", "Communications with " + PORTAL + " restored");
        }
    }

    void clockChanged() {
        say(5, "SYSTEM_CLOCK_CHANGED", "Smart Agent for Licensing System clock has been changed");
        say(7, "DAILY_JOB_TIMER_RESET", "Daily job timer reset");
    }

    void clockLeftRegistration() {
        say(
                3,
                "REG_EXPIRED_CLOCK_CHANGE",
                "Smart Licensing registration has expired because the system time was changed outside the validity period "
                        + "of the registration period. The agent will transition to the un-registered state in 60 minutes.");
    }

    void registrationWillExpire(Duration remaining) {
        say(3, "ID_CERT_EXPIRED_WARNING", "This device's registration will expire in " + DeviceTime.days(remaining));
    }

    void deregistered() {
        say(6, "AGENT_DEREG_SUCCESS", "Smart Agent for Licensing De-registration with " + PORTAL + " successful");
    }

    void deregistrationFailed(String reason) {
        say(
                3,
                "AGENT_DEREG_FAILED",
                "Smart Agent for Licensing De-registration with " + PORTAL_FAILED + " failed: " + reason);
    }

    void inCompliance() {
        say(5, "IN_COMPLIANCE", "All entitlements and licenses in use on this device are authorized");
    }

    void outOfCompliance() {
        say(3, "OUT_OF_COMPLIANCE", "One or more entitlements are out of compliance");
    }

    void invalidTag(String tag) {
        say(3, "INVALID_TAG", "The entitlement tag is invalid: " + tag);
    }

    void authorizationRenewed() {
        say(6, "AUTH_RENEW_SUCCESS", "Authorization renewal with " + PORTAL + " successful for udi " + udi.asCli());
    }

    void authorizationFailed(String reason) {
        say(
                3,
                "AUTH_RENEW_FAILED",
                "Authorization renewal with " + PORTAL_FAILED + " : " + reason + " for udi " + udi.asCli());
    }

    void authorizationExpired() {
        say(5, "AUTHORIZATION_EXPIRED", "Authorization period expired");
    }

    void idCertificateRenewed() {
        say(6, "ID_CERT_RENEW_SUCCESS", "Identity certificate renewal successful");
    }

    void idCertificateRenewalFailed(String reason) {
        say(3, "ID_CERT_RENEW_FAILED", "Identity certificate renewal failed: " + reason);
    }

    void idCertificateExpired() {
        say(
                3,
                "ID_CERT_EXPIRED",
                "Identity certificate expired. Agent will transition to the unidentified (not registered) state");
    }

    void conversionStarted() {
        say(6, "CONVERSION_STARTED", "License conversion has been started");
    }

    void conversionStopped() {
        say(5, "CONVERSION_STOPPED", "License conversion has been stopped");
    }

    void converted(Udi member) {
        say(6, "CONVERSION_SUCCESS", "License conversion successful for udi " + member.asCli());
    }

    void alreadyConverted(Udi member) {
        say(5, "ALREADY_CONVERTED", "Licenses have already been converted for udi " + member.asCli());
    }

    void conversionFailed(String reason, Udi member) {
        say(3, "CONVERSION_FAILED", "License conversion failed: " + reason + " for udi " + member.asCli());
    }

    void evaluationStarted() {
        say(5, "EVAL_START", "Entering evaluation period");
    }

    void evaluationWillExpire(Duration remaining) {
        say(4, "EVAL_WILL_EXPIRE_WARNING", "Evaluation period will expire in " + DeviceTime.days(remaining));
    }

    void evaluationExpired() {
        say(3, "EVAL_EXPIRED", "Evaluation period expired");
    }

    void evaluationStillExpired(Instant since) {
        say(3, "EVAL_EXPIRED_WARNING", "Evaluation period expired on " + DeviceTime.stamp(since));
    }

    private void say(int severity, String mnemonic, String text) {
        syslog.log(new SyslogMessage("SMART_LIC", severity, mnemonic, text));
    }
}
