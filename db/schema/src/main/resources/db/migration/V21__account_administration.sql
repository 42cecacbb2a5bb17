-- Nested Virtual Accounts, rights that reach down the tree, requests for access, agreements.

ALTER TABLE smart_account ADD version INT NOT NULL DEFAULT 0;

-- At most five levels and no circles: checked under the lock of the Smart Account's row, which every change of the tree takes.
ALTER TABLE virtual_account
  ADD parent_virtual_account_id BIGINT NULL,
  ADD CONSTRAINT fk_virtual_account_parent FOREIGN KEY (parent_virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id);

ALTER TABLE role_grant
  ADD includes_children BOOLEAN NOT NULL DEFAULT FALSE,
  ADD CONSTRAINT ck_role_grant_children CHECK (NOT includes_children OR virtual_account_id IS NOT NULL);

ALTER TABLE app_user
  ADD last_smart_account_id BIGINT NULL,
  ADD CONSTRAINT fk_app_user_last_account FOREIGN KEY (last_smart_account_id) REFERENCES smart_account (smart_account_id)
    ON DELETE SET NULL;

-- Somebody asks the administrators of a domain for access. A domain nobody has is kept like any other: the asker must not learn which
-- domains have a Smart Account.
CREATE TABLE access_request (
  access_request_id BIGINT NOT NULL AUTO_INCREMENT,
  app_user_id       BIGINT NOT NULL,
  domain            VARCHAR(120) NOT NULL,
  smart_account_id  BIGINT NULL,
  message           VARCHAR(500) NOT NULL DEFAULT '',
  state             VARCHAR(10) NOT NULL DEFAULT 'PENDING',
  reason            VARCHAR(500) NOT NULL DEFAULT '',
  decided_by        VARCHAR(120) NULL,
  created_at        DATETIME(6) NOT NULL,
  decided_at        DATETIME(6) NULL,
  -- One that waits per person and domain.
  open_key          VARCHAR(160) NULL,
  PRIMARY KEY (access_request_id),
  CONSTRAINT uq_access_request_open UNIQUE (open_key),
  CONSTRAINT fk_access_request_user FOREIGN KEY (app_user_id) REFERENCES app_user (app_user_id),
  CONSTRAINT fk_access_request_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT ck_access_request_state CHECK (state IN ('PENDING', 'APPROVED', 'DECLINED', 'WITHDRAWN')),
  CONSTRAINT ck_access_request_open CHECK ((state = 'PENDING') = (open_key IS NOT NULL)),
  INDEX ix_access_request_account (smart_account_id, state, access_request_id),
  INDEX ix_access_request_user (app_user_id, access_request_id)
);

-- Published versions stay as they were; the newest of a code is the one to accept.
CREATE TABLE agreement (
  agreement_id BIGINT NOT NULL AUTO_INCREMENT,
  code         VARCHAR(40) NOT NULL,
  version      INT NOT NULL,
  name_en      VARCHAR(120) NOT NULL,
  name_ko      VARCHAR(120) NOT NULL,
  text_en      MEDIUMTEXT NOT NULL,
  text_ko      MEDIUMTEXT NOT NULL,
  published_at DATETIME(6) NOT NULL,
  due_at       DATETIME(6) NULL,
  PRIMARY KEY (agreement_id),
  CONSTRAINT uq_agreement_version UNIQUE (code, version),
  CONSTRAINT ck_agreement_version CHECK (version > 0)
);

CREATE TABLE agreement_acceptance (
  agreement_id     BIGINT NOT NULL,
  smart_account_id BIGINT NOT NULL,
  accepted_by      VARCHAR(120) NOT NULL,
  origin_address   VARCHAR(45) NULL,
  accepted_at      DATETIME(6) NOT NULL,
  PRIMARY KEY (agreement_id, smart_account_id),
  CONSTRAINT fk_agreement_acceptance_agreement FOREIGN KEY (agreement_id) REFERENCES agreement (agreement_id),
  CONSTRAINT fk_agreement_acceptance_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  INDEX ix_agreement_acceptance_account (smart_account_id, agreement_id)
);
