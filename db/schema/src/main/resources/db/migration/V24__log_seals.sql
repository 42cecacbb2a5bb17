-- Tamper-evident logs: rows of event and license_transaction are sealed in order of their ids, after the acts that wrote them.

-- What was last seen of a log, and when by the world's clock: only what was seen for a while is sealed. Locking its row makes whoever
-- seals the only one.
CREATE TABLE log_head (
  log     VARCHAR(6) NOT NULL,
  seen_id BIGINT NOT NULL DEFAULT 0,
  seen_at DATETIME(6) NULL,
  PRIMARY KEY (log),
  CONSTRAINT ck_log_head_log CHECK (log IN ('EVENT', 'LEDGER'))
);

INSERT INTO log_head (log) VALUES ('EVENT'), ('LEDGER');

CREATE TABLE log_seal (
  log                VARCHAR(6) NOT NULL,
  number             BIGINT NOT NULL,
  -- Which columns of a row were hashed, and how.
  format             SMALLINT NOT NULL,
  -- Every id between the two belongs to this seal, also one that no row has.
  from_id            BIGINT NOT NULL,
  to_id              BIGINT NOT NULL,
  row_count          INT NOT NULL,
  -- For each row 8 bytes of id and the SHA-256 of its columns.
  row_hashes         MEDIUMBLOB NOT NULL,
  -- The latest of the rows, by the portal's clock.
  newest_at          DATETIME(6) NOT NULL,
  -- By the world's clock.
  sealed_at          DATETIME(6) NOT NULL,
  previous_hash      BINARY(32) NOT NULL,
  -- SHA-256 of all columns above and of the certificate's serial number.
  seal_hash          BINARY(32) NOT NULL,
  certificate_serial VARCHAR(40) NOT NULL,
  signature          VARBINARY(1000) NOT NULL,
  PRIMARY KEY (log, number),
  CONSTRAINT uq_log_seal_from UNIQUE (log, from_id),
  CONSTRAINT fk_log_seal_head FOREIGN KEY (log) REFERENCES log_head (log),
  CONSTRAINT fk_log_seal_certificate FOREIGN KEY (certificate_serial) REFERENCES certificate (serial),
  CONSTRAINT ck_log_seal_number CHECK (number > 0),
  CONSTRAINT ck_log_seal_range CHECK (from_id <= to_id),
  CONSTRAINT ck_log_seal_rows CHECK (row_count > 0 AND LENGTH(row_hashes) = row_count * 40)
);

DELIMITER //
CREATE TRIGGER log_seal_immutable_update BEFORE UPDATE ON log_seal FOR EACH ROW
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'log_seal rows are immutable';
END //
CREATE TRIGGER log_seal_immutable_delete BEFORE DELETE ON log_seal FOR EACH ROW
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'log_seal rows are immutable';
END //
DELIMITER ;
