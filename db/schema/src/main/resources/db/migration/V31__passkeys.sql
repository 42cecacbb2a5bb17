-- Passkeys: what is stored opens nothing. The private key never leaves the authenticator. Times are the world's, not the lab's.

CREATE TABLE passkey (
  passkey_id       BIGINT NOT NULL AUTO_INCREMENT,
  app_user_id      BIGINT NOT NULL,
  -- As the authenticator chose it; binary, because it is compared byte by byte.
  credential_id    VARBINARY(1023) NOT NULL,
  -- Model, credential id and COSE public key, as WebAuthn writes them one after the other.
  credential_data  VARBINARY(3000) NOT NULL,
  -- The host it was made for: it is of no use under another name.
  rp_id            VARCHAR(253) NOT NULL,
  -- 0: the authenticator does not count.
  sign_counter     BIGINT NOT NULL,
  backup_eligible  BOOLEAN NOT NULL,
  name             VARCHAR(80) NOT NULL,
  created_at       DATETIME(6) NOT NULL,
  last_used_at     DATETIME(6),
  PRIMARY KEY (passkey_id),
  CONSTRAINT fk_passkey_user FOREIGN KEY (app_user_id) REFERENCES app_user (app_user_id),
  CONSTRAINT uq_passkey_credential UNIQUE (credential_id),
  CONSTRAINT ck_passkey_counter CHECK (sign_counter >= 0),
  INDEX ix_passkey_user (app_user_id, passkey_id)
);

ALTER TABLE sign_in_session
  DROP CONSTRAINT ck_sign_in_session_method,
  ADD CONSTRAINT ck_sign_in_session_method CHECK (sign_in_method IN
    ('PASSWORD', 'TOTP', 'RECOVERY', 'PASSWORD_KEY', 'PASSKEY', 'OIDC', 'OIDC_CODE'));
