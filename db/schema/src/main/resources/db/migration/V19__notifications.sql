-- Alerts that sleep, letters about alerts and events, and webhooks.

ALTER TABLE alert
  -- Until when nobody wants to see it; in the past: it is awake.
  ADD awake_at     DATETIME(6) NOT NULL DEFAULT '1970-01-01 00:00:00',
  ADD snoozed_by   VARCHAR(120) NULL,
  ADD dismissed_by VARCHAR(120) NULL,
  -- Numbered after its commit, so that whoever has read up to a number has missed nothing; 0: not yet. What is older than this
  -- migration is no news.
  ADD news_number  BIGINT NOT NULL DEFAULT 1,
  ADD INDEX ix_alert_awake (smart_account_id, cleared_at, severity_rank, awake_at),
  ADD INDEX ix_alert_pool (virtual_account_id, cleared_at, severity_rank, awake_at),
  ADD INDEX ix_alert_news (smart_account_id, news_number),
  ADD INDEX ix_alert_unnumbered (news_number, alert_id);
ALTER TABLE alert ALTER COLUMN news_number SET DEFAULT 0;

-- The number given last.
INSERT INTO installation_fact (fact_key, fact_value) VALUES ('alerts.news', '1');

-- The events of one day.
ALTER TABLE event ADD INDEX ix_event_day (smart_account_id, occurred_at, code, virtual_account_id);

-- What one person wants to be told by e-mail about one Smart Account. Without a row: nothing.
CREATE TABLE notification_setting (
  app_user_id      BIGINT NOT NULL,
  smart_account_id BIGINT NOT NULL,
  daily_summary    BOOLEAN NOT NULL DEFAULT FALSE,
  -- The last day a summary was made for.
  summarized_on    DATE NULL,
  -- Up to which news alerts were told.
  told_number      BIGINT NOT NULL,
  -- Since when news wait for their letter, in real time; NULL: none do.
  news_since       DATETIME(6) NULL,
  version          INT NOT NULL DEFAULT 1,
  PRIMARY KEY (app_user_id, smart_account_id),
  CONSTRAINT fk_notification_setting_user FOREIGN KEY (app_user_id) REFERENCES app_user (app_user_id) ON DELETE CASCADE,
  CONSTRAINT fk_notification_setting_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  INDEX ix_notification_setting_news (news_since),
  INDEX ix_notification_setting_summary (daily_summary, summarized_on)
);

-- The kinds of alert told at once.
CREATE TABLE notification_kind (
  app_user_id      BIGINT NOT NULL,
  smart_account_id BIGINT NOT NULL,
  code             VARCHAR(40) NOT NULL,
  PRIMARY KEY (app_user_id, smart_account_id, code),
  CONSTRAINT fk_notification_kind_setting FOREIGN KEY (app_user_id, smart_account_id)
    REFERENCES notification_setting (app_user_id, smart_account_id) ON DELETE CASCADE,
  INDEX ix_notification_kind_account (smart_account_id, code)
);

CREATE TABLE webhook (
  webhook_id       BIGINT NOT NULL AUTO_INCREMENT,
  smart_account_id BIGINT NOT NULL,
  url              VARCHAR(500) NOT NULL,
  sealed_secret    VARBINARY(200) NOT NULL,
  state            VARCHAR(8) NOT NULL,
  -- Since when every attempt has failed, in real time; NULL: the last one arrived.
  failing_since    DATETIME(6) NULL,
  created_at       DATETIME(6) NOT NULL,
  created_by       VARCHAR(120) NOT NULL,
  version          INT NOT NULL DEFAULT 1,
  PRIMARY KEY (webhook_id),
  CONSTRAINT uq_webhook_account UNIQUE (webhook_id, smart_account_id),
  CONSTRAINT fk_webhook_smart_account FOREIGN KEY (smart_account_id) REFERENCES smart_account (smart_account_id),
  CONSTRAINT ck_webhook_state CHECK (state IN ('ACTIVE', 'PAUSED', 'FAILED'))
);

-- What a webhook is told of: alert:<code> or event:<code>.
CREATE TABLE webhook_topic (
  smart_account_id BIGINT NOT NULL,
  topic            VARCHAR(60) NOT NULL,
  webhook_id       BIGINT NOT NULL,
  PRIMARY KEY (smart_account_id, topic, webhook_id),
  CONSTRAINT fk_webhook_topic_webhook FOREIGN KEY (webhook_id, smart_account_id)
    REFERENCES webhook (webhook_id, smart_account_id) ON DELETE CASCADE
);

