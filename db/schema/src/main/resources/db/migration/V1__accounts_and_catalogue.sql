-- Accounts, people and their rights, and the catalogue. All times are UTC.

CREATE TABLE smart_account (
  smart_account_id BIGINT NOT NULL AUTO_INCREMENT,
  name             VARCHAR(120) NOT NULL,
  domain           VARCHAR(120) NOT NULL,
  account_type     VARCHAR(10) NOT NULL DEFAULT 'CUSTOMER',
  status           VARCHAR(10) NOT NULL DEFAULT 'ACTIVE',
  -- Whether tokens of this account may allow export-controlled functionality at all.
  export_permitted BOOLEAN NOT NULL DEFAULT TRUE,
  created_at       DATETIME(6) NOT NULL,
  PRIMARY KEY (smart_account_id),
  CONSTRAINT uq_smart_account_domain UNIQUE (domain),
  CONSTRAINT ck_smart_account_type CHECK (account_type IN ('CUSTOMER', 'HOLDING')),
  CONSTRAINT ck_smart_account_status CHECK (status IN ('ACTIVE', 'SUSPENDED'))
);

CREATE TABLE virtual_account (
  virtual_account_id BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id   BIGINT NOT NULL,
  name               VARCHAR(120) NOT NULL,
  description        VARCHAR(500) NOT NULL DEFAULT '',
  -- TRUE or NULL, so that the unique key allows one default and any number of others.
  default_marker     BOOLEAN NULL,
  commerce_access    VARCHAR(10) NOT NULL DEFAULT 'PUBLIC',
  created_at         DATETIME(6) NOT NULL,
  version            INT NOT NULL DEFAULT 0,
  PRIMARY KEY (virtual_account_id),
  CONSTRAINT uq_virtual_account_name UNIQUE (smart_account_id, name),
  CONSTRAINT uq_virtual_account_default UNIQUE (smart_account_id, default_marker),
  -- Lets children prove that their Virtual Account belongs to the Smart Account they name.
  CONSTRAINT uq_virtual_account_owner UNIQUE (virtual_account_id, smart_account_id),
  CONSTRAINT fk_virtual_account_smart_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT ck_virtual_account_default CHECK (default_marker IS NULL OR default_marker = TRUE),
  CONSTRAINT ck_virtual_account_access CHECK (commerce_access IN ('PUBLIC', 'PRIVATE'))
);

CREATE TABLE app_user (
  app_user_id         BIGINT NOT NULL AUTO_INCREMENT,
  user_name           VARCHAR(120) NOT NULL,
  display_name        VARCHAR(120) NOT NULL,
  email               VARCHAR(200) NOT NULL DEFAULT '',
  password_hash       VARCHAR(200) NOT NULL,
  must_change_password BOOLEAN NOT NULL DEFAULT FALSE,
  locale              VARCHAR(5) NOT NULL DEFAULT 'en',
  theme               VARCHAR(6) NOT NULL DEFAULT 'SYSTEM',
  disabled            BOOLEAN NOT NULL DEFAULT FALSE,
  failed_sign_ins     INT NOT NULL DEFAULT 0,
  locked_until        DATETIME(6) NULL,
  created_at          DATETIME(6) NOT NULL,
  version             INT NOT NULL DEFAULT 0,
  PRIMARY KEY (app_user_id),
  CONSTRAINT uq_app_user_name UNIQUE (user_name),
  CONSTRAINT ck_app_user_locale CHECK (locale IN ('en', 'ko')),
  CONSTRAINT ck_app_user_theme CHECK (theme IN ('SYSTEM', 'LIGHT', 'DARK')),
  CONSTRAINT ck_app_user_failed CHECK (failed_sign_ins >= 0)
);

