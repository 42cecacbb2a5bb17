package org.slportal.services.account;

/** What people enter for a Virtual Account. */
public record VirtualAccountData(String name, String description) {}
