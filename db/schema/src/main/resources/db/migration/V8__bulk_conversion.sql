-- Lists of PAKs that are filtered by their status and sorted by something else walk an index too.
ALTER TABLE pak
  ADD INDEX ix_pak_status_order_date (smart_account_id, status, order_date, pak_id),
  ADD INDEX ix_pak_status_order_number (smart_account_id, status, order_number, pak_id),
  ADD INDEX ix_pak_status_number (smart_account_id, status, pak_number);