CREATE TABLE role_grant (
  role_grant_id      BIGINT NOT NULL AUTO_INCREMENT,
  app_user_id        BIGINT NOT NULL,
  smart_account_id   BIGINT NOT NULL,
  virtual_account_id BIGINT NULL,
  role               VARCHAR(40) NOT NULL,
  -- 0 stands for the whole Smart Account: NULLs are distinct in a unique key.
  scope_key          BIGINT AS (COALESCE(virtual_account_id, 0)) PERSISTENT,
  granted_at         DATETIME(6) NOT NULL,
  PRIMARY KEY (role_grant_id),
  CONSTRAINT uq_role_grant_scope UNIQUE (app_user_id, smart_account_id, scope_key),
  CONSTRAINT fk_role_grant_user FOREIGN KEY (app_user_id) REFERENCES app_user (app_user_id),
  CONSTRAINT fk_role_grant_smart_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT fk_role_grant_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT ck_role_grant_scope CHECK (
    (virtual_account_id IS NULL AND role LIKE 'SMART\_ACCOUNT\_%')
    OR (virtual_account_id IS NOT NULL AND role LIKE 'VIRTUAL\_ACCOUNT\_%')),
  INDEX ix_role_grant_account (smart_account_id, app_user_id)
);

-- An OAuth 2.0 client acts for the person who made it, with that person's rights.
CREATE TABLE api_client (
  api_client_id BIGINT NOT NULL AUTO_INCREMENT,
  app_user_id   BIGINT NOT NULL,
  client_key    VARCHAR(60) NOT NULL,
  name          VARCHAR(120) NOT NULL,
  -- SHA-256 of a 256-bit random secret: nothing to guess, so no slow hash is needed.
  secret_hash   BINARY(32) NOT NULL,
  created_at    DATETIME(6) NOT NULL,
  revoked_at    DATETIME(6) NULL,
  PRIMARY KEY (api_client_id),
  CONSTRAINT uq_api_client_key UNIQUE (client_key),
  CONSTRAINT fk_api_client_user FOREIGN KEY (app_user_id) REFERENCES app_user (app_user_id)
);

CREATE TABLE access_token (
  token_hash    BINARY(32) NOT NULL,
  api_client_id BIGINT NOT NULL,
  expires_at    DATETIME(6) NOT NULL,
  PRIMARY KEY (token_hash),
  CONSTRAINT fk_access_token_client FOREIGN KEY (api_client_id) REFERENCES api_client (api_client_id) ON DELETE CASCADE,
  INDEX ix_access_token_expiry (expires_at)
);

-- Catalogue: data, importable. Each row carries where it was read and how sure it is (A sourced, B paired by us, C remembered, D ours).

CREATE TABLE platform (
  platform_id    BIGINT NOT NULL AUTO_INCREMENT,
  name           VARCHAR(60) NOT NULL,
  family         VARCHAR(80) NOT NULL,
  description    VARCHAR(200) NOT NULL,
  software_id    VARCHAR(200) NOT NULL,
  pid_pattern    VARCHAR(200) NOT NULL,
  legacy_method  VARCHAR(4) NOT NULL,
  dlc_supported  BOOLEAN NOT NULL,
  source         VARCHAR(80) NOT NULL,
  confidence     CHAR(1) NOT NULL,
  PRIMARY KEY (platform_id),
  CONSTRAINT uq_platform_name UNIQUE (name),
  INDEX ix_platform_software_id (software_id),
  CONSTRAINT ck_platform_legacy CHECK (legacy_method IN ('RTU', 'PAK', 'NONE')),
  CONSTRAINT ck_platform_confidence CHECK (confidence IN ('A', 'B', 'C', 'D'))
);

CREATE TABLE license (
  license_id        BIGINT NOT NULL AUTO_INCREMENT,
  name              VARCHAR(120) NOT NULL,
  entitlement_tag   VARCHAR(200) NOT NULL,
  description       VARCHAR(250) NOT NULL,
  export_restricted BOOLEAN NOT NULL DEFAULT FALSE,
  source            VARCHAR(80) NOT NULL,
  confidence        CHAR(1) NOT NULL,
  PRIMARY KEY (license_id),
  CONSTRAINT uq_license_name UNIQUE (name),
  CONSTRAINT uq_license_tag UNIQUE (entitlement_tag),
  CONSTRAINT ck_license_confidence CHECK (confidence IN ('A', 'B', 'C', 'D'))
);

