package org.slportal.services.demo;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorService;
import org.slportal.services.access.PlatformAdministrators;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountData;
import org.slportal.services.client.ApiClientService;
import org.slportal.services.client.CreatedClient;
import org.slportal.services.db.Transactions;
import org.slportal.services.inventory.Deposit;
import org.slportal.services.inventory.Pools;
import org.slportal.services.setup.FirstAccount;
import org.slportal.services.setup.SetupService;
import org.slportal.services.token.CreatedToken;
import org.slportal.services.token.NewToken;
import org.slportal.services.token.TokenService;
import org.slportal.services.user.NewUser;
import org.slportal.services.user.Passwords;
import org.slportal.services.user.UserService;
import org.springframework.stereotype.Component;

/** A believable Smart Account to try things on. Made once; a second start finds it and changes nothing. */
@Component
public class DemoData {

    public static final String DOMAIN = "example.com";
    public static final String PASSWORD = "practice-makes-perfect";
    public static final String ADMINISTRATOR = "jkim";
    public static final String LAN = "Krakow LAN-SW";

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final SetupService setup;
    private final PlatformAdministrators platform;
    private final AccountService accounts;
    private final UserService users;
    private final Passwords passwords;
    private final ActorService actors;
    private final Pools pools;
    private final TokenService tokens;
    private final ApiClientService clients;
    private final DemoTraditionalLicences traditional;

    public DemoData(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            SetupService setup,
            PlatformAdministrators platform,
            AccountService accounts,
            UserService users,
            Passwords passwords,
            ActorService actors,
            Pools pools,
            TokenService tokens,
            ApiClientService clients,
            DemoTraditionalLicences traditional) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.setup = setup;
        this.platform = platform;
        this.accounts = accounts;
        this.users = users;
        this.passwords = passwords;
        this.actors = actors;
        this.pools = pools;
        this.tokens = tokens;
        this.clients = clients;
        this.traditional = traditional;
    }

    /** What the demo tells once, when it is made: an API client and a token for the simulated switches. */
    public record Made(CreatedClient client, CreatedToken token) {}

    /** @return empty if the demo is already there */
    public Optional<Made> make() {
        if (sql.fetchExists(SMART_ACCOUNT, SMART_ACCOUNT.DOMAIN.eq(DOMAIN))) {
            return Optional.empty();
        }
        String hash = passwords.hash(PASSWORD);
        UserId administrator = transactions.write(() -> {
            Actor system = Actor.system("demo");
            SmartAccountId account = setup.createAccount(
                    system,
                    new FirstAccount("Example Networks", DOMAIN, LAN, ADMINISTRATOR, "J. Kim", PASSWORD, "en"),
                    hash);
            platform.first(account);
            VirtualAccountId lan = sql.select(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID)
                    .from(VIRTUAL_ACCOUNT)
                    .where(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID.eq(account))
                    .fetchSingle(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID);
            fill(system, account, lan);
            return sql.select(APP_USER.APP_USER_ID)
                    .from(APP_USER)
                    .where(APP_USER.USER_NAME.eq(ADMINISTRATOR))
                    .fetchSingle(APP_USER.APP_USER_ID);
        });
        Actor jkim = actors.userActor(administrator, null);
        SmartAccountId account = accounts.smartAccounts(jkim).getFirst().id();
        VirtualAccountId lan =
                accounts.virtualAccounts(jkim, account).getFirst().id();
        traditional.conversions(jkim, account);
        return Optional.of(new Made(
                clients.create(jkim, "portal check"),
                tokens.create(jkim, new NewToken(lan, "Simulated switches of the demo", 365, null, true))));
    }

    private void fill(Actor system, SmartAccountId account, VirtualAccountId lan) {
        VirtualAccountId wan = accounts.insert(
                system, account, new VirtualAccountData("Seoul WAN", "Branch routers, Seoul and Busan"), false);
        VirtualAccountId lab = accounts.insert(
                system,
                account,
                new VirtualAccountData("Training lab", "Course equipment, emptied every Friday"),
                false);

        person(system, account, "mlee", "M. Lee", Role.SMART_ACCOUNT_USER, null);
        person(system, account, "auditor", "A. Nowak", Role.SMART_ACCOUNT_VIEWER, null);
        person(system, account, "approver", "R. Silva", Role.SMART_ACCOUNT_APPROVER, null);
        person(system, account, "wanadmin", "S. Park", Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, wan);
        person(system, account, "labuser", "T. Wolf", Role.VIRTUAL_ACCOUNT_USER, lab);
        person(system, account, "labviewer", "Y. Choi", Role.VIRTUAL_ACCOUNT_VIEWER, lab);

        licenses(system, account, lan, wan, lab);
        traditional.paks(account, lan, wan, lab);
        traditional.devices(account, lan, wan);
    }

    private void person(
            Actor system,
            SmartAccountId account,
            String userName,
            String displayName,
            Role role,
            @Nullable VirtualAccountId scope) {
        users.create(
                system, account, new NewUser(userName, displayName, userName + "@" + DOMAIN, PASSWORD, role, scope));
    }

    private void licenses(
            Actor system, SmartAccountId account, VirtualAccountId lan, VirtualAccountId wan, VirtualAccountId lab) {
        LocalDate today = today();
        pools.lock(lan);
        pools.deposit(
                system,
                account,
                lan,
                List.of(
                        perpetual("C9300 Network Advantage", 24, "90331274"),
                        term("C9300 DNA Advantage", 24, today.plusYears(3), "90331274"),
                        perpetual("C9300 48P NW Advantage", 12, "90331275"),
                        term("C9300 48P DNA Essentials", 40, today.plusDays(70), "90331275"),
                        perpetual("C9500 Network Advantage", 4, "90340011"),
                        term("C9500-DNA-40X-A", 2, today.plusYears(5), "90340011")));
        pools.rebalance(system, account, lan);
        pools.lock(wan);
        pools.deposit(
                system,
                account,
                wan,
                List.of(
                        perpetual("ISR_4331_Security", 6, "90352218"),
                        perpetual("ISR_4331_Application", 6, "90352218"),
                        perpetual("CSR 1KV SECURITY 1G", 3, "90352219")));
        pools.rebalance(system, account, wan);
        pools.lock(lab);
        pools.deposit(system, account, lab, List.of(perpetual("C9300 Network Essentials", 2, "90360077")));
        pools.rebalance(system, account, lab);
    }

    private Deposit perpetual(String license, int quantity, String order) {
        return Deposit.order(license(license), quantity, LicenseTerm.PERPETUAL, null, order);
    }

    private Deposit term(String license, int quantity, LocalDate endsOn, String order) {
        return Deposit.order(license(license), quantity, LicenseTerm.TERM, endsOn, order);
    }

    private LicenseId license(String name) {
        return sql.select(LICENSE.LICENSE_ID)
                .from(LICENSE)
                .where(LICENSE.NAME.eq(name))
                .fetchSingle(LICENSE.LICENSE_ID);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
