-- A text is looked for in what the index holds: only what matches is read from the table.

ALTER TABLE product_instance
  DROP INDEX ix_product_instance_name,
  ADD INDEX ix_product_instance_name
    (virtual_account_id, host_name, product_instance_id, udi_serial_number, udi_pid, product_name);
