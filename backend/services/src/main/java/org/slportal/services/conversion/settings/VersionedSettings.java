package org.slportal.services.conversion.settings;

/** @param version to be given back with a change; 0 before the first one */
public record VersionedSettings(ConversionSettings settings, int version) {}
