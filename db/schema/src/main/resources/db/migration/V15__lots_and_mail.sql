-- Owned quantities apart by term, and letters that wait to be sent.

-- What a Virtual Account owns of a licence with the same term, start, end and subscription. The ledger's sum by these keys; a lot that
-- is used up stays with quantity 0, so that a reversal finds it.
CREATE TABLE license_lot (
  license_lot_id      BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id    BIGINT NOT NULL,
  virtual_account_id  BIGINT NOT NULL,
  license_id          BIGINT NOT NULL,
  license_term        VARCHAR(12) NOT NULL,
  -- Both days included; NULL: since ever, for ever.
  starts_on           DATE NULL,
  ends_on             DATE NULL,
  subscription_number VARCHAR(40) NULL,
  -- NULLs are distinct in a unique key.
  lot_key             VARCHAR(90) AS (CONCAT(license_term, '|', COALESCE(starts_on, ''), '|', COALESCE(ends_on, ''), '|',
                                             COALESCE(subscription_number, ''))) PERSISTENT,
  quantity            INT NOT NULL DEFAULT 0,
  reserved            INT NOT NULL DEFAULT 0,
  -- Whether the pool's owned figure holds it; until its first day the pool's pending figure does.
  counted             BOOLEAN NOT NULL,
  PRIMARY KEY (license_lot_id),
  CONSTRAINT uq_license_lot UNIQUE (virtual_account_id, license_id, lot_key),
  CONSTRAINT fk_license_lot_pool FOREIGN KEY (virtual_account_id, license_id)
    REFERENCES license_pool (virtual_account_id, license_id),
  CONSTRAINT fk_license_lot_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT ck_license_lot_quantity CHECK (quantity >= 0),
  CONSTRAINT ck_license_lot_reserved CHECK (reserved >= 0 AND reserved <= quantity),
  CONSTRAINT ck_license_lot_days CHECK (starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on),
  INDEX ix_license_lot_end (smart_account_id, ends_on, license_lot_id),
  INDEX ix_license_lot_start (smart_account_id, counted, starts_on)
);

ALTER TABLE license_pool
  -- Owned from a later day on.
  ADD pending INT NOT NULL DEFAULT 0,
  ADD CONSTRAINT ck_license_pool_pending CHECK (pending >= 0);

INSERT INTO license_lot (smart_account_id, virtual_account_id, license_id, license_term, starts_on, ends_on, subscription_number,
                         quantity, counted)
  SELECT smart_account_id, virtual_account_id, license_id, license_term, starts_on, ends_on, subscription_number, SUM(quantity), TRUE
  FROM license_transaction
  GROUP BY smart_account_id, virtual_account_id, license_id, license_term, starts_on, ends_on, subscription_number;

-- Letters are written in the transaction of what they tell of and sent after it. Sent and given-up ones are kept for a while.
CREATE TABLE outgoing_mail (
  outgoing_mail_id BIGINT NOT NULL AUTO_INCREMENT,
  recipient        VARCHAR(200) NOT NULL,
  subject          VARCHAR(300) NOT NULL,
  body             MEDIUMTEXT NOT NULL,
  attachment_name  VARCHAR(120) NULL,
  attachment_type  VARCHAR(100) NULL,
  attachment       MEDIUMBLOB NULL,
  state            VARCHAR(8) NOT NULL DEFAULT 'WAITING',
  attempts         INT NOT NULL DEFAULT 0,
  next_attempt_at  DATETIME(6) NOT NULL,
  last_problem     VARCHAR(500) NULL,
  created_at       DATETIME(6) NOT NULL,
  finished_at      DATETIME(6) NULL,
  PRIMARY KEY (outgoing_mail_id),
  CONSTRAINT ck_outgoing_mail_state CHECK (state IN ('WAITING', 'SENT', 'GIVEN_UP')),
  CONSTRAINT ck_outgoing_mail_attempts CHECK (attempts >= 0),
  CONSTRAINT ck_outgoing_mail_attachment CHECK ((attachment IS NULL) = (attachment_name IS NULL)),
  INDEX ix_outgoing_mail_due (state, next_attempt_at)
);
