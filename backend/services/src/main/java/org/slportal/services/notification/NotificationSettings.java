package org.slportal.services.notification;

/**
 * @param email where letters go; empty: nowhere
 * @param mailIsOn whether the portal can send letters at all
 * @param version to be given back with a change; 0 before the first one
 */
public record NotificationSettings(NotificationChoice choice, String email, boolean mailIsOn, int version) {}
