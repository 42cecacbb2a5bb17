-- License Registration, the side of the PAKs.

ALTER TABLE pak
  -- When it was claimed by its number. Removed again, it belongs to nobody as before; a PAK that was typed in is deleted.
  ADD claimed_at DATETIME(6) NULL,
  ADD CONSTRAINT ck_pak_claimed CHECK (claimed_at IS NULL OR smart_account_id IS NOT NULL),
  -- The list goes by family, then PAK number.
  DROP INDEX ix_pak_family,
  ADD INDEX ix_pak_family (smart_account_id, family, pak_number);

ALTER TABLE event
  -- The PAK an event tells of: what happened to one PAK is read by an index.
  ADD pak_number VARCHAR(11) AS (LEFT(JSON_VALUE(parameters, '$.pak'), 11)) PERSISTENT,
  ADD INDEX ix_event_pak (smart_account_id, pak_number, event_id),
  ADD INDEX ix_event_account_code (smart_account_id, code, event_id);

-- One request for licences on a device; the request key makes a repeated request find that it was done.
CREATE TABLE fulfilment (
  fulfilment_id    BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id BIGINT NOT NULL,
  request_key      VARCHAR(80) NOT NULL,
  -- Of what was asked: a key used again for something else is a conflict.
  request_hash     BINARY(32) NOT NULL,
  app_user_id      BIGINT NULL,
  fulfilled_by     VARCHAR(120) NOT NULL,
  fulfilled_at     DATETIME(6) NOT NULL,
  PRIMARY KEY (fulfilment_id),
  CONSTRAINT uq_fulfilment_request UNIQUE (smart_account_id, request_key),
  CONSTRAINT fk_fulfilment_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT fk_fulfilment_user FOREIGN KEY (app_user_id) REFERENCES app_user (app_user_id)
);
