package org.slportal.services.callhome;

import org.jspecify.annotations.Nullable;

/** What a registered device's message says of its certificates; null where the field is missing. */
public record DeviceCredentials(
        @Nullable String piid,
        @Nullable String idCertificateSerial,
        @Nullable String signingCertificateSerial) {}
