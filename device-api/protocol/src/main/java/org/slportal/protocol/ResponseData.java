package org.slportal.protocol;

/** The body of a successful answer. Times are epoch milliseconds. */
public sealed interface ResponseData
        permits RegistrationResult, EntitlementResult, IdCertificateRenewalResult, DeregistrationResult {}
