-- Switches whose terminals the lab can open. They announce themselves every few seconds.

CREATE TABLE attached_switch (
  attached_switch_id BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id   BIGINT NOT NULL,
  name               VARCHAR(63) NOT NULL,
  udi_pid            VARCHAR(64) NOT NULL,
  udi_serial_number  VARCHAR(32) NOT NULL,
  software_version   VARCHAR(32) NOT NULL,
  -- Where the portal dials in, and how it knows that it is there.
  ssh_host           VARCHAR(253) NOT NULL,
  ssh_port           INT NOT NULL,
  host_key           VARCHAR(60) NOT NULL,
  user_name          VARCHAR(32) NOT NULL,
  sealed_secret      VARBINARY(300) NOT NULL,
  -- 1 after the first: whoever wrote that one attached the switch, and tells of it.
  announcements      BIGINT NOT NULL,
  -- Real time: switches are there or away in the world, not in the lab.
  seen_at            DATETIME(6) NOT NULL,
  PRIMARY KEY (attached_switch_id),
  CONSTRAINT uq_attached_switch_udi UNIQUE (smart_account_id, udi_pid, udi_serial_number),
  CONSTRAINT fk_attached_switch_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT ck_attached_switch_port CHECK (ssh_port BETWEEN 1 AND 65535),
  INDEX ix_attached_switch_name (smart_account_id, name, attached_switch_id),
  INDEX ix_attached_switch_seen (smart_account_id, seen_at, attached_switch_id)
);
