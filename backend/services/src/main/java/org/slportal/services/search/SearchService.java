package org.slportal.services.search;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.springframework.stereotype.Service;

/**
 * Answers "where is it, and why can't I convert it?" for what somebody has in hand: a PAK, a serial number or UDI, a host name, a
 * SKU, an order number, a licence's name. Everything is looked up from its beginning, by an index, in a number of queries that does
 * not depend on how much there is.
 */
@Service
public class SearchService {

    private final DSLContext sql;
    private final Transactions transactions;
    private final PakLookup paks;
    private final DeviceLookup devices;
    private final CatalogueLookup catalogue;

    SearchService(
            DSLContext sql,
            Transactions transactions,
            PakLookup paks,
            DeviceLookup devices,
            CatalogueLookup catalogue) {
        this.sql = sql;
        this.transactions = transactions;
        this.paks = paks;
        this.devices = devices;
        this.catalogue = catalogue;
    }

    public SearchAnswer find(Actor actor, SmartAccountId account, String text) {
        Sight sight = Sight.of(actor, account);
        SearchText asked = SearchText.of(Checks.required("q", text, SearchText.MAX));
        return transactions.read(() -> {
            SearchAnswer here = new SearchAnswer(
                    asked.text(),
                    paks.find(sight, asked),
                    devices.find(sight, asked),
                    catalogue.skus(sight, asked),
                    catalogue.orders(sight, asked),
                    catalogue.licenses(sight, asked),
                    List.of());
            return here.isEmpty()
                    ? new SearchAnswer(
                            asked.text(),
                            here.paks(),
                            here.devices(),
                            here.skus(),
                            here.orders(),
                            here.licenses(),
                            elsewhere(actor, sight, asked))
                    : here;
        });
    }

    /** Only in accounts all of which the reader may see: what lies in a stranger's account is as unknown as what never was. */
    private List<String> elsewhere(Actor actor, Sight sight, SearchText text) {
        List<SmartAccountId> others = actor.grants().stream()
                .map(Actor.Grant::smartAccount)
                .distinct()
                .filter(other -> !other.equals(sight.account()) && actor.may(Permission.VIEW, other, null))
                .toList();
        if (others.isEmpty()) {
            return List.of();
        }
        var owners = DSL.select(PAK.SMART_ACCOUNT_ID)
                .from(PAK)
                .where(PAK.PAK_NUMBER.eq(text.text()).and(PAK.SMART_ACCOUNT_ID.in(others)))
                .union(DSL.select(LEGACY_DEVICE.SMART_ACCOUNT_ID)
                        .from(LEGACY_DEVICE)
                        .where(LEGACY_DEVICE
                                .UDI_SERIAL_NUMBER
                                .eq(text.serialNumber())
                                .and(LEGACY_DEVICE.SMART_ACCOUNT_ID.in(others))))
                .union(DSL.select(PRODUCT_INSTANCE.SMART_ACCOUNT_ID)
                        .from(PRODUCT_INSTANCE)
                        .where(PRODUCT_INSTANCE
                                .UDI_SERIAL_NUMBER
                                .eq(text.serialNumber())
                                .and(PRODUCT_INSTANCE.SMART_ACCOUNT_ID.in(others))))
                .asTable("owners");
        return sql.select(SMART_ACCOUNT.NAME)
                .from(owners)
                .join(SMART_ACCOUNT)
                .on(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(owners.field(PAK.SMART_ACCOUNT_ID)))
                .orderBy(SMART_ACCOUNT.NAME)
                .fetch(SMART_ACCOUNT.NAME);
    }
}
