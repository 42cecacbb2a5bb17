-- Every road from a traditional licence to a smart one: PAKs nobody claimed yet, licences on devices, device-led conversion,
-- conversions in bulk, their approval and their undoing.

-- A PAK that was issued but claimed by nobody belongs to no account: whoever types its number claims it.
ALTER TABLE pak
  MODIFY smart_account_id BIGINT NULL,
  ADD CONSTRAINT ck_pak_owner CHECK (smart_account_id IS NOT NULL OR virtual_account_id IS NULL),
  ADD INDEX ix_pak_virtual_account (virtual_account_id, order_date, pak_id),
  ADD INDEX ix_pak_family (smart_account_id, family, pak_id);

-- What a device calls a traditional licence, and the SKU that stands for it.
CREATE TABLE device_license_name (
  device_license_name_id BIGINT NOT NULL AUTO_INCREMENT,
  platform_id  BIGINT NOT NULL,
  pid_pattern  VARCHAR(120) NOT NULL,
  license_form VARCHAR(4) NOT NULL,
  name         VARCHAR(60) NOT NULL,
  sku_id       BIGINT NOT NULL,
  -- How many of it one chassis can hold.
  max_count    INT NOT NULL DEFAULT 1,
  source       VARCHAR(80) NOT NULL,
  confidence   CHAR(1) NOT NULL,
  PRIMARY KEY (device_license_name_id),
  CONSTRAINT uq_device_license_name UNIQUE (platform_id, pid_pattern, license_form, name),
  CONSTRAINT fk_device_license_name_platform FOREIGN KEY (platform_id) REFERENCES platform (platform_id),
  CONSTRAINT fk_device_license_name_sku FOREIGN KEY (sku_id) REFERENCES sku (sku_id),
  CONSTRAINT ck_device_license_name_form CHECK (license_form IN ('RTU', 'PAK')),
  CONSTRAINT ck_device_license_name_max CHECK (max_count > 0),
  CONSTRAINT ck_device_license_name_confidence CHECK (confidence IN ('A', 'B', 'C', 'D'))
);

-- Devices with traditional licences. Each chassis has its row; members of a stack name the active one.
ALTER TABLE legacy_device
  MODIFY virtual_account_id BIGINT NULL,
  ADD stack_legacy_device_id BIGINT NULL,
  ADD origin VARCHAR(6) NOT NULL DEFAULT 'MANUAL',
  -- When it was put into its Virtual Account: Convert Licenses shows it from the next refresh on.
  ADD assigned_at DATETIME(6) NULL,
  -- Sums over its licences, kept beside them so that lists filter and page by an index.
  ADD held INT NOT NULL DEFAULT 0,
  ADD available INT NOT NULL DEFAULT 0,
  ADD CONSTRAINT fk_legacy_device_stack FOREIGN KEY (stack_legacy_device_id) REFERENCES legacy_device (legacy_device_id),
  ADD CONSTRAINT ck_legacy_device_origin CHECK (origin IN ('MANUAL', 'FILE', 'DEVICE')),
  ADD CONSTRAINT ck_legacy_device_assigned CHECK (virtual_account_id IS NOT NULL OR assigned_at IS NULL),
  ADD CONSTRAINT ck_legacy_device_held CHECK (held >= 0),
  ADD CONSTRAINT ck_legacy_device_available CHECK (available >= 0 AND available <= held),
  ADD INDEX ix_legacy_device_available (smart_account_id, available, legacy_device_id),
  ADD INDEX ix_legacy_device_serial (udi_serial_number);

UPDATE legacy_device SET assigned_at = created_at WHERE virtual_account_id IS NOT NULL;
UPDATE legacy_device d
  JOIN (SELECT legacy_device_id, SUM(quantity) AS held, SUM(quantity - converted) AS available
        FROM legacy_license GROUP BY legacy_device_id) l ON l.legacy_device_id = d.legacy_device_id
  SET d.held = l.held, d.available = l.available;

-- One SKU can reach a device from several PAK lines.
ALTER TABLE legacy_license
  ADD origin_key BIGINT AS (COALESCE(pak_line_id, 0)) PERSISTENT,
  ADD CONSTRAINT uq_legacy_license_origin UNIQUE (legacy_device_id, sku_id, origin_key),
  DROP INDEX uq_legacy_license;

