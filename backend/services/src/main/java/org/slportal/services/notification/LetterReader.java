package org.slportal.services.notification;

/** Whom a letter goes to. @param locale "en" or "ko" */
public record LetterReader(String email, String displayName, String locale) {}
