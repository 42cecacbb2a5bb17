-- Long lists in order of time.

-- The order of pickers: the default one, then by name.
ALTER TABLE virtual_account ADD INDEX ix_virtual_account_listed (smart_account_id, default_marker DESC, name);

-- A log is read by time from one end, whatever it is narrowed to; the primary key decides between equal times.
ALTER TABLE license_transaction
  ADD INDEX ix_license_transaction_time (smart_account_id, recorded_at),
  ADD INDEX ix_license_transaction_pool_time (virtual_account_id, recorded_at),
  ADD INDEX ix_license_transaction_source (smart_account_id, source, recorded_at),
  ADD INDEX ix_license_transaction_license (smart_account_id, license_id, recorded_at);

ALTER TABLE event
  ADD INDEX ix_event_time (smart_account_id, occurred_at),
  ADD INDEX ix_event_pool_time (virtual_account_id, occurred_at),
  ADD INDEX ix_event_kind (smart_account_id, code, occurred_at),
  ADD INDEX ix_event_outcome (smart_account_id, outcome, occurred_at),
  ADD INDEX ix_event_license (virtual_account_id, license_id, occurred_at),
  ADD INDEX ix_event_piid (piid, occurred_at);
