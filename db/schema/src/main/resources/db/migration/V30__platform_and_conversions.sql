-- An account's conversions in their order, without those of others; the index of the foreign key has everybody's.
ALTER TABLE license_transaction
  ADD INDEX ix_license_transaction_conversions (smart_account_id, conversion_id);

-- Who acts for the whole installation. The first administrator does; in an installation that is already set up, the one who has been
-- administrator of a Smart Account for the longest time.
CREATE TABLE platform_administrator (
  app_user_id BIGINT NOT NULL,
  since       DATETIME(6) NOT NULL,
  PRIMARY KEY (app_user_id),
  CONSTRAINT fk_platform_administrator_user FOREIGN KEY (app_user_id) REFERENCES app_user (app_user_id)
);

INSERT INTO platform_administrator (app_user_id, since)
SELECT role_grant.app_user_id, role_grant.granted_at
FROM role_grant
JOIN app_user ON app_user.app_user_id = role_grant.app_user_id
WHERE role_grant.role = 'SMART_ACCOUNT_ADMINISTRATOR' AND NOT app_user.disabled
ORDER BY role_grant.granted_at, role_grant.role_grant_id
LIMIT 1;
