package org.slportal.services.inventory;

/** What the ledger can be sorted by. Rows are numbered in order of time. */
public enum TransactionSort {
    TIME
}
