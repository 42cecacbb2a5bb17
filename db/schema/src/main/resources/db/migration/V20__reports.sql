-- Figures a manager reads, their history by days, and saved reports.

-- Read in this order by reports of a million product instances, and counted over the index alone. A contact that changes nothing
-- about the authorization does not touch it.
ALTER TABLE product_instance
  ADD INDEX ix_product_instance_report (smart_account_id, virtual_account_id, product_instance_id, authorization_status, silence);

-- Coverage of all Virtual Accounts, and the shortages alone.
ALTER TABLE license_pool
  ADD INDEX ix_license_pool_figures (smart_account_id, virtual_account_id, owned, reserved, in_use, balance),
  ADD INDEX ix_license_pool_short (smart_account_id, balance);

ALTER TABLE license_lot
  ADD INDEX ix_license_lot_expiry (smart_account_id, ends_on, quantity, virtual_account_id),
  ADD INDEX ix_license_lot_report (smart_account_id, virtual_account_id, license_lot_id);

-- What a large account has, counted every few minutes by one node: no page counts a million rows. One row for each Virtual Account, and
-- one for what is in none. Small accounts have no rows here, theirs is counted when it is asked for.
CREATE TABLE account_count (
  account_count_id   BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id   BIGINT NOT NULL,
  virtual_account_id BIGINT NULL,
  -- NULLs are distinct in a unique key.
  pool_key           BIGINT AS (COALESCE(virtual_account_id, 0)) PERSISTENT,
  devices_authorized INT NOT NULL,
  devices_short      INT NOT NULL,
  devices_expired    INT NOT NULL,
  devices_other      INT NOT NULL,
  devices_silent     INT NOT NULL,
  pak_converted      INT NOT NULL,
  pak_remaining      INT NOT NULL,
  device_converted   INT NOT NULL,
  device_remaining   INT NOT NULL,
  devices_to_convert INT NOT NULL,
  counted_at         DATETIME(6) NOT NULL,
  PRIMARY KEY (account_count_id),
  CONSTRAINT uq_account_count UNIQUE (smart_account_id, pool_key),
  CONSTRAINT fk_account_count_smart_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT fk_account_count_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id) ON DELETE CASCADE
);

-- The figures of a day: of the account (a row for every day that was observed), and of its Virtual Accounts and licences (a row only
-- where something changed since the last one, so that it holds until the next).
CREATE TABLE compliance_day (
  compliance_day_id  BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id   BIGINT NOT NULL,
  virtual_account_id BIGINT NULL,
  license_id         BIGINT NULL,
  pool_key           BIGINT AS (COALESCE(virtual_account_id, 0)) PERSISTENT,
  license_key        BIGINT AS (COALESCE(license_id, 0)) PERSISTENT,
  day                DATE NOT NULL,
  owned              INT NOT NULL,
  in_use             INT NOT NULL,
  short_by           INT NOT NULL,
  devices            INT NOT NULL DEFAULT 0,
  devices_short      INT NOT NULL DEFAULT 0,
  devices_expired    INT NOT NULL DEFAULT 0,
  devices_silent     INT NOT NULL DEFAULT 0,
  taken_at           DATETIME(6) NOT NULL,
  PRIMARY KEY (compliance_day_id),
  CONSTRAINT uq_compliance_day UNIQUE (smart_account_id, license_key, pool_key, day),
  CONSTRAINT fk_compliance_day_smart_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT fk_compliance_day_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id) ON DELETE CASCADE,
  CONSTRAINT fk_compliance_day_license FOREIGN KEY (license_id) REFERENCES license (license_id),
  INDEX ix_compliance_day_report (smart_account_id, compliance_day_id)
);

CREATE TABLE report_definition (
  report_definition_id BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id     BIGINT NOT NULL,
  app_user_id          BIGINT NOT NULL,
  name                 VARCHAR(120) NOT NULL,
  description          VARCHAR(500) NOT NULL DEFAULT '',
  kind                 VARCHAR(20) NOT NULL,
  -- Everybody in the account may run it, each within their own rights.
  shared               BOOLEAN NOT NULL DEFAULT FALSE,
  all_pools            BOOLEAN NOT NULL,
  license_text         VARCHAR(120) NOT NULL DEFAULT '',
  license_term         VARCHAR(12) NULL,
  product_text         VARCHAR(120) NOT NULL DEFAULT '',
  state                VARCHAR(20) NULL,
  days                 INT NULL,
  -- Names of the columns, in order, separated by commas.
  chosen_columns       VARCHAR(500) NOT NULL,
  frequency            VARCHAR(8) NULL,
  at_hour              TINYINT NULL,
  file_format          VARCHAR(5) NULL,
  next_run_at          DATETIME(6) NULL,
  last_sent_at         DATETIME(6) NULL,
  created_at           DATETIME(6) NOT NULL,
  version              INT NOT NULL DEFAULT 0,
  PRIMARY KEY (report_definition_id),
  CONSTRAINT uq_report_definition_name UNIQUE (smart_account_id, app_user_id, name),
  CONSTRAINT uq_report_definition_owner UNIQUE (report_definition_id, smart_account_id),
  CONSTRAINT fk_report_definition_smart_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT fk_report_definition_user FOREIGN KEY (app_user_id) REFERENCES app_user (app_user_id),
  CONSTRAINT ck_report_definition_kind CHECK (kind IN
    ('LICENSES', 'SUBSCRIPTIONS', 'PRODUCT_INSTANCES', 'CONVERSIONS', 'COMPLIANCE')),
  CONSTRAINT ck_report_definition_days CHECK (days IS NULL OR days BETWEEN 1 AND 3650),
  CONSTRAINT ck_report_definition_frequency CHECK (frequency IS NULL OR frequency IN ('DAILY', 'WEEKLY', 'MONTHLY')),
  CONSTRAINT ck_report_definition_format CHECK (file_format IS NULL OR file_format IN ('CSV', 'EXCEL')),
  CONSTRAINT ck_report_definition_hour CHECK (at_hour IS NULL OR at_hour BETWEEN 0 AND 23),
  CONSTRAINT ck_report_definition_schedule CHECK (
    (frequency IS NULL) = (at_hour IS NULL) AND (frequency IS NULL) = (file_format IS NULL)
    AND (frequency IS NULL) = (next_run_at IS NULL)),
  INDEX ix_report_definition_due (smart_account_id, next_run_at)
);

-- The chosen Virtual Accounts. One that is deleted leaves the choice, which never grows by that.
CREATE TABLE report_definition_pool (
  report_definition_id BIGINT NOT NULL,
  virtual_account_id   BIGINT NOT NULL,
  smart_account_id     BIGINT NOT NULL,
  PRIMARY KEY (report_definition_id, virtual_account_id),
  CONSTRAINT fk_report_definition_pool_report FOREIGN KEY (report_definition_id, smart_account_id)
    REFERENCES report_definition (report_definition_id, smart_account_id) ON DELETE CASCADE,
  CONSTRAINT fk_report_definition_pool_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id) ON DELETE CASCADE
);
