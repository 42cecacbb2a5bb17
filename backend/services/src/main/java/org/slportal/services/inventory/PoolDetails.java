package org.slportal.services.inventory;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.SUBSTITUTION;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.springframework.stereotype.Component;

/** What stands behind the rows of a licence list: terms and substitutions, for all rows in two queries. */
@Component
public class PoolDetails {

    private final DSLContext sql;

    public PoolDetails(DSLContext sql) {
        this.sql = sql;
    }

    /** Quantity owned under the same terms. */
    public record OwnedLine(
            LicenseTerm term,
            int quantity,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            @Nullable String subscription,
            @Nullable String orderNumber,
            @Nullable String sku) {}

    /** @param lends whether the row lends to the other licence, else it borrows from it */
    public record SubstitutionItem(String otherLicense, int quantity, boolean lends) {}

    private record Key(VirtualAccountId pool, LicenseId license) {}

    /** By pool and licence. */
    public record Details(Map<?, List<OwnedLine>> ownedLines, Map<?, List<SubstitutionItem>> substitutionItems) {

        public List<OwnedLine> lines(VirtualAccountId pool, LicenseId license) {
            return ownedLines.getOrDefault(new Key(pool, license), List.of());
        }

        public List<SubstitutionItem> substitutions(VirtualAccountId pool, LicenseId license) {
            return substitutionItems.getOrDefault(new Key(pool, license), List.of());
        }
    }

    /** The rows come from a list the actor was allowed to see. */
    public Details of(Collection<LicenseListItem> rows) {
        Set<VirtualAccountId> pools =
                rows.stream().map(LicenseListItem::virtualAccountId).collect(Collectors.toSet());
        Set<LicenseId> licenses = rows.stream().map(LicenseListItem::id).collect(Collectors.toSet());
        return new Details(lines(pools, licenses), substitutions(pools));
    }

    private Map<Key, List<OwnedLine>> lines(Set<VirtualAccountId> pools, Set<LicenseId> licenses) {
        Map<Key, List<OwnedLine>> lines = new HashMap<>();
        var quantity = DSL.sum(LICENSE_TRANSACTION.QUANTITY);
        sql.select(
                        LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID,
                        LICENSE_TRANSACTION.LICENSE_ID,
                        LICENSE_TRANSACTION.LICENSE_TERM,
                        quantity,
                        LICENSE_TRANSACTION.STARTS_ON,
                        LICENSE_TRANSACTION.ENDS_ON,
                        LICENSE_TRANSACTION.SUBSCRIPTION_NUMBER,
                        LICENSE_TRANSACTION.ORDER_NUMBER,
                        SKU.CODE)
                .from(LICENSE_TRANSACTION)
                .leftJoin(SKU)
                .on(SKU.SKU_ID.eq(LICENSE_TRANSACTION.SKU_ID))
                .where(LICENSE_TRANSACTION
                        .VIRTUAL_ACCOUNT_ID
                        .in(pools)
                        .and(LICENSE_TRANSACTION.LICENSE_ID.in(licenses)))
                .groupBy(
                        LICENSE_TRANSACTION.VIRTUAL_ACCOUNT_ID,
                        LICENSE_TRANSACTION.LICENSE_ID,
                        LICENSE_TRANSACTION.LICENSE_TERM,
                        LICENSE_TRANSACTION.STARTS_ON,
                        LICENSE_TRANSACTION.ENDS_ON,
                        LICENSE_TRANSACTION.SUBSCRIPTION_NUMBER,
                        LICENSE_TRANSACTION.ORDER_NUMBER,
                        SKU.CODE)
                .having(quantity.ne(java.math.BigDecimal.ZERO))
                .orderBy(LICENSE_TRANSACTION.ENDS_ON, SKU.CODE)
                .forEach(row -> lines.computeIfAbsent(new Key(row.value1(), row.value2()), unused -> new ArrayList<>())
                        .add(new OwnedLine(
                                row.value3(),
                                row.value4().intValueExact(),
                                row.value5(),
                                row.value6(),
                                row.value7(),
                                row.value8(),
                                row.value9())));
        return lines;
    }

    private Map<Key, List<SubstitutionItem>> substitutions(Set<VirtualAccountId> pools) {
        var parent = LICENSE.as("parent");
        var child = LICENSE.as("child");
        Map<Key, List<SubstitutionItem>> items = new HashMap<>();
        sql.select(
                        SUBSTITUTION.VIRTUAL_ACCOUNT_ID,
                        SUBSTITUTION.PARENT_LICENSE_ID,
                        parent.NAME,
                        SUBSTITUTION.CHILD_LICENSE_ID,
                        child.NAME,
                        SUBSTITUTION.QUANTITY)
                .from(SUBSTITUTION)
                .join(parent)
                .on(parent.LICENSE_ID.eq(SUBSTITUTION.PARENT_LICENSE_ID))
                .join(child)
                .on(child.LICENSE_ID.eq(SUBSTITUTION.CHILD_LICENSE_ID))
                .where(SUBSTITUTION.VIRTUAL_ACCOUNT_ID.in(pools))
                .orderBy(parent.NAME, child.NAME)
                .forEach(row -> {
                    items.computeIfAbsent(new Key(row.value1(), row.value2()), unused -> new ArrayList<>())
                            .add(new SubstitutionItem(row.value5(), row.value6(), true));
                    items.computeIfAbsent(new Key(row.value1(), row.value4()), unused -> new ArrayList<>())
                            .add(new SubstitutionItem(row.value3(), row.value6(), false));
                });
        return items;
    }
}
