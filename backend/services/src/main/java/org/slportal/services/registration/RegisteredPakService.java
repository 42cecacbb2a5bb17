package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.CONVERSION;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** The PAKs of License Registration: by family and PAK number, with a line for each product. */
@Service
public class RegisteredPakService {

    private final DSLContext sql;
    private final PakListing listing;
    private final RegistrationTransactionService transactions;

    RegisteredPakService(DSLContext sql, PakListing listing, RegistrationTransactionService transactions) {
        this.sql = sql;
        this.listing = listing;
        this.transactions = transactions;
    }

    public List<RegisteredPakItem> list(
            Actor actor, SmartAccountId account, PageQuery<RegisteredPakSort> query, RegisteredPakFilter filter) {
        return listing.page(
                condition(actor, account, filter), order(query), query.offset(), query.limit(), filter.status());
    }

    public long count(Actor actor, SmartAccountId account, RegisteredPakFilter filter) {
        return listing.count(condition(actor, account, filter));
    }

    /** For a list, which shows no more than that there are many. */
    public BoundedCount countBounded(Actor actor, SmartAccountId account, RegisteredPakFilter filter) {
        return listing.countBounded(condition(actor, account, filter));
    }

    /** Of the PAKs the actor sees, by name. */
    public List<String> families(Actor actor, SmartAccountId account) {
        return listing.families(PakListing.visible(actor, account));
    }

    /** Ids of the PAKs by their numbers; those the actor does not see are missing. @param numbers at most 10,000 */
    public Map<String, PakId> find(Actor actor, SmartAccountId account, Collection<String> numbers) {
        Condition visible = PakListing.visible(actor, account);
        Map<String, PakId> found = new HashMap<>();
        PakChecker.chunks(numbers)
                .forEach(chunk -> sql.select(PAK.PAK_NUMBER, PAK.PAK_ID)
                        .from(PAK)
                        .where(visible.and(PAK.PAK_NUMBER.in(chunk)))
                        .forEach(row -> found.put(row.value1(), row.value2())));
        return found;
    }

    private static Condition condition(Actor actor, SmartAccountId account, RegisteredPakFilter filter) {
        return PakListing.visible(actor, account).and(PakListing.matching(account, filter));
    }

    private static List<OrderField<?>> order(PageQuery<RegisteredPakSort> query) {
        var number = query.ascending() ? PAK.PAK_NUMBER.asc() : PAK.PAK_NUMBER.desc();
        var id = query.ascending() ? PAK.PAK_ID.asc() : PAK.PAK_ID.desc();
        return switch (query.sort()) {
            case FAMILY -> List.of(query.ascending() ? PAK.FAMILY.asc() : PAK.FAMILY.desc(), number);
            case NUMBER -> List.of(number);
            case ORDER_NUMBER -> List.of(query.ascending() ? PAK.ORDER_NUMBER.asc() : PAK.ORDER_NUMBER.desc(), id);
        };
    }

    public RegisteredPakDetail detail(Actor actor, PakId pak) {
        var owner = sql.select(PAK.SMART_ACCOUNT_ID, PAK.VIRTUAL_ACCOUNT_ID)
                .from(PAK)
                .where(PAK.PAK_ID.eq(pak))
                .fetchOne();
        // A PAK nobody claimed belongs to no account: its id is unknown to everyone.
        if (owner == null || owner.value1() == null) {
            throw PortalException.notFound();
        }
        SmartAccountId account = owner.value1();
        actor.require(Permission.VIEW, account, owner.value2());
        RegisteredPakItem item = listing.items(
                        PAK.PAK_ID.eq(pak).and(PAK.SMART_ACCOUNT_ID.eq(account)), List.of(PAK.PAK_ID.asc()), null)
                .getFirst();
        return new RegisteredPakDetail(
                account,
                item,
                installed(actor, account, pak),
                converted(actor, account, pak),
                transactions.ofPak(actor, account, item.number(), RegisteredPakDetail.EVENTS_SHOWN));
    }

    private List<RegisteredPakDetail.Installed> installed(Actor actor, SmartAccountId account, PakId pak) {
        return sql.select(
                        PAK_LINE.LINE_NUMBER,
                        SKU.CODE,
                        LEGACY_DEVICE.LEGACY_DEVICE_ID,
                        LEGACY_DEVICE.UDI_PID,
                        LEGACY_DEVICE.UDI_SERIAL_NUMBER,
                        LEGACY_LICENSE.QUANTITY,
                        LEGACY_LICENSE.CONVERTED)
                .from(PAK_LINE)
                .join(LEGACY_LICENSE)
                .on(LEGACY_LICENSE.PAK_LINE_ID.eq(PAK_LINE.PAK_LINE_ID))
                .join(LEGACY_DEVICE)
                .on(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(LEGACY_LICENSE.LEGACY_DEVICE_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                .where(PAK_LINE.PAK_ID
                        .eq(pak)
                        .and(LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(account))
                        .and(poolVisible(actor, account, LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID)))
                .orderBy(PAK_LINE.LINE_NUMBER, LEGACY_LICENSE.LEGACY_LICENSE_ID)
                .limit(RegisteredPakDetail.PARTS_SHOWN)
                .fetch(row -> new RegisteredPakDetail.Installed(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        new Udi(row.value4(), row.value5()).asCli(),
                        row.value6(),
                        row.value7()));
    }

    private List<RegisteredPakDetail.Converted> converted(Actor actor, SmartAccountId account, PakId pak) {
        return sql.select(
                        PAK_LINE.LINE_NUMBER,
                        SKU.CODE,
                        LICENSE.NAME,
                        LICENSE_TRANSACTION.QUANTITY,
                        LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME,
                        CONVERSION.CONVERTED_BY,
                        CONVERSION.CONVERTED_AT,
                        CONVERSION.UNDONE_BY,
                        CONVERSION.UNDONE_AT)
                .from(PAK_LINE)
                .join(LICENSE_TRANSACTION)
                .on(LICENSE_TRANSACTION.PAK_LINE_ID.eq(PAK_LINE.PAK_LINE_ID))
                .join(CONVERSION)
                .on(CONVERSION.CONVERSION_ID.eq(LICENSE_TRANSACTION.CONVERSION_ID))
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_TRANSACTION.LICENSE_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID))
                .where(PAK_LINE.PAK_ID.eq(pak).and(LICENSE_TRANSACTION.SMART_ACCOUNT_ID.eq(account)))
                .orderBy(LICENSE_TRANSACTION.LICENSE_TRANSACTION_ID.desc())
                .limit(RegisteredPakDetail.PARTS_SHOWN)
                .fetch(row -> {
                    boolean shown = actor.may(Permission.VIEW, account, row.value5());
                    // The row that takes back carries the hand and the hour of the undoing.
                    boolean undone = row.value4() < 0 && row.value10() != null;
                    return new RegisteredPakDetail.Converted(
                            row.value1(),
                            row.value2(),
                            row.value3(),
                            row.value4(),
                            shown ? row.value5() : null,
                            shown ? row.value6() : null,
                            undone ? row.value9() : row.value7(),
                            undone ? row.value10() : row.value8());
                });
    }

    /** @param pool column of the Virtual Account; null where something has none */
    static Condition poolVisible(Actor actor, SmartAccountId account, org.jooq.Field<@Nullable VirtualAccountId> pool) {
        List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
        return limited == null ? DSL.noCondition() : pool.in(limited);
    }
}