-- The outbox and, afterwards, the log. The body is made at the first attempt and is the same in all others.
CREATE TABLE webhook_delivery (
  webhook_delivery_id BIGINT NOT NULL AUTO_INCREMENT,
  webhook_id       BIGINT NOT NULL,
  smart_account_id BIGINT NOT NULL,
  topic            VARCHAR(60) NOT NULL,
  change_kind      VARCHAR(8) NOT NULL,
  alert_id         BIGINT NULL,
  event_id         BIGINT NULL,
  body             MEDIUMTEXT NULL,
  state            VARCHAR(9) NOT NULL DEFAULT 'WAITING',
  attempts         INT NOT NULL DEFAULT 0,
  -- Real time; the default: at once.
  next_attempt_at  DATETIME(6) NOT NULL DEFAULT '1970-01-01 00:00:00',
  last_attempt_at  DATETIME(6) NULL,
  last_status      INT NULL,
  last_millis      INT NULL,
  last_problem     VARCHAR(300) NULL,
  created_at       DATETIME(6) NOT NULL,
  finished_at      DATETIME(6) NULL,
  PRIMARY KEY (webhook_delivery_id),
  CONSTRAINT fk_webhook_delivery_webhook FOREIGN KEY (webhook_id, smart_account_id)
    REFERENCES webhook (webhook_id, smart_account_id) ON DELETE CASCADE,
  CONSTRAINT ck_webhook_delivery_kind CHECK (change_kind IN ('RAISED', 'CLEARED', 'EVENT', 'TEST')),
  CONSTRAINT ck_webhook_delivery_state CHECK (state IN ('WAITING', 'DELIVERED', 'GIVEN_UP')),
  CONSTRAINT ck_webhook_delivery_attempts CHECK (attempts >= 0),
  INDEX ix_webhook_delivery_due (state, next_attempt_at),
  INDEX ix_webhook_delivery_log (webhook_id, webhook_delivery_id),
  INDEX ix_webhook_delivery_finished (finished_at)
);

-- Whoever raises or clears an alert, or records an event, by whatever statement, tells the webhooks in the same transaction. Where
-- there is none that listens, this is one look into an index.
CREATE TRIGGER alert_raised_to_webhooks AFTER INSERT ON alert FOR EACH ROW
  INSERT INTO webhook_delivery (webhook_id, smart_account_id, topic, change_kind, alert_id, created_at)
    SELECT t.webhook_id, t.smart_account_id, t.topic, 'RAISED', NEW.alert_id, NEW.raised_at
    FROM webhook_topic t
    JOIN webhook w ON w.webhook_id = t.webhook_id
    WHERE t.smart_account_id = NEW.smart_account_id AND t.topic = CONCAT('alert:', NEW.code) AND w.state = 'ACTIVE';

CREATE TRIGGER alert_cleared_to_webhooks AFTER UPDATE ON alert FOR EACH ROW
  INSERT INTO webhook_delivery (webhook_id, smart_account_id, topic, change_kind, alert_id, created_at)
    SELECT t.webhook_id, t.smart_account_id, t.topic, 'CLEARED', NEW.alert_id, NEW.cleared_at
    FROM webhook_topic t
    JOIN webhook w ON w.webhook_id = t.webhook_id
    WHERE OLD.cleared_at IS NULL AND NEW.cleared_at IS NOT NULL
      AND t.smart_account_id = NEW.smart_account_id AND t.topic = CONCAT('alert:', NEW.code) AND w.state = 'ACTIVE';

CREATE TRIGGER event_to_webhooks AFTER INSERT ON event FOR EACH ROW
  INSERT INTO webhook_delivery (webhook_id, smart_account_id, topic, change_kind, event_id, created_at)
    SELECT t.webhook_id, t.smart_account_id, t.topic, 'EVENT', NEW.event_id, NEW.occurred_at
    FROM webhook_topic t
    JOIN webhook w ON w.webhook_id = t.webhook_id
    WHERE t.smart_account_id = NEW.smart_account_id AND t.topic = CONCAT('event:', NEW.code) AND w.state = 'ACTIVE';