-- When the account's list of convertible devices was read last: every hour, or on request.
CREATE TABLE device_refresh (
  smart_account_id BIGINT NOT NULL,
  refreshed_at     DATETIME(6) NOT NULL,
  PRIMARY KEY (smart_account_id),
  CONSTRAINT fk_device_refresh_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id)
);

-- A conversion of many lines, worked off in pieces; a piece and the state of its lines move in one transaction.
CREATE TABLE conversion_job (
  conversion_job_id  BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id   BIGINT NOT NULL,
  virtual_account_id BIGINT NOT NULL,
  kind               VARCHAR(6) NOT NULL,
  origin             VARCHAR(9) NOT NULL,
  state              VARCHAR(9) NOT NULL,
  request_key        VARCHAR(80) NOT NULL,
  request_hash       BINARY(32) NOT NULL,
  total_lines        INT NOT NULL DEFAULT 0,
  converted_lines    INT NOT NULL DEFAULT 0,
  refused_lines      INT NOT NULL DEFAULT 0,
  app_user_id        BIGINT NULL,
  requested_by       VARCHAR(120) NOT NULL,
  requested_at       DATETIME(6) NOT NULL,
  decided_by         VARCHAR(120) NULL,
  decided_at         DATETIME(6) NULL,
  decision_note      VARCHAR(500) NOT NULL DEFAULT '',
  finished_at        DATETIME(6) NULL,
  PRIMARY KEY (conversion_job_id),
  CONSTRAINT uq_conversion_job_request UNIQUE (smart_account_id, request_key),
  CONSTRAINT fk_conversion_job_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT fk_conversion_job_user FOREIGN KEY (app_user_id) REFERENCES app_user (app_user_id),
  CONSTRAINT ck_conversion_job_kind CHECK (kind IN ('PAK', 'DEVICE')),
  CONSTRAINT ck_conversion_job_origin CHECK (origin IN ('WIZARD', 'SELECTION', 'FILE', 'AUTOMATIC')),
  CONSTRAINT ck_conversion_job_state CHECK (state IN ('WAITING', 'RUNNING', 'DONE', 'DECLINED', 'CANCELLED')),
  CONSTRAINT ck_conversion_job_lines CHECK (converted_lines >= 0 AND refused_lines >= 0
    AND converted_lines + refused_lines <= total_lines),
  INDEX ix_conversion_job_account (smart_account_id, conversion_job_id),
  INDEX ix_conversion_job_state (state, conversion_job_id)
);

CREATE TABLE conversion_job_line (
  conversion_job_id BIGINT NOT NULL,
  line_number       INT NOT NULL,
  pak_line_id       BIGINT NULL,
  legacy_license_id BIGINT NULL,
  -- As the file or the list named it: also what could not be found has a name.
  label             VARCHAR(160) NOT NULL,
  quantity          INT NOT NULL,
  state             VARCHAR(9) NOT NULL,
  refusal           VARCHAR(40) NULL,
  refusal_argument  VARCHAR(200) NULL,
  conversion_id     BIGINT NULL,
  PRIMARY KEY (conversion_job_id, line_number),
  CONSTRAINT fk_conversion_job_line_job FOREIGN KEY (conversion_job_id) REFERENCES conversion_job (conversion_job_id),
  CONSTRAINT fk_conversion_job_line_pak_line FOREIGN KEY (pak_line_id) REFERENCES pak_line (pak_line_id),
  CONSTRAINT fk_conversion_job_line_legacy FOREIGN KEY (legacy_license_id) REFERENCES legacy_license (legacy_license_id),
  CONSTRAINT fk_conversion_job_line_conversion FOREIGN KEY (conversion_id) REFERENCES conversion (conversion_id),
  CONSTRAINT ck_conversion_job_line_state CHECK (state IN ('PENDING', 'CONVERTED', 'REFUSED')),
  CONSTRAINT ck_conversion_job_line_done CHECK ((state = 'CONVERTED') = (conversion_id IS NOT NULL)),
  INDEX ix_conversion_job_line_state (conversion_job_id, state, line_number)
);

