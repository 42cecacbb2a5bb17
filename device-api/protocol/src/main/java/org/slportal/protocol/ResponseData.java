package org.slportal.protocol;

/** The body of an answer that is no refusal. Times are epoch milliseconds. */
public sealed interface ResponseData
        permits RegistrationResult,
                EntitlementResult,
                IdCertificateRenewalResult,
                DeregistrationResult,
                ConversionPending,
                ConversionResult {}
