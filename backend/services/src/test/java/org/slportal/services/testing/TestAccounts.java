package org.slportal.services.testing;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.SKU;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SkuId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorService;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountData;
import org.slportal.services.catalogue.CatalogueService;
import org.slportal.services.db.Transactions;
import org.slportal.services.inventory.Deposit;
import org.slportal.services.inventory.Pools;
import org.slportal.services.setup.FirstAccount;
import org.slportal.services.setup.SetupService;
import org.slportal.services.user.NewUser;
import org.slportal.services.user.UserService;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Makes Smart Accounts for tests, through the services. */
@Component
public class TestAccounts implements InitializingBean {

    public static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final AtomicInteger PAK_NUMBER = new AtomicInteger();
    private static final AtomicInteger DEVICE_NUMBER = new AtomicInteger();
    private static final AtomicInteger SKU_NUMBER = new AtomicInteger();

    private final DSLContext sql;
    private final Transactions transactions;
    private final SetupService setup;
    private final AccountService accounts;
    private final UserService users;
    private final ActorService actors;
    private final CatalogueService catalogue;
    private final Pools pools;
    private final InstantSource clock;
    private final org.slportal.services.user.Passwords passwords;

    TestAccounts(
            DSLContext sql,
            Transactions transactions,
            SetupService setup,
            AccountService accounts,
            UserService users,
            ActorService actors,
            CatalogueService catalogue,
            Pools pools,
            InstantSource clock,
            org.slportal.services.user.Passwords passwords) {
        this.sql = sql;
        this.transactions = transactions;
        this.setup = setup;
        this.accounts = accounts;
        this.users = users;
        this.actors = actors;
        this.catalogue = catalogue;
        this.pools = pools;
        this.clock = clock;
        this.passwords = passwords;
    }

    @Override
    public void afterPropertiesSet() {
        catalogue.loadShipped();
    }

    /** A Smart Account with its default Virtual Account and its administrator. */
    public record Account(
            SmartAccountId id, String domain, VirtualAccountId pool, Actor administrator, String userName) {}

    public Account account() {
        int number = NUMBER.incrementAndGet();
        String userName = "admin-" + number;
        String domain = "account-" + number + ".example.com";
        String hash = passwords.hash(PASSWORD);
        SmartAccountId id = transactions.write(() -> setup.createAccount(
                Actor.system("test"),
                new FirstAccount("Account " + number, domain, "Default", userName, "Administrator", PASSWORD, "en"),
                hash));
        Actor administrator = actors.userActor(user(userName), "127.0.0.1");
        return new Account(
                id,
                domain,
                accounts.virtualAccounts(administrator, id).getFirst().id(),
                administrator,
                userName);
    }

    public VirtualAccountId pool(Account account, String name) {
        return accounts.create(account.administrator(), account.id(), new VirtualAccountData(name, ""));
    }

    public Actor actor(Account account, Role role, @Nullable VirtualAccountId scope) {
        String userName = role.name().toLowerCase(Locale.ROOT) + "-" + NUMBER.incrementAndGet();
        UserId id = users.create(
                account.administrator(), account.id(), new NewUser(userName, "Somebody", "", PASSWORD, role, scope));
        return actors.userActor(id, "127.0.0.1");
    }

    private UserId user(String userName) {
        return sql.select(org.slportal.db.jooq.Tables.APP_USER.APP_USER_ID)
                .from(org.slportal.db.jooq.Tables.APP_USER)
                .where(org.slportal.db.jooq.Tables.APP_USER.USER_NAME.eq(userName))
                .fetchSingle(org.slportal.db.jooq.Tables.APP_USER.APP_USER_ID);
    }

    public LicenseId license(String name) {
        return sql.select(LICENSE.LICENSE_ID)
                .from(LICENSE)
                .where(LICENSE.NAME.eq(name))
                .fetchSingle(LICENSE.LICENSE_ID);
    }

    public String tag(String license) {
        return sql.select(LICENSE.ENTITLEMENT_TAG)
                .from(LICENSE)
                .where(LICENSE.NAME.eq(license))
                .fetchSingle(LICENSE.ENTITLEMENT_TAG);
    }

    /** Gives a pool licences, as an order would. */
    public void own(Account account, VirtualAccountId pool, String license, int quantity) {
        transactions.run(() -> {
            pools.lock(pool);
            pools.deposit(
                    Actor.system("test"),
                    account.id(),
                    pool,
                    List.of(Deposit.order(license(license), quantity, LicenseTerm.PERPETUAL, null, "1")));
            pools.rebalance(Actor.system("test"), account.id(), pool);
        });
    }

    /** A PAK with one line. */
    public PakLineId pak(
            Account account,
            @Nullable VirtualAccountId pool,
            String sku,
            int ordered,
            int fulfilled,
            @Nullable LocalDate ends) {
        PakId pak = sql.insertInto(PAK)
                .set(PAK.SMART_ACCOUNT_ID, account.id())
                .set(PAK.VIRTUAL_ACCOUNT_ID, pool)
                .set(PAK.PAK_NUMBER, "T%010d".formatted(PAK_NUMBER.incrementAndGet()))
                .set(PAK.FAMILY, "Test")
                .set(PAK.ORDER_NUMBER, "4711")
                .set(PAK.ORDER_DATE, LocalDate.of(2018, 5, 7))
                .set(PAK.STATUS, PakStatus.of(ordered, fulfilled, 0).displayName())
                .set(PAK.AVAILABLE, ordered - fulfilled)
                .set(PAK.CREATED_AT, clock.instant())
                .returning(PAK.PAK_ID)
                .fetchSingle()
                .getPakId();
        PakLineId line = sql.insertInto(PAK_LINE)
                .set(PAK_LINE.PAK_ID, pak)
                .set(PAK_LINE.LINE_NUMBER, 1)
                .set(PAK_LINE.SKU_ID, sku(sku))
                .set(PAK_LINE.ORDERED, ordered)
                .set(PAK_LINE.FULFILLED, fulfilled)
                .set(PAK_LINE.TERM_ENDS, ends)
                .returning(PAK_LINE.PAK_LINE_ID)
                .fetchSingle()
                .getPakLineId();
        if (fulfilled > 0) {
            install(device(account, pool, "ISR4300", "ISR4331/K9"), sku, "PAK", line, fulfilled);
        }
        return line;
    }

