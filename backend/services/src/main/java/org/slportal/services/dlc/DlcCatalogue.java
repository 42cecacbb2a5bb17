package org.slportal.services.dlc;

import static org.slportal.db.jooq.Tables.DEVICE_LICENSE_NAME;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.PlatformId;
import org.slportal.domain.id.SkuId;
import org.springframework.stereotype.Component;

/** What the catalogue says of models and of what they call their licences. */
@Component
class DlcCatalogue {

    private static final String RTU = "RTU";
    private static final String PAK = "PAK";

    private final DSLContext sql;

    DlcCatalogue(DSLContext sql) {
        this.sql = sql;
    }

    /** A platform of the catalogue. */
    record Model(PlatformId platform, String softwareId, Pattern pids, boolean dlcSupported) {}

    /** What models of a platform call a licence. */
    record Name(
            PlatformId platform,
            Pattern pids,
            String form,
            String name,
            SkuId sku,
            String code,
            boolean hasEquivalent,
            int most) {}

    /** The part of the catalogue some software tags need. */
    record Extract(List<Model> models, List<Name> names) {

        boolean hasSoftware(String softwareId) {
            return models.stream().anyMatch(model -> model.softwareId().equals(softwareId));
        }

        @Nullable
        Model model(String softwareId, String pid) {
            return models.stream()
                    .filter(model -> model.softwareId().equals(softwareId)
                            && model.pids().matcher(pid).matches())
                    .findFirst()
                    .orElse(null);
        }

        /** By the device's own name for it, or by its SKU. */
        @Nullable
        Name name(Model model, String pid, DlcReportLine line) {
            String wanted = line.name();
            String form = form(line.type());
            List<Name> ofModel = names.stream()
                    .filter(name -> name.platform().equals(model.platform())
                            && name.form().equals(form)
                            && name.pids().matcher(pid).matches())
                    .toList();
            return ofModel.stream()
                    .filter(name -> name.name().equalsIgnoreCase(wanted))
                    .findFirst()
                    .or(() -> ofModel.stream()
                            .filter(name -> name.code().equalsIgnoreCase(wanted))
                            .findFirst())
                    .orElse(null);
        }

        private static String form(String type) {
            return switch (type) {
                case RTU, "HONOR" -> RTU;
                case PAK, "CSL_FILE" -> PAK;
                default -> "";
            };
        }
    }

    Extract of(Collection<String> softwareIds) {
        List<Model> models = sql.select(
                        PLATFORM.PLATFORM_ID, PLATFORM.SOFTWARE_ID, PLATFORM.PID_PATTERN, PLATFORM.DLC_SUPPORTED)
                .from(PLATFORM)
                .where(PLATFORM.SOFTWARE_ID.in(Set.copyOf(softwareIds)))
                .orderBy(PLATFORM.PLATFORM_ID)
                .fetch(row -> new Model(row.value1(), row.value2(), Pattern.compile(row.value3()), row.value4()));
        List<Name> names = sql.select()
                .from(DEVICE_LICENSE_NAME)
                .join(SKU)
                .on(SKU.SKU_ID.eq(DEVICE_LICENSE_NAME.SKU_ID))
                .where(DEVICE_LICENSE_NAME.PLATFORM_ID.in(
                        models.stream().map(Model::platform).toList()))
                .orderBy(DEVICE_LICENSE_NAME.DEVICE_LICENSE_NAME_ID)
                .fetch(row -> new Name(
                        row.get(DEVICE_LICENSE_NAME.PLATFORM_ID),
                        Pattern.compile(row.get(DEVICE_LICENSE_NAME.PID_PATTERN)),
                        row.get(DEVICE_LICENSE_NAME.LICENSE_FORM),
                        row.get(DEVICE_LICENSE_NAME.NAME),
                        row.get(SKU.SKU_ID),
                        row.get(SKU.CODE),
                        row.get(SKU.LICENSE_ID) != null,
                        row.get(DEVICE_LICENSE_NAME.MAX_COUNT)));
        return new Extract(models, names);
    }
}
