-- What needs attention, and what happened.

CREATE TABLE alert (
  alert_id            BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id    BIGINT NOT NULL,
  virtual_account_id  BIGINT NULL,
  code                VARCHAR(40) NOT NULL,
  severity            VARCHAR(6) NOT NULL,
  -- MAJOR first: severity sorts by this.
  severity_rank       TINYINT AS (CASE severity WHEN 'MAJOR' THEN 0 WHEN 'MINOR' THEN 1 ELSE 2 END) PERSISTENT,
  license_id          BIGINT NULL,
  product_instance_id BIGINT NULL,
  -- Figure named in the message, such as how many licences are missing.
  quantity            INT NULL,
  -- What the alert is about while it is open; NULL once cleared, so that it may be raised again.
  open_key            VARCHAR(120) NULL,
  raised_at           DATETIME(6) NOT NULL,
  due_at              DATETIME(6) NULL,
  cleared_at          DATETIME(6) NULL,
  PRIMARY KEY (alert_id),
  CONSTRAINT uq_alert_open UNIQUE (open_key),
  CONSTRAINT fk_alert_smart_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT fk_alert_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT fk_alert_license FOREIGN KEY (license_id) REFERENCES license (license_id),
  CONSTRAINT fk_alert_product_instance FOREIGN KEY (product_instance_id)
    REFERENCES product_instance (product_instance_id) ON DELETE SET NULL,
  CONSTRAINT ck_alert_severity CHECK (severity IN ('MAJOR', 'MINOR', 'INFO')),
  CONSTRAINT ck_alert_open CHECK ((open_key IS NULL) = (cleared_at IS NOT NULL)),
  INDEX ix_alert_account (smart_account_id, cleared_at, severity_rank, due_at)
);

-- Rows are never changed or deleted. The text is made from code and parameters in the reader's language.
CREATE TABLE event (
  event_id            BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id    BIGINT NULL,
  virtual_account_id  BIGINT NULL,
  code                VARCHAR(40) NOT NULL,
  -- JSON object of the values named in the message.
  parameters          VARCHAR(2000) NOT NULL,
  outcome             VARCHAR(8) NOT NULL,
  actor_kind          VARCHAR(6) NOT NULL,
  actor_name          VARCHAR(120) NOT NULL,
  origin_address      VARCHAR(45) NULL,
  license_id          BIGINT NULL,
  piid                CHAR(36) NULL,
  occurred_at         DATETIME(6) NOT NULL,
  PRIMARY KEY (event_id),
  CONSTRAINT ck_event_outcome CHECK (outcome IN ('DONE', 'REFUSED', 'FAILED')),
  CONSTRAINT ck_event_actor CHECK (actor_kind IN ('USER', 'CLIENT', 'DEVICE', 'SYSTEM')),
  INDEX ix_event_account (smart_account_id, event_id),
  INDEX ix_event_virtual_account (virtual_account_id, event_id),
  INDEX ix_event_code (virtual_account_id, code, event_id)
);

-- Small facts about this installation: the set-up code's hash, when the server was last seen alive.
CREATE TABLE installation_fact (
  fact_key   VARCHAR(40) NOT NULL,
  fact_value VARCHAR(500) NOT NULL,
  PRIMARY KEY (fact_key)
);

-- No BEFORE INSERT triggers anywhere: MariaDB 11.4.5 mistakes INSERT … SELECT for a NULL id with one.
DELIMITER //
CREATE TRIGGER license_transaction_immutable_update BEFORE UPDATE ON license_transaction FOR EACH ROW
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'license_transaction rows are immutable';
END //
CREATE TRIGGER license_transaction_immutable_delete BEFORE DELETE ON license_transaction FOR EACH ROW
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'license_transaction rows are immutable';
END //
CREATE TRIGGER event_immutable_update BEFORE UPDATE ON event FOR EACH ROW
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'event rows are immutable';
END //
CREATE TRIGGER event_immutable_delete BEFORE DELETE ON event FOR EACH ROW
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'event rows are immutable';
END //
DELIMITER ;
