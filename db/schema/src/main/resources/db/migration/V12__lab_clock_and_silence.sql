-- The lab clock, and what the sweeps need to find silent devices by an index.

-- Portal time = lab_base + (real time - real_base) × speed. One row; as it is here, portal time is real time.
CREATE TABLE lab_clock (
  lab_clock_id TINYINT NOT NULL,
  real_base    DATETIME(6) NOT NULL,
  lab_base     DATETIME(6) NOT NULL,
  speed        INT NOT NULL,
  -- Counts the changes: a node that read an older one takes the newer, a form over an older one is refused.
  version      INT NOT NULL,
  PRIMARY KEY (lab_clock_id),
  CONSTRAINT ck_lab_clock_one CHECK (lab_clock_id = 1),
  CONSTRAINT ck_lab_clock_speed CHECK (speed BETWEEN 1 AND 86400),
  CONSTRAINT ck_lab_clock_forward CHECK (lab_base >= real_base)
);

INSERT INTO lab_clock (lab_clock_id, real_base, lab_base, speed, version)
  VALUES (1, '2000-01-01 00:00:00', '2000-01-01 00:00:00', 1, 0);

ALTER TABLE product_instance
  -- How far the portal has gone about a device that does not speak: nothing yet, an alert, its licences released.
  ADD silence VARCHAR(8) NOT NULL DEFAULT 'HEARD',
  -- As in the ID certificate, beside it so that an account's expiries are found without reading certificates.
  ADD certificate_expires_at DATETIME(6) NULL;

UPDATE product_instance p LEFT JOIN certificate c ON c.serial = p.certificate_serial
  SET p.certificate_expires_at = COALESCE(c.not_after, p.registered_at + INTERVAL 365 DAY);

ALTER TABLE product_instance
  MODIFY certificate_expires_at DATETIME(6) NOT NULL,
  ADD CONSTRAINT ck_product_instance_silence CHECK (silence IN ('HEARD', 'WARNED', 'RELEASED')),
  ADD INDEX ix_product_instance_deadline (smart_account_id, silence, authorized_until, product_instance_id),
  ADD INDEX ix_product_instance_expiry (smart_account_id, certificate_expires_at, product_instance_id);

-- What comes next, account by account.
ALTER TABLE registration_token
  ADD INDEX ix_registration_token_expiry (smart_account_id, revoked_at, expires_at);
ALTER TABLE dlc_device
  ADD INDEX ix_dlc_device_account_due (smart_account_id, state, due_at, dlc_device_id);
