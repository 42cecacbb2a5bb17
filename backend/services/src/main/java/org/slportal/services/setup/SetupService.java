package org.slportal.services.setup;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.INSTALLATION_FACT;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorKind;
import org.slportal.services.access.PlatformAdministrators;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountData;
import org.slportal.services.agreement.AgreementDetail;
import org.slportal.services.agreement.AgreementService;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.lab.RealTime;
import org.slportal.services.token.TokenService;
import org.slportal.services.user.AttemptThrottle;
import org.slportal.services.user.GrantScope;
import org.slportal.services.user.Passwords;
import org.slportal.services.user.RoleGrants;
import org.slportal.services.user.UserService;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * The first visit: whoever can read the portal's console may make the first Smart Account and its administrator, once. The code is
 * stored as a hash and gone when it was used.
 */
@Service
public class SetupService {

    private static final String CODE_FACT = "setup.code.sha256";
    private static final String DONE_FACT = "setup.done";
    private static final int MAX_NAME = 120;
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{4,120}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,30}");
    private static final Set<String> LOCALES = Set.of("en", "ko");
    /** No letters and digits that look alike. */
    private static final String ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final int CODE_LENGTH = 16;
    private static final int WRONG_CODES = 10;
    private static final Duration WRONG_CODE_WINDOW = Duration.ofMinutes(5);

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final AccountService accounts;
    private final UserService users;
    private final RoleGrants grants;
    private final Passwords passwords;
    private final EventRecorder events;
    private final AgreementService agreements;
    private final PlatformAdministrators platform;
    private final AttemptThrottle throttle;
    private volatile boolean known;

    public SetupService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            AccountService accounts,
            UserService users,
            RoleGrants grants,
            Passwords passwords,
            EventRecorder events,
            AgreementService agreements,
            PlatformAdministrators platform,
            RealTime realTime) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.accounts = accounts;
        this.users = users;
        this.grants = grants;
        this.passwords = passwords;
        this.events = events;
        this.agreements = agreements;
        this.platform = platform;
        this.throttle = new AttemptThrottle(realTime.source(), WRONG_CODES, WRONG_CODE_WINDOW);
    }

    /** Whether nobody can sign in yet. */
    public boolean needed() {
        if (!known) {
            known = sql.fetchExists(APP_USER);
        }
        return !known;
    }

    /** Makes a new code, ending the one before. It is told once, on the console. */
    public String newCode() {
        StringBuilder code = new StringBuilder();
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < CODE_LENGTH; i++) {
            if (i > 0 && i % 4 == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        transactions.run(() -> sql.insertInto(INSTALLATION_FACT)
                .set(INSTALLATION_FACT.FACT_KEY, CODE_FACT)
                .set(INSTALLATION_FACT.FACT_VALUE, hash(code.toString()))
                .onDuplicateKeyUpdate()
                .set(INSTALLATION_FACT.FACT_VALUE, hash(code.toString()))
                .execute());
        return code.toString();
    }

    /** What the new Smart Account accepts with its set-up. */
    public List<AgreementDetail> agreements() {
        return agreements.current();
    }

    public void complete(String code, FirstAccount asked) {
        FirstAccount clean = clean(asked);
        String passwordHash = passwords.hash(clean.password());
        Duration wait = throttle.waitFor(null);
        if (!wait.isZero()) {
            throw PortalException.of(
                    PortalException.Kind.RATE_LIMITED, ErrorReason.TOO_MANY_ATTEMPTS, wait.toSeconds() + 1);
        }
        try {
            transactions.run(() -> {
                consumeCode(code);
                platform.first(createAccount(Actor.system("set-up"), clean, passwordHash));
            });
        } catch (PortalException e) {
            if (e.reason() == ErrorReason.SETUP_CODE_WRONG) {
                throttle.failed(null);
            }
            throw e;
        }
        known = true;
    }

    private void consumeCode(String code) {
        String stored = sql.select(INSTALLATION_FACT.FACT_VALUE)
                .from(INSTALLATION_FACT)
                .where(INSTALLATION_FACT.FACT_KEY.eq(CODE_FACT))
                .forUpdate()
                .fetchOne(INSTALLATION_FACT.FACT_VALUE);
        if (!needed() || sql.fetchExists(INSTALLATION_FACT, INSTALLATION_FACT.FACT_KEY.eq(DONE_FACT))) {
            throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.SETUP_DONE);
        }
        byte[] offered = hash(code.strip().toUpperCase(Locale.ROOT)).getBytes(StandardCharsets.US_ASCII);
        if (stored == null || !MessageDigest.isEqual(stored.getBytes(StandardCharsets.US_ASCII), offered)) {
            throw PortalException.rejected("code", ErrorReason.SETUP_CODE_WRONG);
        }
        sql.deleteFrom(INSTALLATION_FACT)
                .where(INSTALLATION_FACT.FACT_KEY.eq(CODE_FACT))
                .execute();
        sql.insertInto(INSTALLATION_FACT)
                .set(INSTALLATION_FACT.FACT_KEY, DONE_FACT)
                .set(INSTALLATION_FACT.FACT_VALUE, clock.instant().toString())
                .execute();
    }

    /** Makes a Smart Account with a default Virtual Account and an administrator. Also the demo's way in. */
    public SmartAccountId createAccount(Actor system, FirstAccount clean, String passwordHash) {
        Transactions.requireTransaction();
        SmartAccountId account = insertAccount(clean);
        events.record(system, NewEvent.done(EventCode.ACCOUNT_CREATED, account, null, "account", clean.accountName()));
        accounts.insert(system, account, new VirtualAccountData(clean.virtualAccountName(), ""), true);
        UserId administrator = users.insert(clean.userName(), clean.displayName(), "", passwordHash, clean.locale());
        grants.insert(
                system,
                account,
                administrator,
                clean.userName(),
                Role.SMART_ACCOUNT_ADMINISTRATOR,
                GrantScope.WHOLE_ACCOUNT);
        agreements.acceptAtSetUp(new Actor(ActorKind.USER, administrator, clean.userName(), List.of(), null), account);
        return account;
    }

    private SmartAccountId insertAccount(FirstAccount clean) {
        try {
            return sql.insertInto(SMART_ACCOUNT)
                    .set(SMART_ACCOUNT.NAME, clean.accountName())
                    .set(SMART_ACCOUNT.DOMAIN, clean.domain())
                    .set(SMART_ACCOUNT.CREATED_AT, clock.instant())
                    .returning(SMART_ACCOUNT.SMART_ACCOUNT_ID)
                    .fetchSingle()
                    .getSmartAccountId();
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            throw PortalException.conflict("domain", ErrorReason.DOMAIN_SHAPE).causedBy(e);
        }
    }

    private FirstAccount clean(FirstAccount asked) {
        String domain = Checks.required("domain", asked.domain(), MAX_NAME).toLowerCase(Locale.ROOT);
        if (!DOMAIN.matcher(domain).matches()) {
            throw PortalException.rejected("domain", ErrorReason.DOMAIN_SHAPE);
        }
        String userName = UserService.cleanUserName(asked.userName());
        passwords.check("password", userName, asked.password());
        if (!LOCALES.contains(asked.locale())) {
            throw PortalException.rejected("locale", ErrorReason.LOCALE_UNKNOWN);
        }
        return new FirstAccount(
                Checks.required("accountName", asked.accountName(), MAX_NAME),
                domain,
                Checks.required("virtualAccountName", asked.virtualAccountName(), MAX_NAME),
                userName,
                Checks.required("displayName", asked.displayName(), MAX_NAME),
                asked.password(),
                asked.locale());
    }

    private static String hash(String code) {
        return HexFormat.of().formatHex(TokenService.hash(code.getBytes(StandardCharsets.UTF_8)));
    }
}
