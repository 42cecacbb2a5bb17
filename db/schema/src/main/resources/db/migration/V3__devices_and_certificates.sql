-- Tokens, product instances, what they use, their certificates, and the messages they sent.

CREATE TABLE registration_token (
  registration_token_id BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id      BIGINT NOT NULL,
  virtual_account_id    BIGINT NOT NULL,
  -- SHA-256 of the secret half: a device's token is looked up by it.
  secret_hash           BINARY(32) NOT NULL,
  -- The whole token, sealed with the portal's key, to show it again to those allowed.
  sealed_token          VARBINARY(500) NOT NULL,
  description           VARCHAR(200) NOT NULL DEFAULT '',
  expires_at            DATETIME(6) NOT NULL,
  max_uses              INT NULL,
  uses                  INT NOT NULL DEFAULT 0,
  export_allowed        BOOLEAN NOT NULL,
  created_by            VARCHAR(120) NOT NULL,
  created_at            DATETIME(6) NOT NULL,
  revoked_at            DATETIME(6) NULL,
  PRIMARY KEY (registration_token_id),
  CONSTRAINT uq_registration_token_secret UNIQUE (secret_hash),
  CONSTRAINT fk_registration_token_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT ck_registration_token_max CHECK (max_uses IS NULL OR max_uses > 0),
  CONSTRAINT ck_registration_token_uses CHECK (uses >= 0 AND (max_uses IS NULL OR uses <= max_uses)),
  INDEX ix_registration_token_account (virtual_account_id, registration_token_id)
);

CREATE TABLE product_instance (
  product_instance_id   BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id      BIGINT NOT NULL,
  virtual_account_id    BIGINT NOT NULL,
  piid                  CHAR(36) NOT NULL,
  software_id           VARCHAR(200) NOT NULL,
  udi_pid               VARCHAR(64) NOT NULL,
  udi_serial_number     VARCHAR(32) NOT NULL,
  host_name             VARCHAR(120) NULL,
  product_name          VARCHAR(80) NOT NULL,
  export_allowed        BOOLEAN NOT NULL,
  registered_at         DATETIME(6) NOT NULL,
  last_contact_at       DATETIME(6) NOT NULL,
  -- Until when its licences are held without another contact; NULL before the first authorization.
  authorized_until      DATETIME(6) NULL,
  -- As last answered to the device.
  authorization_status  VARCHAR(24) NULL,
  certificate_serial    VARCHAR(40) NOT NULL,
  -- Subject public key of the ID certificate, DER: read with the row, so that a renewal costs one look-up.
  public_key            VARBINARY(1200) NOT NULL,
  version               INT NOT NULL DEFAULT 0,
  PRIMARY KEY (product_instance_id),
  CONSTRAINT uq_product_instance_piid UNIQUE (piid),
  CONSTRAINT uq_product_instance_udi UNIQUE (udi_pid, udi_serial_number, software_id),
  CONSTRAINT fk_product_instance_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT ck_product_instance_status CHECK (authorization_status IS NULL OR authorization_status IN
    ('AUTHORIZED', 'OUT_OF_COMPLIANCE', 'INVALID_TAG', 'AUTHORIZATION_EXPIRED')),
  INDEX ix_product_instance_account (virtual_account_id, product_instance_id),
  INDEX ix_product_instance_name (virtual_account_id, host_name, product_instance_id),
  INDEX ix_product_instance_contact (virtual_account_id, last_contact_at, product_instance_id),
  INDEX ix_product_instance_serial (udi_serial_number)
);

CREATE TABLE product_instance_member (
  product_instance_id BIGINT NOT NULL,
  udi_pid             VARCHAR(64) NOT NULL,
  udi_serial_number   VARCHAR(32) NOT NULL,
  member_role         VARCHAR(10) NOT NULL,
  PRIMARY KEY (product_instance_id, udi_pid, udi_serial_number),
  CONSTRAINT fk_product_instance_member FOREIGN KEY (product_instance_id)
    REFERENCES product_instance (product_instance_id) ON DELETE CASCADE,
  CONSTRAINT ck_product_instance_member_role CHECK (member_role IN ('ACTIVE', 'STANDBY', 'MEMBER'))
);

-- What each product instance asked for. The sum per pool is the pool's in_use; whether it is covered is the pool's balance, so
-- that a pool that turns short changes one row and not one per device.
CREATE TABLE consumption (
  product_instance_id  BIGINT NOT NULL,
  license_id           BIGINT NOT NULL,
  virtual_account_id   BIGINT NOT NULL,
  quantity             INT NOT NULL,
  PRIMARY KEY (product_instance_id, license_id),
  CONSTRAINT fk_consumption_product_instance FOREIGN KEY (product_instance_id)
    REFERENCES product_instance (product_instance_id) ON DELETE CASCADE,
  CONSTRAINT fk_consumption_pool FOREIGN KEY (virtual_account_id, license_id)
    REFERENCES license_pool (virtual_account_id, license_id),
  CONSTRAINT ck_consumption_quantity CHECK (quantity > 0),
  INDEX ix_consumption_pool (virtual_account_id, license_id, product_instance_id)
);

-- Every certificate the portal's CA was asked to sign: the intent is stored before the key is used.
CREATE TABLE certificate (
  certificate_id      BIGINT NOT NULL AUTO_INCREMENT,
  serial              VARCHAR(40) NOT NULL,
  kind                VARCHAR(10) NOT NULL,
  subject             VARCHAR(300) NOT NULL,
  not_before          DATETIME(6) NOT NULL,
  not_after           DATETIME(6) NOT NULL,
  status              VARCHAR(10) NOT NULL,
  piid                CHAR(36) NULL,
  der                 VARBINARY(4000) NULL,
  created_at          DATETIME(6) NOT NULL,
  revoked_at          DATETIME(6) NULL,
  PRIMARY KEY (certificate_id),
  CONSTRAINT uq_certificate_serial UNIQUE (serial),
  CONSTRAINT ck_certificate_kind CHECK (kind IN ('ROOT', 'ISSUING', 'TLS', 'SIGNING', 'DEVICE_ID')),
  CONSTRAINT ck_certificate_status CHECK (status IN ('INTENDED', 'ISSUED', 'SUPERSEDED', 'REVOKED')),
  CONSTRAINT ck_certificate_issued CHECK (status = 'INTENDED' OR der IS NOT NULL OR status = 'REVOKED'),
  INDEX ix_certificate_piid (piid),
  INDEX ix_certificate_revoked (status, revoked_at)
);

-- The answer given to each message, so that a repeated message gets the same answer and causes nothing twice.
-- Kept for twice the clock tolerance; older messages are refused by their time stamp.
CREATE TABLE device_message (
  udi_pid           VARCHAR(64) NOT NULL,
  udi_serial_number VARCHAR(32) NOT NULL,
  nonce             VARCHAR(40) NOT NULL,
  request_hash      BINARY(32) NOT NULL,
  answer            MEDIUMTEXT NOT NULL,
  answered_at       DATETIME(6) NOT NULL,
  PRIMARY KEY (udi_pid, udi_serial_number, nonce),
  INDEX ix_device_message_age (answered_at)
);
