-- Transfers of licences between Virtual Accounts, what was said about a lot's end, and labels.

-- One row per transfer: the request that asked for it, so that its repetition moves nothing.
CREATE TABLE license_transfer (
  license_transfer_id       BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id          BIGINT NOT NULL,
  source_virtual_account_id BIGINT NOT NULL,
  target_virtual_account_id BIGINT NOT NULL,
  request_id                VARCHAR(90) NOT NULL,
  -- SHA-256 of what was asked for: the same request id for something else is a mistake of the client.
  request_digest            CHAR(64) NOT NULL,
  quantity                  INT NOT NULL,
  transferred_by            VARCHAR(120) NOT NULL,
  transferred_at            DATETIME(6) NOT NULL,
  PRIMARY KEY (license_transfer_id),
  CONSTRAINT uq_license_transfer_request UNIQUE (smart_account_id, request_id),
  CONSTRAINT fk_license_transfer_source FOREIGN KEY (source_virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT fk_license_transfer_target FOREIGN KEY (target_virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT ck_license_transfer_other CHECK (source_virtual_account_id <> target_virtual_account_id),
  CONSTRAINT ck_license_transfer_quantity CHECK (quantity > 0)
);

ALTER TABLE license_lot
  -- How many days before its end somebody was told last: 90, 60, 30, 14, 7, 3 or 1. A dismissed alert comes back at the next.
  ADD told_days SMALLINT NULL;

ALTER TABLE license_pool
  -- Who of the account has a surplus of a licence.
  ADD INDEX ix_license_pool_surplus (smart_account_id, license_id, balance);

-- Labels of an account: a cost centre, a location.
CREATE TABLE tag (
  tag_id           BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id BIGINT NOT NULL,
  name             VARCHAR(60) NOT NULL,
  colour           VARCHAR(8) NOT NULL,
  PRIMARY KEY (tag_id),
  CONSTRAINT uq_tag_name UNIQUE (smart_account_id, name),
  CONSTRAINT uq_tag_account UNIQUE (tag_id, smart_account_id),
  CONSTRAINT fk_tag_smart_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT ck_tag_colour CHECK (colour IN ('BLUE', 'TEAL', 'GREEN', 'AMBER', 'RED', 'PURPLE', 'GREY'))
);

CREATE TABLE license_tag (
  tag_id             BIGINT NOT NULL,
  smart_account_id   BIGINT NOT NULL,
  virtual_account_id BIGINT NOT NULL,
  license_id         BIGINT NOT NULL,
  PRIMARY KEY (virtual_account_id, license_id, tag_id),
  CONSTRAINT fk_license_tag_tag FOREIGN KEY (tag_id, smart_account_id)
    REFERENCES tag (tag_id, smart_account_id) ON DELETE CASCADE,
  CONSTRAINT fk_license_tag_pool FOREIGN KEY (virtual_account_id, license_id)
    REFERENCES license_pool (virtual_account_id, license_id),
  CONSTRAINT fk_license_tag_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  INDEX ix_license_tag_tag (tag_id, virtual_account_id)
);

CREATE TABLE virtual_account_tag (
  tag_id             BIGINT NOT NULL,
  smart_account_id   BIGINT NOT NULL,
  virtual_account_id BIGINT NOT NULL,
  PRIMARY KEY (virtual_account_id, tag_id),
  CONSTRAINT fk_virtual_account_tag_tag FOREIGN KEY (tag_id, smart_account_id)
    REFERENCES tag (tag_id, smart_account_id) ON DELETE CASCADE,
  -- A label is no reason to keep an empty Virtual Account.
  CONSTRAINT fk_virtual_account_tag_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id) ON DELETE CASCADE
);
