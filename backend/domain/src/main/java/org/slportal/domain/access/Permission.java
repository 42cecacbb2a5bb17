package org.slportal.domain.access;

/** An act that a role may allow. The role says what; the grant's scope says whose. */
public enum Permission {
    /** See licences, product instances, events and alerts. */
    VIEW,
    /** Create, see in clear, and revoke registration tokens. */
    MANAGE_TOKENS,
    /** Transfer and remove product instances. */
    MANAGE_PRODUCT_INSTANCES,
    /** Convert traditional licences and move licences between Virtual Accounts. */
    MANAGE_LICENSES,
    /** Create, rename and delete Virtual Accounts, and name the default one. */
    MANAGE_VIRTUAL_ACCOUNTS,
    /** Give people roles and take them back, within the scope of the grant. */
    MANAGE_USERS,
    /** Say where the account's alerts and events are sent, and see what was sent. */
    MANAGE_WEBHOOKS,
    /** Accept the account's legal agreements. */
    ACCEPT_AGREEMENTS,
    /** Import into the catalogue, which all Smart Accounts of the installation share. */
    MANAGE_CATALOGUE,
    /** Decide on requests for an assisted conversion, and convert by hand what no rule covers. */
    ASSIST_CONVERSIONS,
    /** Move the lab clock, where there is one: it is everybody's. */
    OPERATE_LAB
}
