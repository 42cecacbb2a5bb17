package org.slportal.services.demo;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SkuId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorService;
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
    private final AccountService accounts;
    private final UserService users;
    private final Passwords passwords;
    private final ActorService actors;
    private final Pools pools;
    private final TokenService tokens;
    private final ApiClientService clients;

    public DemoData(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            SetupService setup,
            AccountService accounts,
            UserService users,
            Passwords passwords,
            ActorService actors,
            Pools pools,
            TokenService tokens,
            ApiClientService clients) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.setup = setup;
        this.accounts = accounts;
        this.users = users;
        this.passwords = passwords;
        this.actors = actors;
        this.pools = pools;
        this.tokens = tokens;
        this.clients = clients;
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
        paks(account, lan, wan, lab);
        devices(account, lan, wan);
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

    private record Line(
            String sku,
            int ordered,
            int fulfilled,
            @Nullable LocalDate termEnds) {

        static Line of(String sku, int ordered) {
            return new Line(sku, ordered, 0, null);
        }
    }

    private void paks(SmartAccountId account, VirtualAccountId lan, VirtualAccountId wan, VirtualAccountId lab) {
        LocalDate today = today();
        pak(
                account,
                lan,
                "3901J6F2C1A",
                "Catalyst 9300",
                "90331274",
                LocalDate.of(2018, 5, 7),
                Line.of("C9300-NW-A-24", 500),
                new Line("C9300-DNA-A-24-3Y", 50, 0, today.plusYears(2)));
        pak(
                account,
                lan,
                "3901J7A90KQ",
                "Catalyst 9500",
                "90340011",
                LocalDate.of(2018, 9, 14),
                Line.of("C9500-NW-A", 8),
                new Line("C9500-DNA-40X-A-3Y", 8, 0, today.plusYears(1)));
        pak(
                account,
                wan,
                "4102KD81XZ3",
                "ASR1001",
                "90352218",
                LocalDate.of(2019, 1, 22),
                Line.of("SLASR1-AIS", 4),
                Line.of("FLSA1-1X-2.5-10G", 1),
                Line.of("ASR1_MFGINSTALL", 1));
        pak(
                account,
                wan,
                "4102KD82B0M",
                "Cloud Services Router",
                "90352219",
                LocalDate.of(2019, 2, 3),
                Line.of("L-CSR-5G-SEC=", 1),
                Line.of("L-CSR-DEMO-60D", 2));
        pak(
                account,
                lan,
                "4377PT0R5W2",
                "Identity Services Engine",
                "90352301",
                LocalDate.of(2019, 3, 29),
                Line.of("C1-ISE-PLS-T", 25));
        pak(
                account,
                lab,
                "4401ZZ19AB7",
                "ISR 4000",
                "90360077",
                LocalDate.of(2019, 4, 17),
                Line.of("SL-4330-SEC-K9", 5),
                Line.of("SL-4330-APP-K9", 5));
        pak(
                account,
                lab,
                "4401ZZ20CD8",
                "Nexus 9000",
                "90360078",
                LocalDate.of(2019, 4, 17),
                Line.of("NXOS-AD-XF2", 1));
        pak(
                account,
                null,
                "5500AA01EE9",
                "Catalyst 9400",
                "90371150",
                LocalDate.of(2019, 6, 2),
                Line.of("C9400-NW-A", 4),
                new Line("C9400-DNA-A-3Y", 2, 0, LocalDate.of(2022, 6, 1)));
        String[] families = {"C9300-NW-E-24", "C9300-NW-A-48", "C9200L-NW-E-48", "SL-44-SEC-K9", "L-CSR-1G-AX="};
        for (int i = 0; i < 40; i++) {
            String sku = families[i % families.length];
            pak(
                    account,
                    i % 2 == 0 ? lan : wan,
                    "60%02dQX7B%02dT".formatted(i, (i * 37) % 100),
                    family(sku),
                    Integer.toString(90400000 + i * 13),
                    LocalDate.of(2019, 7, 1).plusDays(i * 5L),
                    Line.of(sku, 1 + i % 7));
        }
    }

    private void pak(
            SmartAccountId account,
            @Nullable VirtualAccountId pool,
            String number,
            String family,
            String orderNumber,
            LocalDate orderDate,
            Line... lines) {
        int ordered = 0;
        int fulfilled = 0;
        for (Line line : lines) {
            ordered += line.ordered();
            fulfilled += line.fulfilled();
        }
        PakId pak = sql.insertInto(PAK)
                .set(PAK.SMART_ACCOUNT_ID, account)
                .set(PAK.VIRTUAL_ACCOUNT_ID, pool)
                .set(PAK.PAK_NUMBER, number)
                .set(PAK.FAMILY, family)
                .set(PAK.ORDER_NUMBER, orderNumber)
                .set(PAK.ORDER_DATE, orderDate)
                .set(PAK.STATUS, PakStatus.of(ordered, fulfilled, 0).displayName())
                .set(PAK.AVAILABLE, ordered - fulfilled)
                .set(PAK.CREATED_AT, now())
                .returning(PAK.PAK_ID)
                .fetchSingle()
                .getPakId();
        List<org.jooq.Query> inserts = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            inserts.add(sql.insertInto(PAK_LINE)
                    .set(PAK_LINE.PAK_ID, pak)
                    .set(PAK_LINE.LINE_NUMBER, i + 1)
                    .set(PAK_LINE.SKU_ID, sku(lines[i].sku()))
                    .set(PAK_LINE.ORDERED, lines[i].ordered())
                    .set(PAK_LINE.FULFILLED, lines[i].fulfilled())
                    .set(PAK_LINE.TERM_ENDS, lines[i].termEnds()));
        }
        sql.batch(inserts).execute();
    }

    private void devices(SmartAccountId account, VirtualAccountId lan, VirtualAccountId wan) {
        device(account, lan, "C3850", "WS-C3850-24P-S", "FOC1833X0AB", "WS-C3850-24P-S", 1);
        device(account, lan, "C3850", "WS-C3850-48P-E", "FOC1907V2QD", "WS-C3850-48P-E", 1);
        device(account, wan, "C3650", "WS-C3650-24P-L", "FDO1942Q11Z", "C3650-24-L-S", 1);
    }

    private void device(
            SmartAccountId account,
            VirtualAccountId pool,
            String platform,
            String pid,
            String serialNumber,
            String sku,
            int quantity) {
        LegacyDeviceId device = sql.insertInto(LEGACY_DEVICE)
                .set(LEGACY_DEVICE.SMART_ACCOUNT_ID, account)
                .set(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID, pool)
                .set(
                        LEGACY_DEVICE.PLATFORM_ID,
                        sql.select(PLATFORM.PLATFORM_ID)
                                .from(PLATFORM)
                                .where(PLATFORM.NAME.eq(platform))
                                .fetchSingle(PLATFORM.PLATFORM_ID))
                .set(LEGACY_DEVICE.UDI_PID, pid)
                .set(LEGACY_DEVICE.UDI_SERIAL_NUMBER, serialNumber)
                .set(LEGACY_DEVICE.ASSIGNED_AT, now())
                .set(LEGACY_DEVICE.HELD, quantity)
                .set(LEGACY_DEVICE.AVAILABLE, quantity)
                .set(LEGACY_DEVICE.CREATED_AT, now())
                .returning(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                .fetchSingle()
                .getLegacyDeviceId();
        sql.insertInto(LEGACY_LICENSE)
                .set(LEGACY_LICENSE.LEGACY_DEVICE_ID, device)
                .set(LEGACY_LICENSE.SKU_ID, sku(sku))
                .set(LEGACY_LICENSE.LICENSE_FORM, "RTU")
                .set(LEGACY_LICENSE.QUANTITY, quantity)
                .execute();
    }

    private LicenseId license(String name) {
        return sql.select(LICENSE.LICENSE_ID)
                .from(LICENSE)
                .where(LICENSE.NAME.eq(name))
                .fetchSingle(LICENSE.LICENSE_ID);
    }

    private SkuId sku(String code) {
        return sql.select(SKU.SKU_ID).from(SKU).where(SKU.CODE.eq(code)).fetchSingle(SKU.SKU_ID);
    }

    private String family(String sku) {
        return sql.select(SKU.FAMILY).from(SKU).where(SKU.CODE.eq(sku)).fetchSingle(SKU.FAMILY);
    }

    private Instant now() {
        return clock.instant();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC);
    }
}
