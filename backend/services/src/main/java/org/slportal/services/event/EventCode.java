package org.slportal.services.event;

/** What happened. The user interface has a sentence for each, with the named parameters given here. */
public enum EventCode {
    /** {account} */
    ACCOUNT_CREATED,
    /** {name} */
    VIRTUAL_ACCOUNT_CREATED,
    /** {name} {before} */
    VIRTUAL_ACCOUNT_CHANGED,
    /** {name} */
    VIRTUAL_ACCOUNT_DELETED,
    /** {name} */
    VIRTUAL_ACCOUNT_DEFAULT,
    /** {user} */
    USER_CREATED,
    /** {user} {role} {scope} */
    ROLE_GRANTED,
    /** {user} {role} {scope} */
    ROLE_REVOKED,
    /** {before} {name} */
    ACCOUNT_CHANGED,
    /** {name} {parent} */
    VIRTUAL_ACCOUNT_MOVED,
    /** {user} */
    ACCESS_REQUESTED,
    /** {user} */
    ACCESS_APPROVED,
    /** {user} {reason} */
    ACCESS_DECLINED,
    /** {user} */
    ACCESS_WITHDRAWN,
    /** {user} */
    PLATFORM_ADMINISTRATOR_APPOINTED,
    /** {user} */
    PLATFORM_ADMINISTRATOR_DISMISSED,
    /** {agreement} {version} */
    AGREEMENT_PUBLISHED,
    /** {agreement} {version} */
    AGREEMENT_ACCEPTED,
    /** {user} */
    USER_DISABLED,
    /** {user} */
    USER_ENABLED,
    /** {user} */
    PASSWORD_RESET,
    /** {user} */
    PASSWORD_CHANGED,
    /** {user} */
    SIGNED_IN,
    /** {user} {provider} */
    SIGNED_IN_BY_PROVIDER,
    /** {user} {provider} */
    PROVIDER_SIGN_IN_REFUSED,
    /** {user} {provider} {name} */
    IDENTITY_LINKED,
    /** {user} {provider} {name} */
    IDENTITY_UNLINKED,
    /** {user} */
    SIGN_IN_REFUSED,
    /** {user} */
    SIGN_IN_LOCKED,
    /** {user} */
    AUTHENTICATOR_ADDED,
    /** {user} */
    AUTHENTICATOR_REMOVED,
    /** {user} {name} */
    PASSKEY_ADDED,
    /** {user} {name} */
    PASSKEY_RENAMED,
    /** {user} {name} */
    PASSKEY_REMOVED,
    /** {user} {left} */
    RECOVERY_CODE_USED,
    /** {user} */
    RECOVERY_CODES_RENEWED,
    /** {user} */
    SECOND_FACTOR_RESET,
    SECOND_FACTOR_REQUIRED,
    SECOND_FACTOR_OPTIONAL,
    /** {user} {quantity} */
    SESSIONS_ENDED,
    /** {client} */
    CLIENT_CREATED,
    /** {client} */
    CLIENT_REVOKED,
    /** {description} {days} {uses} {export} */
    TOKEN_CREATED,
    /** {description} */
    TOKEN_SHOWN,
    /** {quantity} */
    TOKENS_LISTED,
    /** {description} */
    TOKEN_REVOKED,
    /** {quantity} {license} {origin} */
    LICENSES_ADDED,
    /** {pak} {sku} {quantity} {license} */
    PAK_CONVERTED,
    /** {device} {product} */
    DEVICE_REGISTERED,
    /** {device} {product} */
    DEVICE_REGISTERED_FORCED,
    /** {device} {reason} */
    DEVICE_REGISTRATION_REFUSED,
    /** {device} {licenses} */
    DEVICE_AUTHORIZED,
    /** {device} {licenses} */
    DEVICE_OUT_OF_COMPLIANCE,
    /** {device} */
    DEVICE_CERTIFICATE_RENEWED,
    /** {device} */
    DEVICE_DEREGISTERED,
    /** {device} {quantity} */
    DEVICE_REMOVED,
    /** {device} {licenses} */
    LICENSES_RESERVED,
    /** {device} {licenses} */
    RESERVATION_INCREASED,
    /** {device} {licenses} */
    RESERVATION_REDUCED,
    /** {device} */
    RESERVATION_UPDATE_CANCELLED,
    /** {device} {licenses} */
    RESERVATION_CONFIRMED,
    /** {device} {quantity} */
    RESERVATION_RETURNED,
    /** {device} {to} */
    RESERVATION_REHOSTED,
    /** Parameters: device, licenses, from, to. */
    RESERVATION_MOVED,
    /** {device} */
    RESERVATION_CODE_SHOWN,
    /** {device} {quantity} {license} */
    RESERVED_LICENSES_EXPIRED,
    RESERVATION_SETTINGS_CHANGED,
    /** {device} {from} {to} {quantity} */
    DEVICE_TRANSFERRED,
    /** {device} {licenses} */
    DEVICE_RESTRICTED_LICENSE_REFUSED,
    /** {device} {quantity} {licenses} */
    DEVICE_UNRESTRICTED_RELEASED,
    /** {device} {replacement} */
    DEVICE_REPLACEMENT_PLANNED,
    /** {device} {replacement} */
    DEVICE_REPLACEMENT_CANCELLED,
    /** {device} {replacement} {quantity} */
    DEVICE_REPLACED,
    /** {license} {quantity} */
    LICENSES_SHORT,
    /** {license} */
    LICENSES_SUFFICIENT,
    /** {quantity} {license} {to} */
    LICENSES_TRANSFERRED_OUT,
    /** {quantity} {license} {from} */
    LICENSES_TRANSFERRED_IN,
    /** {quantity} {license} {reason} */
    LICENSES_TAKEN_OFF,
    /** {quantity} {license} {date} */
    LICENSES_BEGUN,
    /** {quantity} {license} {date} */
    LICENSES_ENDED,
    /** {quantity} {license} {date} */
    LICENSES_ENDING,
    /** {tag} */
    TAG_CREATED,
    /** {tag} {before} */
    TAG_CHANGED,
    /** {tag} */
    TAG_DELETED,
    /** {license} {tags} */
    LICENSE_TAGS_CHANGED,
    /** {tags} */
    VIRTUAL_ACCOUNT_TAGS_CHANGED,
    /** {pak} {lines} */
    PAK_ADDED,
    /** {pak} {to} */
    PAK_ASSIGNED,
    /** {pak} {from} */
    PAK_UNASSIGNED,
    /** {quantity} {sku} {pak} {device} */
    LICENSE_FULFILLED,
    /** {device} {family} */
    LEGACY_DEVICE_ADDED,
    /** {device} {to} */
    LEGACY_DEVICE_ASSIGNED,
    /** {device} */
    LEGACY_DEVICE_REMOVED,
    /** {device} {quantity} {sku} */
    RTU_RECORDED,
    /** {device} {sku} {quantity} {license} */
    DEVICE_CONVERTED,
    /** {device} {lines} */
    DLC_RECEIVED,
    /** {device} {sku} {quantity} {license} */
    DLC_CONVERTED,
    /** {device} {reason} */
    DLC_REFUSED,
    /** {origin} {quantity} {license} */
    CONVERSION_UNDONE,
    /** {job} {lines} */
    JOB_REQUESTED,
    /** {job} {requested} */
    JOB_APPROVED,
    /** {job} {reason} */
    JOB_DECLINED,
    /** {job} */
    JOB_CANCELLED,
    /** {job} {converted} {refused} */
    JOB_FINISHED,
    /** {job} {lines} {quantity} {license} */
    LICENSES_CONVERTED_IN_BULK,
    CONVERSION_SETTINGS_CHANGED,
    /** {file} {rows} */
    CATALOGUE_IMPORTED,
    /** {subject} */
    ASSISTED_REQUESTED,
    /** {subject} {state} */
    ASSISTED_CHANGED,
    /** {origin} {sku} {quantity} {license} */
    ASSISTED_CONVERTED,
    DEVICES_REFRESHED,
    /** {origin} */
    DUPLICATE_LICENSES_FOUND,
    /** {alert} */
    ALERT_DISMISSED,
    /** {report} */
    REPORT_SAVED,
    /** {report} */
    REPORT_DELETED,
    /** {report} */
    REPORT_SCHEDULED,
    /** {report} */
    REPORT_UNSCHEDULED,
    /** {report} {format} */
    REPORT_EXPORTED,
    /** {report} {user} */
    REPORT_MAILED,
    /** {alert} {until} */
    ALERT_SNOOZED,
    /** {alert} */
    ALERT_WOKEN,
    /** {host} */
    WEBHOOK_CREATED,
    /** {host} */
    WEBHOOK_CHANGED,
    /** {host} */
    WEBHOOK_REMOVED,
    /** {host} {days} */
    WEBHOOK_FAILED,
    /** {user} */
    EMAIL_CHANGED,
    /** {pak} */
    PAK_REMOVED,
    /** {subject} */
    ASSISTED_COMMENTED,
    /** {device} */
    DEVICE_SILENT,
    /** {device} {quantity} */
    DEVICE_AUTHORIZATION_EXPIRED,
    /** {device} {quantity} */
    DEVICE_CERTIFICATE_EXPIRED,
    /** {from} {to} */
    LAB_CLOCK_ADVANCED,
    /** {speed} {at} */
    LAB_CLOCK_SPEED,
    /** {scenario} {device} */
    SCENARIO_STARTED,
    /** {scenario} {device} */
    SCENARIO_READY,
    /** {scenario} {device} */
    SCENARIO_FAILED,
    /** {scenario} {device} */
    SCENARIO_SERVER_MENDED,
    /** {scenario} {device} */
    SCENARIO_SOLVED,
    /** {scenario} {device} */
    SCENARIO_ENDED,
    /** {device} */
    SWITCH_ATTACHED,
    /** {device} */
    SWITCH_CONSOLE_OPENED
}
