package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.DEVICE_LICENSE_NAME;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.RtuLevel;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.PlatformId;
import org.slportal.domain.id.SkuId;

/** What the catalogue knows of rights to use at one moment: which models have which, and the SKU that stands for each. */
final class RightsToUse {

    /** How a switch calls its count of access points. */
    static final String ACCESS_POINTS = "apcount";

    /**
     * A right a model can have.
     *
     * @param license the smart licence it becomes, null if there is none
     * @param maxCount how many of it one chassis can hold
     */
    record Right(
            String name,
            SkuId sku,
            String skuCode,
            @Nullable LicenseId license,
            int maxCount) {

        /** Whether a licence with this SKU is this right: by the SKU itself, or because both become the same smart licence. */
        boolean isOf(SkuId other, @Nullable LicenseId othersLicense) {
            return sku.equals(other) || (license != null && license.equals(othersLicense));
        }
    }

    private record Entry(PlatformId platform, Pattern pidPattern, Right right) {}

    private final List<Entry> entries;

    private RightsToUse(List<Entry> entries) {
        this.entries = entries;
    }

    static RightsToUse read(DSLContext sql) {
        return new RightsToUse(sql.select(
                        DEVICE_LICENSE_NAME.PLATFORM_ID,
                        DEVICE_LICENSE_NAME.PID_PATTERN,
                        DEVICE_LICENSE_NAME.NAME,
                        DEVICE_LICENSE_NAME.SKU_ID,
                        SKU.CODE,
                        SKU.LICENSE_ID,
                        DEVICE_LICENSE_NAME.MAX_COUNT)
                .from(DEVICE_LICENSE_NAME)
                .join(SKU)
                .on(SKU.SKU_ID.eq(DEVICE_LICENSE_NAME.SKU_ID))
                .where(DEVICE_LICENSE_NAME.LICENSE_FORM.eq("RTU"))
                .orderBy(DEVICE_LICENSE_NAME.DEVICE_LICENSE_NAME_ID)
                .fetch(row -> new Entry(
                        row.value1(),
                        Pattern.compile(row.value2(), Pattern.CASE_INSENSITIVE),
                        new Right(row.value3(), row.value4(), row.value5(), row.value6(), row.value7()))));
    }

    /** By name; of several patterns that fit the model the first counts. */
    Map<String, Right> of(PlatformId platform, String pid) {
        Map<String, Right> rights = new LinkedHashMap<>();
        entries.stream()
                .filter(entry -> entry.platform().equals(platform)
                        && entry.pidPattern().matcher(pid).matches())
                .forEach(entry -> rights.putIfAbsent(entry.right().name(), entry.right()));
        return rights;
    }

    /** The level whose SKU or smart licence this is. */
    static @Nullable RtuLevel level(Map<String, Right> rights, SkuId sku, @Nullable LicenseId license) {
        for (RtuLevel level : RtuLevel.values()) {
            Right right = rights.get(level.cliName());
            if (right != null && right.isOf(sku, license)) {
                return level;
            }
        }
        return null;
    }
}
