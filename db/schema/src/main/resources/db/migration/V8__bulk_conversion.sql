-- Lists of PAKs that are filtered by their status and sorted by something else walk an index too.
ALTER TABLE pak
  ADD INDEX ix_pak_status_order_date (smart_account_id, status, order_date, pak_id),
  ADD INDEX ix_pak_status_order_number (smart_account_id, status, order_number, pak_id),
  ADD INDEX ix_pak_status_number (smart_account_id, status, pak_number);

-- A search by the beginning of a number that finds many sorts them without leaving the index. None of these columns changes.
ALTER TABLE pak
  DROP INDEX ix_pak_number,
  ADD INDEX ix_pak_number (smart_account_id, pak_number, pak_id, order_date, order_number),
  DROP INDEX ix_pak_order_number,
  ADD INDEX ix_pak_order_number (smart_account_id, order_number, pak_id, order_date, pak_number);