ALTER TABLE conversion
  DROP CONSTRAINT ck_conversion_kind,
  ADD CONSTRAINT ck_conversion_kind CHECK (kind IN ('PAK', 'DEVICE', 'DLC', 'MANUAL')),
  ADD conversion_job_id BIGINT NULL,
  -- Undone in lab mode by compensating ledger rows, once.
  ADD undone_at DATETIME(6) NULL,
  ADD undone_by VARCHAR(120) NULL,
  ADD CONSTRAINT fk_conversion_job FOREIGN KEY (conversion_job_id) REFERENCES conversion_job (conversion_job_id),
  ADD CONSTRAINT ck_conversion_undone CHECK ((undone_at IS NULL) = (undone_by IS NULL));

ALTER TABLE license_transaction
  DROP CONSTRAINT ck_license_transaction_origin,
  ADD CONSTRAINT ck_license_transaction_origin CHECK (
    (source <> 'PAK_MIGRATION' OR (pak_line_id IS NOT NULL AND conversion_id IS NOT NULL))
    AND (source NOT IN ('DEVICE_MIGRATION', 'DLC_MIGRATION')
         OR (legacy_license_id IS NOT NULL AND conversion_id IS NOT NULL))
    AND (source <> 'REVERSAL' OR conversion_id IS NOT NULL));

-- What a device reported of its traditional licences: one row for each chassis.
CREATE TABLE dlc_device (
  dlc_device_id      BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id   BIGINT NOT NULL,
  virtual_account_id BIGINT NOT NULL,
  udi_pid            VARCHAR(64) NOT NULL,
  udi_serial_number  VARCHAR(32) NOT NULL,
  software_id        VARCHAR(200) NOT NULL,
  origin             VARCHAR(6) NOT NULL,
  -- Shared by the chassis of one message.
  poll_id            BIGINT NOT NULL,
  content_hash       BINARY(32) NOT NULL,
  state              VARCHAR(9) NOT NULL,
  failure            VARCHAR(40) NULL,
  failure_argument   VARCHAR(200) NULL,
  conversion_id      BIGINT NULL,
  received_by        VARCHAR(120) NOT NULL,
  received_at        DATETIME(6) NOT NULL,
  due_at             DATETIME(6) NOT NULL,
  finished_at        DATETIME(6) NULL,
  -- The UDI while it may still be converted or was: a device converts once. NULL after a failure, so that it may try again.
  open_key           VARCHAR(100) NULL,
  PRIMARY KEY (dlc_device_id),
  CONSTRAINT uq_dlc_device_open UNIQUE (open_key),
  CONSTRAINT fk_dlc_device_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT fk_dlc_device_conversion FOREIGN KEY (conversion_id) REFERENCES conversion (conversion_id),
  CONSTRAINT ck_dlc_device_origin CHECK (origin IN ('DEVICE', 'API', 'FILE')),
  CONSTRAINT ck_dlc_device_state CHECK (state IN ('RECEIVED', 'CONVERTED', 'FAILED')),
  CONSTRAINT ck_dlc_device_open CHECK ((state = 'FAILED') = (open_key IS NULL)),
  CONSTRAINT ck_dlc_device_failure CHECK ((state = 'FAILED') = (failure IS NOT NULL)),
  INDEX ix_dlc_device_account (smart_account_id, dlc_device_id),
  INDEX ix_dlc_device_poll (poll_id),
  INDEX ix_dlc_device_due (state, due_at),
  INDEX ix_dlc_device_udi (udi_serial_number, udi_pid)
);

CREATE TABLE dlc_line (
  dlc_device_id       BIGINT NOT NULL,
  line_number         INT NOT NULL,
  conversion_type     VARCHAR(20) NOT NULL,
  conversion_encoding VARCHAR(20) NOT NULL,
  conversion_string   VARCHAR(1000) NOT NULL,
  conversion_count    INT NOT NULL,
  sku_id              BIGINT NULL,
  PRIMARY KEY (dlc_device_id, line_number),
  CONSTRAINT fk_dlc_line_device FOREIGN KEY (dlc_device_id) REFERENCES dlc_device (dlc_device_id),
  CONSTRAINT fk_dlc_line_sku FOREIGN KEY (sku_id) REFERENCES sku (sku_id),
  CONSTRAINT ck_dlc_line_count CHECK (conversion_count >= 0)
);

