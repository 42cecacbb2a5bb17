package org.slportal.services.activity;

import org.slportal.services.inventory.TransactionItem;

/** A ledger row and where it stands. */
public record ActivityItem(TransactionItem transaction, String virtualAccount) {}
