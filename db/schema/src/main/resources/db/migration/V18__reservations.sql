-- Licences set apart for devices that never call home.

-- Which accounts may; without a row: not.
CREATE TABLE reservation_setting (
  smart_account_id BIGINT NOT NULL,
  specific_plr     BOOLEAN NOT NULL,
  version          INT NOT NULL,
  PRIMARY KEY (smart_account_id),
  CONSTRAINT fk_reservation_setting_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id)
);

-- A device with a reservation, from its request code until the licences came back or went to its replacement.
CREATE TABLE reservation (
  reservation_id     BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id   BIGINT NOT NULL,
  virtual_account_id BIGINT NOT NULL,
  piid               CHAR(36) NOT NULL,
  kind               VARCHAR(10) NOT NULL,
  udi_pid            VARCHAR(64) NOT NULL,
  udi_serial_number  VARCHAR(32) NOT NULL,
  -- Also the proof against which its later codes are checked. Used once.
  request_code       VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state              VARCHAR(10) NOT NULL DEFAULT 'RESERVED',
  created_by         VARCHAR(120) NOT NULL,
  created_at         DATETIME(6) NOT NULL,
  ended_at           DATETIME(6) NULL,
  ended_by           VARCHAR(120) NULL,
  -- One at a time for a chassis; NULL once it is over.
  open_udi           VARCHAR(100) AS (IF(state = 'RESERVED', CONCAT(udi_pid, ':', udi_serial_number), NULL)) PERSISTENT,
  version            INT NOT NULL DEFAULT 0,
  PRIMARY KEY (reservation_id),
  CONSTRAINT uq_reservation_piid UNIQUE (piid),
  CONSTRAINT uq_reservation_request UNIQUE (request_code),
  CONSTRAINT uq_reservation_open UNIQUE (open_udi),
  CONSTRAINT fk_reservation_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT ck_reservation_kind CHECK (kind IN ('SPECIFIC', 'UNIVERSAL')),
  CONSTRAINT ck_reservation_state CHECK (state IN ('RESERVED', 'RETURNED', 'REHOSTED')),
  CONSTRAINT ck_reservation_ended CHECK ((state = 'RESERVED') = (ended_at IS NULL)),
  INDEX ix_reservation_account (virtual_account_id, state, reservation_id)
);

-- Each authorization code that was given out. While one is PENDING the device may still go by the CURRENT one.
CREATE TABLE reservation_code (
  reservation_id     BIGINT NOT NULL,
  sequence           INT NOT NULL,
  authorization_code MEDIUMTEXT NOT NULL,
  state              VARCHAR(10) NOT NULL,
  issued_by          VARCHAR(120) NOT NULL,
  issued_at          DATETIME(6) NOT NULL,
  current_marker     BIGINT AS (IF(state = 'CURRENT', reservation_id, NULL)) PERSISTENT,
  pending_marker     BIGINT AS (IF(state = 'PENDING', reservation_id, NULL)) PERSISTENT,
  PRIMARY KEY (reservation_id, sequence),
  CONSTRAINT uq_reservation_code_current UNIQUE (current_marker),
  CONSTRAINT uq_reservation_code_pending UNIQUE (pending_marker),
  CONSTRAINT fk_reservation_code FOREIGN KEY (reservation_id) REFERENCES reservation (reservation_id),
  CONSTRAINT ck_reservation_code_state CHECK (state IN ('CURRENT', 'PENDING', 'SUPERSEDED', 'CANCELLED', 'ENDED')),
  CONSTRAINT ck_reservation_code_sequence CHECK (sequence > 0)
);

-- What each code grants, and of which lot it is. A lot's reserved quantity is, over reservations, the largest quantity of the CURRENT and
-- the PENDING code.
CREATE TABLE reservation_line (
  reservation_id     BIGINT NOT NULL,
  sequence           INT NOT NULL,
  license_lot_id     BIGINT NOT NULL,
  smart_account_id   BIGINT NOT NULL,
  quantity           INT NOT NULL,
  -- Its last day has passed: it holds nothing any more.
  expired            BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (reservation_id, sequence, license_lot_id),
  CONSTRAINT fk_reservation_line_code FOREIGN KEY (reservation_id, sequence)
    REFERENCES reservation_code (reservation_id, sequence),
  CONSTRAINT fk_reservation_line_lot FOREIGN KEY (license_lot_id) REFERENCES license_lot (license_lot_id),
  CONSTRAINT ck_reservation_line_quantity CHECK (quantity > 0),
  INDEX ix_reservation_line_lot (license_lot_id, expired)
);
