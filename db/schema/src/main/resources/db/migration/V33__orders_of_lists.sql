-- Orders in which lists are read from their first row on, without reading the others.
ALTER TABLE alert ADD INDEX ix_alert_raised (smart_account_id, cleared_at, raised_at);
ALTER TABLE report_definition ADD INDEX ix_report_definition_listed (smart_account_id, name);
ALTER TABLE legacy_device
  ADD INDEX ix_legacy_device_listed (smart_account_id, stack_legacy_device_id, udi_pid, udi_serial_number),
  -- What was assigned after the last refresh is found without reading what came before.
  ADD INDEX ix_legacy_device_assigned (smart_account_id, assigned_at);

-- Events are listed by time since V23: what was ordered by number only costs every act its upkeep. The account stands in the indexes
-- of a Virtual Account because every query names it: the index alone answers how many there are.
ALTER TABLE event
  DROP INDEX ix_event_account,
  DROP INDEX ix_event_virtual_account,
  DROP INDEX ix_event_code,
  DROP INDEX ix_event_device,
  DROP INDEX ix_event_pool_time,
  ADD INDEX ix_event_pool_time (virtual_account_id, smart_account_id, occurred_at),
  ADD INDEX ix_event_pool_kind (virtual_account_id, smart_account_id, code, occurred_at);
