package org.slportal.services.testing;

import static org.slportal.db.jooq.Tables.DEVICE_LICENSE_NAME;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.PlatformId;
import org.slportal.domain.id.SkuId;
import org.slportal.services.dlc.DlcFile;
import org.slportal.services.dlc.DlcReport;
import org.slportal.services.dlc.DlcReportLine;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/** What switches and routers report of their traditional licences. */
@Component
@DependsOn("testAccounts") // loads the catalogue
public class TestReports implements InitializingBean {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final DSLContext sql;

    TestReports(DSLContext sql) {
        this.sql = sql;
    }

    /** The names these tests need, unless the shipped catalogue has them. */
    @Override
    public void afterPropertiesSet() {
        name("C3850", "WS-C3850-24(?!XS).*", "RTU", "lanbase", "WS-C3850-24P-L", 1);
        name("C3850", "WS-C3850-24(?!XS).*", "RTU", "ipbase", "C3850-24-L-S", 1);
        name("C3850", "WS-C3850-24(?!XS).*", "RTU", "ipservices", "C3850-24-S-E", 1);
        name("C3850", "WS-C3850-.+", "RTU", "apcount", "LIC-CTIOS-1A", 100);
        name("ISR4300", "ISR4331(/K9)?", "PAK", "securityk9", "SL-4330-SEC-K9", 1);
        name("ISR4300", "ISR4331(/K9)?", "PAK", "uck9", "SL-4330-UC-K9", 1);
    }

    public void name(String platform, String pids, String form, String name, String sku, int most) {
        PlatformId platformId = sql.select(PLATFORM.PLATFORM_ID)
                .from(PLATFORM)
                .where(PLATFORM.NAME.eq(platform))
                .fetchSingle(PLATFORM.PLATFORM_ID);
        SkuId skuId = sql.select(SKU.SKU_ID).from(SKU).where(SKU.CODE.eq(sku)).fetchSingle(SKU.SKU_ID);
        sql.insertInto(DEVICE_LICENSE_NAME)
                .set(DEVICE_LICENSE_NAME.PLATFORM_ID, platformId)
                .set(DEVICE_LICENSE_NAME.PID_PATTERN, pids)
                .set(DEVICE_LICENSE_NAME.LICENSE_FORM, form)
                .set(DEVICE_LICENSE_NAME.NAME, name)
                .set(DEVICE_LICENSE_NAME.SKU_ID, skuId)
                .set(DEVICE_LICENSE_NAME.MAX_COUNT, most)
                .set(DEVICE_LICENSE_NAME.SOURCE, "test")
                .set(DEVICE_LICENSE_NAME.CONFIDENCE, "D")
                .onDuplicateKeyIgnore()
                .execute();
    }

    public String softwareId(String platform) {
        return sql.select(PLATFORM.SOFTWARE_ID)
                .from(PLATFORM)
                .where(PLATFORM.NAME.eq(platform))
                .fetchSingle(PLATFORM.SOFTWARE_ID);
    }

    /** A chassis nobody has seen before. */
    public static Udi chassis(String pid) {
        return new Udi(pid, "DLC%08d".formatted(NUMBER.incrementAndGet()));
    }

    /** Of a 24-port switch. */
    public DlcReport stackMember(DlcReportLine... lines) {
        return report(chassis("WS-C3850-24P"), "C3850", lines);
    }

    public DlcReport report(Udi udi, String platform, DlcReportLine... lines) {
        return new DlcReport(udi, softwareId(platform), Arrays.asList(lines));
    }

    public static DlcReportLine rtu(String name, int count) {
        return new DlcReportLine("RTU", "PLAIN", name, count);
    }

    public static DlcReportLine pak(String name, int count) {
        return new DlcReportLine("PAK", "PLAIN", name, count);
    }

    /** As a file of one section. */
    public static DlcFile file(@Nullable String virtualAccount, DlcReport... reports) {
        return new DlcFile(List.of(new DlcFile.Section(virtualAccount, Arrays.asList(reports))));
    }
}
