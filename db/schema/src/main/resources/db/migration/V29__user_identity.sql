-- Sign-in by an OpenID Connect provider: whose account there is whose here. Times in this table are the world's.

CREATE TABLE user_identity (
  user_identity_id BIGINT NOT NULL AUTO_INCREMENT,
  app_user_id      BIGINT NOT NULL,
  -- Compared byte by byte, with trailing blanks: a provider may have both "a" and "A".
  issuer           VARCHAR(300) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  subject          VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  -- As the provider called the person at the time; only to be read.
  label            VARCHAR(200) NOT NULL,
  linked_at        DATETIME(6) NOT NULL,
  last_used_at     DATETIME(6) NULL,
  PRIMARY KEY (user_identity_id),
  CONSTRAINT uq_user_identity_subject UNIQUE (issuer, subject),
  -- One at each provider: which one signed in is then no question.
  CONSTRAINT uq_user_identity_person UNIQUE (app_user_id, issuer),
  CONSTRAINT fk_user_identity_user FOREIGN KEY (app_user_id) REFERENCES app_user (app_user_id),
  CONSTRAINT ck_user_identity_subject CHECK (issuer <> '' AND subject <> '')
);

-- The first sign-in may find its person by e-mail address.
CREATE INDEX ix_app_user_email ON app_user (email);

ALTER TABLE sign_in_session
  DROP CONSTRAINT ck_sign_in_session_method,
  ADD CONSTRAINT ck_sign_in_session_method CHECK (sign_in_method IN ('PASSWORD', 'TOTP', 'RECOVERY', 'PASSKEY', 'OIDC', 'OIDC_CODE'));