-- What converts by itself, and what waits for somebody's consent. No row: the defaults of ConversionSettings.
CREATE TABLE conversion_setting (
  smart_account_id   BIGINT NOT NULL,
  -- Newly assigned PAKs whose SKUs match the filter (parts of SKUs, separated by commas; empty: all).
  pak_automatic      BOOLEAN NOT NULL,
  pak_sku_filter     VARCHAR(500) NOT NULL,
  -- NULL: the Virtual Account the PAK is assigned to.
  pak_virtual_account_id BIGINT NULL,
  device_automatic   BOOLEAN NOT NULL,
  dlc_mode           VARCHAR(8) NOT NULL,
  hold_automatic     BOOLEAN NOT NULL,
  two_person         BOOLEAN NOT NULL,
  version            INT NOT NULL DEFAULT 0,
  PRIMARY KEY (smart_account_id),
  CONSTRAINT fk_conversion_setting_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT fk_conversion_setting_pool FOREIGN KEY (pak_virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT ck_conversion_setting_dlc CHECK (dlc_mode IN ('ALL', 'SELECTED', 'NONE'))
);

-- The Virtual Accounts that accept device-led conversion when only selected ones do.
CREATE TABLE conversion_setting_pool (
  smart_account_id   BIGINT NOT NULL,
  virtual_account_id BIGINT NOT NULL,
  PRIMARY KEY (smart_account_id, virtual_account_id),
  CONSTRAINT fk_conversion_setting_pool_setting FOREIGN KEY (smart_account_id)
    REFERENCES conversion_setting (smart_account_id),
  CONSTRAINT fk_conversion_setting_pool_pool FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id)
);

-- Somebody is asked to convert by hand what no rule covers.
CREATE TABLE assisted_request (
  assisted_request_id BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id    BIGINT NOT NULL,
  virtual_account_id  BIGINT NOT NULL,
  pak_line_id         BIGINT NULL,
  legacy_license_id   BIGINT NULL,
  -- What it is about, in the words of the list it came from.
  subject             VARCHAR(200) NOT NULL,
  quantity            INT NOT NULL,
  state               VARCHAR(11) NOT NULL,
  app_user_id         BIGINT NULL,
  requested_by        VARCHAR(120) NOT NULL,
  requested_at        DATETIME(6) NOT NULL,
  changed_at          DATETIME(6) NOT NULL,
  conversion_id       BIGINT NULL,
  version             INT NOT NULL DEFAULT 0,
  PRIMARY KEY (assisted_request_id),
  CONSTRAINT fk_assisted_request_virtual_account FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id),
  CONSTRAINT fk_assisted_request_pak_line FOREIGN KEY (pak_line_id) REFERENCES pak_line (pak_line_id),
  CONSTRAINT fk_assisted_request_legacy FOREIGN KEY (legacy_license_id) REFERENCES legacy_license (legacy_license_id),
  CONSTRAINT fk_assisted_request_user FOREIGN KEY (app_user_id) REFERENCES app_user (app_user_id),
  CONSTRAINT fk_assisted_request_conversion FOREIGN KEY (conversion_id) REFERENCES conversion (conversion_id),
  CONSTRAINT ck_assisted_request_state CHECK (state IN ('OPEN', 'IN_PROGRESS', 'DONE', 'DECLINED', 'WITHDRAWN')),
  CONSTRAINT ck_assisted_request_quantity CHECK (quantity > 0),
  CONSTRAINT ck_assisted_request_done CHECK ((state = 'DONE') = (conversion_id IS NOT NULL)),
  INDEX ix_assisted_request_account (smart_account_id, assisted_request_id)
);

CREATE TABLE assisted_comment (
  assisted_comment_id BIGINT NOT NULL AUTO_INCREMENT,
  assisted_request_id BIGINT NOT NULL,
  text                VARCHAR(2000) NOT NULL,
  written_by          VARCHAR(120) NOT NULL,
  written_at          DATETIME(6) NOT NULL,
  PRIMARY KEY (assisted_comment_id),
  CONSTRAINT fk_assisted_comment_request FOREIGN KEY (assisted_request_id) REFERENCES assisted_request (assisted_request_id),
  INDEX ix_assisted_comment_request (assisted_request_id, assisted_comment_id)
);

-- What an alert is about when that is neither a licence nor a product instance: a PAK or a UDI.
ALTER TABLE alert ADD subject VARCHAR(160) NULL;