-- A device that asks for the child is satisfied by a surplus of the parent. Acyclic: checked at import.
CREATE TABLE hierarchy_edge (
  parent_license_id BIGINT NOT NULL,
  child_license_id  BIGINT NOT NULL,
  PRIMARY KEY (parent_license_id, child_license_id),
  CONSTRAINT fk_hierarchy_edge_parent FOREIGN KEY (parent_license_id) REFERENCES license (license_id),
  CONSTRAINT fk_hierarchy_edge_child FOREIGN KEY (child_license_id) REFERENCES license (license_id),
  CONSTRAINT ck_hierarchy_edge_self CHECK (parent_license_id <> child_license_id)
);

CREATE TABLE sku (
  sku_id           BIGINT NOT NULL AUTO_INCREMENT,
  code             VARCHAR(60) NOT NULL,
  description      VARCHAR(250) NOT NULL,
  family           VARCHAR(80) NOT NULL,
  -- NULL: no equivalent smart licence exists.
  license_id       BIGINT NULL,
  -- How many smart licences one unit becomes.
  license_quantity INT NOT NULL DEFAULT 1,
  license_term     VARCHAR(12) NOT NULL DEFAULT 'PERPETUAL',
  term_days        INT NULL,
  partial_allowed  BOOLEAN NOT NULL DEFAULT TRUE,
  legacy_method    VARCHAR(4) NOT NULL,
  source           VARCHAR(80) NOT NULL,
  confidence       CHAR(1) NOT NULL,
  PRIMARY KEY (sku_id),
  CONSTRAINT uq_sku_code UNIQUE (code),
  CONSTRAINT fk_sku_license FOREIGN KEY (license_id) REFERENCES license (license_id),
  CONSTRAINT ck_sku_quantity CHECK (license_quantity > 0),
  CONSTRAINT ck_sku_term CHECK (license_term IN ('PERPETUAL', 'TERM', 'SUBSCRIPTION', 'DEMO', 'USAGE')),
  CONSTRAINT ck_sku_term_days CHECK (term_days IS NULL OR term_days > 0),
  CONSTRAINT ck_sku_legacy CHECK (legacy_method IN ('RTU', 'PAK')),
  CONSTRAINT ck_sku_confidence CHECK (confidence IN ('A', 'B', 'C', 'D'))
);

-- How many of a licence a topology needs, per configured feature.
CREATE TABLE consumption_rule (
  consumption_rule_id BIGINT NOT NULL AUTO_INCREMENT,
  platform_id         BIGINT NOT NULL,
  feature             VARCHAR(40) NOT NULL,
  license_id          BIGINT NOT NULL,
  counted_per         VARCHAR(10) NOT NULL,
  source              VARCHAR(80) NOT NULL,
  confidence          CHAR(1) NOT NULL,
  PRIMARY KEY (consumption_rule_id),
  CONSTRAINT uq_consumption_rule UNIQUE (platform_id, feature, license_id),
  CONSTRAINT fk_consumption_rule_platform FOREIGN KEY (platform_id) REFERENCES platform (platform_id),
  CONSTRAINT fk_consumption_rule_license FOREIGN KEY (license_id) REFERENCES license (license_id),
  CONSTRAINT ck_consumption_rule_per CHECK (counted_per IN ('SWITCH', 'SUPERVISOR', 'CHASSIS'))
);

-- Which files of the catalogue were loaded last.
CREATE TABLE catalogue_import (
  catalogue_import_id BIGINT NOT NULL AUTO_INCREMENT,
  content_hash        BINARY(32) NOT NULL,
  imported_at         DATETIME(6) NOT NULL,
  PRIMARY KEY (catalogue_import_id)
);
