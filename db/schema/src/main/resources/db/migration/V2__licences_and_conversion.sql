-- Traditional licences, the ledger, the pools and the acts of conversion.

CREATE TABLE pak (
  pak_id             BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id   BIGINT NOT NULL,
  virtual_account_id BIGINT NULL,
  pak_number         CHAR(11) NOT NULL,
  family             VARCHAR(80) NOT NULL,
  order_number       VARCHAR(40) NOT NULL,
  order_date         DATE NOT NULL,
  -- Kept beside the lines so that a list of a million PAKs filters and sorts by an index.
  status             VARCHAR(20) NOT NULL DEFAULT 'UNFULFILLED',
  available          INT NOT NULL,
  created_at         DATETIME(6) NOT NULL,
  PRIMARY KEY (pak_id),
  CONSTRAINT uq_pak_number UNIQUE (pak_number),
  CONSTRAINT fk_pak_smart_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT fk_pak_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT ck_pak_number CHECK (pak_number REGEXP '^[0-9A-Z]{11}$'),
  CONSTRAINT ck_pak_available CHECK (available >= 0),
  CONSTRAINT ck_pak_status CHECK (status IN
    ('UNFULFILLED', 'PARTIALLY FULFILLED', 'FULFILLED', 'PARTIALLY CONVERTED', 'CONVERTED')),
  INDEX ix_pak_number (smart_account_id, pak_number),
  INDEX ix_pak_order_date (smart_account_id, order_date, pak_id),
  INDEX ix_pak_order_number (smart_account_id, order_number, pak_id),
  INDEX ix_pak_status (smart_account_id, status, pak_id)
);

CREATE TABLE pak_line (
  pak_line_id BIGINT NOT NULL AUTO_INCREMENT,
  pak_id      BIGINT NOT NULL,
  line_number INT NOT NULL,
  sku_id      BIGINT NOT NULL,
  ordered     INT NOT NULL,
  fulfilled   INT NOT NULL DEFAULT 0,
  converted   INT NOT NULL DEFAULT 0,
  -- End of a term licence; NULL for perpetual ones.
  term_ends   DATE NULL,
  PRIMARY KEY (pak_line_id),
  CONSTRAINT uq_pak_line_number UNIQUE (pak_id, line_number),
  CONSTRAINT fk_pak_line_pak FOREIGN KEY (pak_id) REFERENCES pak (pak_id),
  CONSTRAINT fk_pak_line_sku FOREIGN KEY (sku_id) REFERENCES sku (sku_id),
  CONSTRAINT ck_pak_line_ordered CHECK (ordered > 0),
  CONSTRAINT ck_pak_line_fulfilled CHECK (fulfilled >= 0),
  CONSTRAINT ck_pak_line_converted CHECK (converted >= 0),
  CONSTRAINT ck_pak_line_remaining CHECK (fulfilled + converted <= ordered),
  INDEX ix_pak_line_sku (sku_id, pak_id)
);

CREATE TABLE legacy_device (
  legacy_device_id   BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id   BIGINT NOT NULL,
  virtual_account_id BIGINT NOT NULL,
  platform_id        BIGINT NOT NULL,
  udi_pid            VARCHAR(64) NOT NULL,
  udi_serial_number  VARCHAR(32) NOT NULL,
  created_at         DATETIME(6) NOT NULL,
  PRIMARY KEY (legacy_device_id),
  CONSTRAINT uq_legacy_device_udi UNIQUE (udi_pid, udi_serial_number),
  CONSTRAINT fk_legacy_device_platform FOREIGN KEY (platform_id) REFERENCES platform (platform_id),
  CONSTRAINT fk_legacy_device_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  INDEX ix_legacy_device_account (smart_account_id, legacy_device_id)
);

