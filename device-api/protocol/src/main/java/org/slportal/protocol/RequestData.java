package org.slportal.protocol;

/** The body of a device's message; one record for each {@link RequestType} that has one. */
public sealed interface RequestData
        permits RegistrationData,
                EntitlementData,
                IdCertificateRenewalData,
                DeregistrationData,
                ConversionData,
                ConversionPollData {

    /** The type whose body this is. */
    default RequestType requestType() {
        return switch (this) {
            case RegistrationData ignored -> RequestType.REGISTRATION;
            case EntitlementData ignored -> RequestType.ENTITLEMENT;
            case IdCertificateRenewalData ignored -> RequestType.ID_CERT_RENEW;
            case DeregistrationData ignored -> RequestType.DEREGISTRATION;
            case ConversionData ignored -> RequestType.CONVERSION;
            case ConversionPollData ignored -> RequestType.CONVERSION_POLL;
        };
    }
}
