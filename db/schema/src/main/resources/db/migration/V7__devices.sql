-- License Registration lists devices a page at a time: those that head a stack or stand alone, the newest first.
ALTER TABLE legacy_device ADD INDEX ix_legacy_device_head (smart_account_id, stack_legacy_device_id, legacy_device_id);
