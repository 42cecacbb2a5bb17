-- One search finds members of stacks by their serial number and smart licences by the order they came with.
ALTER TABLE product_instance_member ADD INDEX ix_product_instance_member_serial (udi_serial_number);
ALTER TABLE license_transaction ADD INDEX ix_license_transaction_order (smart_account_id, order_number);

-- Long enough for a kind, a Virtual Account and a subject.
ALTER TABLE alert MODIFY open_key VARCHAR(240) NULL;
