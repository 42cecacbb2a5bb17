-- What a lab lets go wrong on purpose, and who practises it on which switch.

-- What this portal does to one device, until a time of the portal's clock. Read by every node, once a second.
CREATE TABLE lab_condition (
  udi_pid           VARCHAR(64)  NOT NULL,
  udi_serial_number VARCHAR(32)  NOT NULL,
  kind              VARCHAR(30)  NOT NULL,
  smart_account_id  BIGINT       NOT NULL,
  until_at          DATETIME(6)  NOT NULL,
  PRIMARY KEY (udi_pid, udi_serial_number, kind),
  CONSTRAINT fk_lab_condition_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT ck_lab_condition_kind CHECK (kind IN ('SERVER_BUSY', 'SIGNING_CERTIFICATE_EXPIRED'))
);
