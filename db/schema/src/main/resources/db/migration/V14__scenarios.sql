-- What a lab lets go wrong on purpose, and who practises it on which switch.

-- What this portal does to one device, until a time of the portal's clock. Read by every node, once a second.
CREATE TABLE lab_condition (
  udi_pid           VARCHAR(64)  NOT NULL,
  udi_serial_number VARCHAR(32)  NOT NULL,
  kind              VARCHAR(30)  NOT NULL,
  smart_account_id  BIGINT       NOT NULL,
  until_at          DATETIME(6)  NOT NULL,
  PRIMARY KEY (udi_pid, udi_serial_number, kind),
  CONSTRAINT fk_lab_condition_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT ck_lab_condition_kind CHECK (kind IN ('SERVER_BUSY', 'SIGNING_CERTIFICATE_EXPIRED'))
);

-- One failure set up on one switch for somebody to mend.
CREATE TABLE scenario_run (
  scenario_run_id    BIGINT       NOT NULL AUTO_INCREMENT,
  smart_account_id   BIGINT       NOT NULL,
  virtual_account_id BIGINT       NOT NULL,
  attached_switch_id BIGINT       NOT NULL,
  scenario           TINYINT      NOT NULL,
  state              VARCHAR(12)  NOT NULL,
  started_by         VARCHAR(160) NOT NULL,
  -- The portal's time, as the switch prints it.
  started_at         DATETIME(6)  NOT NULL,
  ready_at           DATETIME(6)  NULL,
  ended_at           DATETIME(6)  NULL,
  -- The world's time: a node that is gone leaves its setting-up behind, whatever the lab clock says.
  touched_at         DATETIME(6)  NOT NULL,
  -- What the switch printed when it failed; tokens are cut short.
  transcript         MEDIUMTEXT   NOT NULL,
  -- Why it could not be set up: name and argument of the reason.
  problem            VARCHAR(60)  NULL,
  problem_detail     VARCHAR(500) NULL,
  -- The switch, as long as nobody else may start one on it.
  open_attached_switch_id     BIGINT       NULL,
  PRIMARY KEY (scenario_run_id),
  CONSTRAINT uq_scenario_run_open UNIQUE (open_attached_switch_id),
  CONSTRAINT fk_scenario_run_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT fk_scenario_run_pool FOREIGN KEY (virtual_account_id, smart_account_id)
    REFERENCES virtual_account (virtual_account_id, smart_account_id) ON DELETE CASCADE,
  CONSTRAINT fk_scenario_run_switch FOREIGN KEY (attached_switch_id)
    REFERENCES attached_switch (attached_switch_id) ON DELETE CASCADE,
  CONSTRAINT ck_scenario_run_number CHECK (scenario BETWEEN 1 AND 9),
  CONSTRAINT ck_scenario_run_state CHECK (state IN ('SETTING_UP', 'READY', 'SOLVED', 'FAILED', 'ENDED')),
  CONSTRAINT ck_scenario_run_open CHECK (open_attached_switch_id IS NULL OR open_attached_switch_id = attached_switch_id),
  INDEX ix_scenario_run_account (smart_account_id, scenario_run_id)
);
