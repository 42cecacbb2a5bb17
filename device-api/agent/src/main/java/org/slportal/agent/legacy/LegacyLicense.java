package org.slportal.agent.legacy;

/**
 * One legacy licence.
 *
 * @param name what the device calls it, such as ipservices or SL-4330-SEC-K9
 */
public record LegacyLicense(String name, int count) {}
