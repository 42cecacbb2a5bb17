-- Second factors and sessions. Times in these tables are the world's, not the lab's.

ALTER TABLE smart_account
  -- Whether its people must have a second factor.
  ADD second_factor_required BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE totp_factor (
  app_user_id   BIGINT NOT NULL,
  sealed_secret VARBINARY(200) NOT NULL,
  -- The time step of the code used last: it and those before it are not accepted again.
  last_step     BIGINT NOT NULL,
  created_at    DATETIME(6) NOT NULL,
  PRIMARY KEY (app_user_id),
  CONSTRAINT fk_totp_factor_user FOREIGN KEY (app_user_id) REFERENCES app_user (app_user_id)
);

CREATE TABLE recovery_code (
  app_user_id BIGINT NOT NULL,
  -- SHA-256 of a code of 79 random bits: nothing to guess, so no slow hash is needed. Used ones are deleted.
  code_hash   BINARY(32) NOT NULL,
  PRIMARY KEY (app_user_id, code_hash),
  CONSTRAINT fk_recovery_code_user FOREIGN KEY (app_user_id) REFERENCES app_user (app_user_id)
);

-- A session is alive as long as its row is there. The browser's session id stands nowhere in it.
CREATE TABLE sign_in_session (
  sign_in_session_id BIGINT NOT NULL AUTO_INCREMENT,
  app_user_id        BIGINT NOT NULL,
  sign_in_method     VARCHAR(12) NOT NULL,
  started_at         DATETIME(6) NOT NULL,
  last_used_at       DATETIME(6) NOT NULL,
  origin_address     VARCHAR(45) NOT NULL DEFAULT '',
  user_agent         VARCHAR(300) NOT NULL DEFAULT '',
  PRIMARY KEY (sign_in_session_id),
  CONSTRAINT fk_sign_in_session_user FOREIGN KEY (app_user_id) REFERENCES app_user (app_user_id),
  CONSTRAINT ck_sign_in_session_method CHECK (sign_in_method IN ('PASSWORD', 'TOTP', 'RECOVERY')),
  INDEX ix_sign_in_session_user (app_user_id, last_used_at),
  INDEX ix_sign_in_session_used (last_used_at)
);