CREATE TABLE legacy_license (
  legacy_license_id BIGINT NOT NULL AUTO_INCREMENT,
  legacy_device_id  BIGINT NOT NULL,
  sku_id            BIGINT NOT NULL,
  license_form      VARCHAR(4) NOT NULL,
  pak_line_id       BIGINT NULL,
  quantity          INT NOT NULL,
  converted         INT NOT NULL DEFAULT 0,
  term_ends         DATE NULL,
  PRIMARY KEY (legacy_license_id),
  CONSTRAINT uq_legacy_license UNIQUE (legacy_device_id, sku_id),
  CONSTRAINT fk_legacy_license_device FOREIGN KEY (legacy_device_id) REFERENCES legacy_device (legacy_device_id),
  CONSTRAINT fk_legacy_license_sku FOREIGN KEY (sku_id) REFERENCES sku (sku_id),
  CONSTRAINT fk_legacy_license_pak_line FOREIGN KEY (pak_line_id) REFERENCES pak_line (pak_line_id),
  CONSTRAINT ck_legacy_license_form CHECK (license_form IN ('RTU', 'PAK')),
  CONSTRAINT ck_legacy_license_quantity CHECK (quantity > 0),
  CONSTRAINT ck_legacy_license_converted CHECK (converted >= 0 AND converted <= quantity)
);

-- One act of conversion; the request key makes a repeated request find the first one's result.
CREATE TABLE conversion (
  conversion_id      BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id   BIGINT NOT NULL,
  virtual_account_id BIGINT NOT NULL,
  kind               VARCHAR(6) NOT NULL,
  request_key        VARCHAR(80) NOT NULL,
  -- Of what was asked: a key used again for something else is a conflict.
  request_hash       BINARY(32) NOT NULL,
  app_user_id        BIGINT NULL,
  converted_by       VARCHAR(120) NOT NULL,
  converted_at       DATETIME(6) NOT NULL,
  PRIMARY KEY (conversion_id),
  CONSTRAINT uq_conversion_request UNIQUE (smart_account_id, request_key),
  CONSTRAINT fk_conversion_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT fk_conversion_user FOREIGN KEY (app_user_id) REFERENCES app_user (app_user_id),
  CONSTRAINT ck_conversion_kind CHECK (kind IN ('PAK', 'DEVICE', 'DLC')),
  INDEX ix_conversion_account (smart_account_id, conversion_id)
);

-- The ledger. Rows are never changed or deleted (triggers in V4): owned quantity changes by inserting here, and only so.
CREATE TABLE license_transaction (
  license_transaction_id BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id       BIGINT NOT NULL,
  virtual_account_id     BIGINT NOT NULL,
  license_id             BIGINT NOT NULL,
  source                 VARCHAR(20) NOT NULL,
  -- Signed: what leaves a pool is negative.
  quantity               INT NOT NULL,
  license_term           VARCHAR(12) NOT NULL,
  starts_on              DATE NULL,
  ends_on                DATE NULL,
  sku_id                 BIGINT NULL,
  order_number           VARCHAR(40) NULL,
  subscription_number    VARCHAR(40) NULL,
  conversion_id          BIGINT NULL,
  pak_line_id            BIGINT NULL,
  legacy_license_id      BIGINT NULL,
  counterpart_virtual_account_id BIGINT NULL,
  note                   VARCHAR(200) NOT NULL DEFAULT '',
  recorded_by            VARCHAR(120) NOT NULL,
  recorded_at            DATETIME(6) NOT NULL,
  PRIMARY KEY (license_transaction_id),
  CONSTRAINT fk_license_transaction_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT fk_license_transaction_license FOREIGN KEY (license_id) REFERENCES license (license_id),
  CONSTRAINT fk_license_transaction_sku FOREIGN KEY (sku_id) REFERENCES sku (sku_id),
  CONSTRAINT fk_license_transaction_conversion FOREIGN KEY (conversion_id) REFERENCES conversion (conversion_id),
  CONSTRAINT fk_license_transaction_pak_line FOREIGN KEY (pak_line_id) REFERENCES pak_line (pak_line_id),
  CONSTRAINT fk_license_transaction_legacy FOREIGN KEY (legacy_license_id) REFERENCES legacy_license (legacy_license_id),
  CONSTRAINT ck_license_transaction_quantity CHECK (quantity <> 0),
  CONSTRAINT ck_license_transaction_source CHECK (source IN
    ('ORDER', 'PAK_MIGRATION', 'DEVICE_MIGRATION', 'DLC_MIGRATION', 'MANUAL', 'TRANSFER', 'EXPIRY', 'REVERSAL')),
  CONSTRAINT ck_license_transaction_term CHECK (license_term IN ('PERPETUAL', 'TERM', 'SUBSCRIPTION', 'DEMO', 'USAGE')),
  CONSTRAINT ck_license_transaction_origin CHECK (
    (source <> 'PAK_MIGRATION' OR (pak_line_id IS NOT NULL AND conversion_id IS NOT NULL))
    AND (source <> 'DEVICE_MIGRATION' OR (legacy_license_id IS NOT NULL AND conversion_id IS NOT NULL))),
  INDEX ix_license_transaction_pool (virtual_account_id, license_id, license_transaction_id),
  INDEX ix_license_transaction_account (smart_account_id, license_transaction_id)
);

