-- People who have access to a whole Smart Account are counted for each of its Virtual Accounts.

ALTER TABLE role_grant ADD INDEX ix_role_grant_place (smart_account_id, scope_key, app_user_id);
