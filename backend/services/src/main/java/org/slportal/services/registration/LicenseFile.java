package org.slportal.services.registration;

/** A traditional licence file to download. @param name for the disk; @param text lines that end with a line feed */
public record LicenseFile(String name, String text) {}
