-- Product instances found by what administrators look for, licences refused to them, and those that wait for their replacement.

ALTER TABLE product_instance
  DROP CONSTRAINT ck_product_instance_status,
  ADD CONSTRAINT ck_product_instance_status CHECK (authorization_status IS NULL OR authorization_status IN
    ('AUTHORIZED', 'OUT_OF_COMPLIANCE', 'INVALID_TAG', 'AUTHORIZATION_EXPIRED', 'NOT_AUTHORIZED')),
  ADD INDEX ix_product_instance_product (virtual_account_id, product_name, product_instance_id),
  ADD INDEX ix_product_instance_status (virtual_account_id, authorization_status, product_instance_id);

-- Export-restricted licences a device asked for last without being allowed to. They consume nothing.
CREATE TABLE refused_license (
  product_instance_id BIGINT NOT NULL,
  license_id          BIGINT NOT NULL,
  quantity            INT NOT NULL,
  refused_at          DATETIME(6) NOT NULL,
  PRIMARY KEY (product_instance_id, license_id),
  CONSTRAINT fk_refused_license_product_instance FOREIGN KEY (product_instance_id)
    REFERENCES product_instance (product_instance_id) ON DELETE CASCADE,
  CONSTRAINT fk_refused_license_license FOREIGN KEY (license_id) REFERENCES license (license_id),
  CONSTRAINT ck_refused_license_quantity CHECK (quantity > 0)
);

-- A failed device and the chassis that takes its place when it registers. Only what is still to come: the event log has the rest. The
-- Virtual Account is the device's own, so it is not written down a second time.
CREATE TABLE device_replacement (
  device_replacement_id BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id      BIGINT NOT NULL,
  product_instance_id   BIGINT NOT NULL,
  udi_pid               VARCHAR(64) NOT NULL,
  udi_serial_number     VARCHAR(32) NOT NULL,
  -- Whether a token of any Virtual Account of the Smart Account will do; else one of the device's own.
  any_token             BOOLEAN NOT NULL,
  requested_by          VARCHAR(120) NOT NULL,
  requested_at          DATETIME(6) NOT NULL,
  PRIMARY KEY (device_replacement_id),
  CONSTRAINT uq_device_replacement_device UNIQUE (product_instance_id),
  CONSTRAINT uq_device_replacement_udi UNIQUE (smart_account_id, udi_pid, udi_serial_number),
  CONSTRAINT fk_device_replacement_smart_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT fk_device_replacement_product_instance FOREIGN KEY (product_instance_id)
    REFERENCES product_instance (product_instance_id) ON DELETE CASCADE
);

-- A device's own event log.
ALTER TABLE event ADD INDEX ix_event_device (piid, event_id);
