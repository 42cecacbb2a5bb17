package org.slportal.services.callhome;

import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE_MEMBER;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.services.db.Transactions;
import org.slportal.services.device.MemberItem;
import org.springframework.stereotype.Component;

/** The members of a stack or HA pair, as the device named them last. */
@Component
class MemberRecords {

    private final DSLContext sql;

    MemberRecords(DSLContext sql) {
        this.sql = sql;
    }

    void replace(ProductInstanceId device, List<MemberItem> members) {
        Transactions.requireTransaction();
        List<Query> queries = new ArrayList<>();
        queries.add(
                sql.deleteFrom(PRODUCT_INSTANCE_MEMBER).where(PRODUCT_INSTANCE_MEMBER.PRODUCT_INSTANCE_ID.eq(device)));
        members.forEach(member -> queries.add(sql.insertInto(PRODUCT_INSTANCE_MEMBER)
                .set(PRODUCT_INSTANCE_MEMBER.PRODUCT_INSTANCE_ID, device)
                .set(PRODUCT_INSTANCE_MEMBER.UDI_PID, member.udi().pid())
                .set(PRODUCT_INSTANCE_MEMBER.UDI_SERIAL_NUMBER, member.udi().serialNumber())
                .set(PRODUCT_INSTANCE_MEMBER.MEMBER_ROLE, member.role())));
        sql.batch(queries).execute();
    }
}