    /** One more line of the PAK that has this one. */
    public PakLineId addLine(PakLineId first, String sku, int ordered) {
        PakId pak = sql.select(PAK_LINE.PAK_ID)
                .from(PAK_LINE)
                .where(PAK_LINE.PAK_LINE_ID.eq(first))
                .fetchSingle(PAK_LINE.PAK_ID);
        PakLineId line = sql.insertInto(PAK_LINE)
                .set(PAK_LINE.PAK_ID, pak)
                .set(PAK_LINE.LINE_NUMBER, sql.fetchCount(PAK_LINE, PAK_LINE.PAK_ID.eq(pak)) + 1)
                .set(PAK_LINE.SKU_ID, sku(sku))
                .set(PAK_LINE.ORDERED, ordered)
                .returning(PAK_LINE.PAK_LINE_ID)
                .fetchSingle()
                .getPakLineId();
        sql.update(PAK)
                .set(PAK.AVAILABLE, PAK.AVAILABLE.plus(ordered))
                .where(PAK.PAK_ID.eq(pak))
                .execute();
        return line;
    }

    /** What of a PAK line is installed on a device. */
    public LegacyLicenseId installed(PakLineId line) {
        return sql.select(LEGACY_LICENSE.LEGACY_LICENSE_ID)
                .from(LEGACY_LICENSE)
                .where(LEGACY_LICENSE.PAK_LINE_ID.eq(line))
                .fetchSingle(LEGACY_LICENSE.LEGACY_LICENSE_ID);
    }

    public LegacyDeviceId deviceOf(LegacyLicenseId license) {
        return sql.select(LEGACY_LICENSE.LEGACY_DEVICE_ID)
                .from(LEGACY_LICENSE)
                .where(LEGACY_LICENSE.LEGACY_LICENSE_ID.eq(license))
                .fetchSingle(LEGACY_LICENSE.LEGACY_DEVICE_ID);
    }

    /** A device known to License Registration, without licences. */
    public LegacyDeviceId device(Account account, @Nullable VirtualAccountId pool, String platform, String pid) {
        return sql.insertInto(LEGACY_DEVICE)
                .set(LEGACY_DEVICE.SMART_ACCOUNT_ID, account.id())
                .set(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID, pool)
                .set(LEGACY_DEVICE.ASSIGNED_AT, pool == null ? null : clock.instant())
                .set(
                        LEGACY_DEVICE.PLATFORM_ID,
                        sql.select(PLATFORM.PLATFORM_ID)
                                .from(PLATFORM)
                                .where(PLATFORM.NAME.eq(platform))
                                .fetchSingle(PLATFORM.PLATFORM_ID))
                .set(LEGACY_DEVICE.UDI_PID, pid)
                .set(LEGACY_DEVICE.UDI_SERIAL_NUMBER, "FOC%08d".formatted(DEVICE_NUMBER.incrementAndGet()))
                .set(LEGACY_DEVICE.CREATED_AT, clock.instant())
                .returning(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                .fetchSingle()
                .getLegacyDeviceId();
    }

    /** Right-to-use licences on a device. */
    public LegacyLicenseId rightToUse(LegacyDeviceId device, String sku, int quantity) {
        return install(device, sku, "RTU", null, quantity);
    }

    private LegacyLicenseId install(
            LegacyDeviceId device, String sku, String form, @Nullable PakLineId line, int quantity) {
        sql.update(LEGACY_DEVICE)
                .set(LEGACY_DEVICE.HELD, LEGACY_DEVICE.HELD.plus(quantity))
                .set(LEGACY_DEVICE.AVAILABLE, LEGACY_DEVICE.AVAILABLE.plus(quantity))
                .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(device))
                .execute();
        return sql.insertInto(LEGACY_LICENSE)
                .set(LEGACY_LICENSE.LEGACY_DEVICE_ID, device)
                .set(LEGACY_LICENSE.SKU_ID, sku(sku))
                .set(LEGACY_LICENSE.LICENSE_FORM, form)
                .set(LEGACY_LICENSE.PAK_LINE_ID, line)
                .set(LEGACY_LICENSE.QUANTITY, quantity)
                .returning(LEGACY_LICENSE.LEGACY_LICENSE_ID)
                .fetchSingle()
                .getLegacyLicenseId();
    }

    /** A SKU for routers of the family ISR 4000 that the catalogue ties to no model: any number of it fits on one. */
    public String unboundSku() {
        String code = "TEST-ANY-" + SKU_NUMBER.incrementAndGet();
        sql.insertInto(SKU)
                .set(SKU.CODE, code)
                .set(SKU.DESCRIPTION, "Test")
                .set(SKU.FAMILY, "ISR 4000")
                .set(SKU.LICENSE_ID, license("ISR_4331_Security"))
                .set(SKU.LEGACY_METHOD, "PAK")
                .set(SKU.SOURCE, "test")
                .set(SKU.CONFIDENCE, "A")
                .execute();
        return code;
    }

    private SkuId sku(String code) {
        return sql.select(SKU.SKU_ID).from(SKU).where(SKU.CODE.eq(code)).fetchSingle(SKU.SKU_ID);
    }
}