-- The figures of one licence in one Virtual Account, kept beside the ledger for speed; `ledger check` proves both agree.
CREATE TABLE license_pool (
  virtual_account_id BIGINT NOT NULL,
  license_id         BIGINT NOT NULL,
  smart_account_id   BIGINT NOT NULL,
  owned              INT NOT NULL DEFAULT 0,
  in_use             INT NOT NULL DEFAULT 0,
  reserved           INT NOT NULL DEFAULT 0,
  -- Taken from an ancestor's surplus, and lent to descendants.
  borrowed           INT NOT NULL DEFAULT 0,
  lent               INT NOT NULL DEFAULT 0,
  balance            INT AS (owned - reserved - in_use + borrowed - lent) PERSISTENT,
  PRIMARY KEY (virtual_account_id, license_id),
  CONSTRAINT fk_license_pool_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT fk_license_pool_license FOREIGN KEY (license_id) REFERENCES license (license_id),
  CONSTRAINT ck_license_pool_owned CHECK (owned >= 0),
  CONSTRAINT ck_license_pool_in_use CHECK (in_use >= 0),
  CONSTRAINT ck_license_pool_reserved CHECK (reserved >= 0),
  CONSTRAINT ck_license_pool_borrowed CHECK (borrowed >= 0),
  CONSTRAINT ck_license_pool_lent CHECK (lent >= 0),
  INDEX ix_license_pool_account (smart_account_id, license_id),
  INDEX ix_license_pool_balance (virtual_account_id, balance)
);

-- Which surplus fills which shortage, as computed last.
CREATE TABLE substitution (
  virtual_account_id BIGINT NOT NULL,
  parent_license_id  BIGINT NOT NULL,
  child_license_id   BIGINT NOT NULL,
  quantity           INT NOT NULL,
  PRIMARY KEY (virtual_account_id, parent_license_id, child_license_id),
  CONSTRAINT fk_substitution_parent FOREIGN KEY (virtual_account_id, parent_license_id)
    REFERENCES license_pool (virtual_account_id, license_id),
  CONSTRAINT fk_substitution_child FOREIGN KEY (virtual_account_id, child_license_id)
    REFERENCES license_pool (virtual_account_id, license_id),
  CONSTRAINT ck_substitution_quantity CHECK (quantity > 0)
);

-- Locked (FOR UPDATE) by whoever changes a Virtual Account's pools. A table of its own, because every insert that names the
-- Virtual Account takes a shared lock on that row for its foreign key, and shared-then-exclusive deadlocks.
CREATE TABLE pool_guard (
  virtual_account_id BIGINT NOT NULL,
  PRIMARY KEY (virtual_account_id)
);
