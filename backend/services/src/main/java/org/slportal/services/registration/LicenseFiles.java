package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jooq.DSLContext;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.services.access.Actor;
import org.slportal.services.error.PortalException;
import org.slportal.services.token.TokenService;
import org.springframework.stereotype.Service;

/**
 * The traditional licence file of a device: all that was installed on it from PAKs and was not converted since, so that the file
 * got after a partial conversion is the one reissued for the rest. Its form is this portal's own.
 */
@Service
public class LicenseFiles {

    private final DSLContext sql;
    private final InstantSource clock;

    LicenseFiles(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Reads what is there now; nothing left gives a file that says so. */
    public LicenseFile of(Actor actor, LegacyDeviceId device) {
        var owner = sql.select(
                        LEGACY_DEVICE.SMART_ACCOUNT_ID,
                        LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID,
                        LEGACY_DEVICE.UDI_PID,
                        LEGACY_DEVICE.UDI_SERIAL_NUMBER)
                .from(LEGACY_DEVICE)
                .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(device))
                .fetchOne();
        if (owner == null) {
            throw PortalException.notFound();
        }
        actor.require(Permission.VIEW, owner.value1(), owner.value2());
        Udi udi = new Udi(owner.value3(), owner.value4());
        StringBuilder text = new StringBuilder("""
                # Traditional licence file of a simulated device
                # Made by a training portal. It licenses only switches and routers simulated by that portal:
                # no real device accepts it, and it grants no right to any vendor's software.
                """);
        text.append("device: ").append(udi.asCli()).append('\n');
        text.append("made: ")
                .append(clock.instant().truncatedTo(ChronoUnit.SECONDS))
                .append('\n');
        int licenses = 0;
        for (var row : sql.select(
                        SKU.CODE,
                        SKU.DESCRIPTION,
                        LEGACY_LICENSE.QUANTITY,
                        LEGACY_LICENSE.CONVERTED,
                        LEGACY_LICENSE.TERM_ENDS,
                        PAK.PAK_NUMBER)
                .from(LEGACY_LICENSE)
                .join(SKU)
                .on(SKU.SKU_ID.eq(LEGACY_LICENSE.SKU_ID))
                .join(PAK_LINE)
                .on(PAK_LINE.PAK_LINE_ID.eq(LEGACY_LICENSE.PAK_LINE_ID))
                .join(PAK)
                .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                .where(LEGACY_LICENSE
                        .LEGACY_DEVICE_ID
                        .eq(device)
                        .and(LEGACY_LICENSE.QUANTITY.gt(LEGACY_LICENSE.CONVERTED)))
                .orderBy(SKU.CODE, PAK.PAK_NUMBER)) {
            int quantity = row.value3() - row.value4();
            licenses += quantity;
            text.append("license: ").append(row.value1()).append('\n');
            text.append("  description: ").append(row.value2()).append('\n');
            text.append("  quantity: ").append(quantity).append('\n');
            text.append("  term: ")
                    .append(row.value5() == null ? "perpetual" : "until " + row.value5())
                    .append('\n');
            text.append("  pak: ").append(row.value6()).append('\n');
        }
        text.append("licenses: ").append(licenses).append('\n');
        // Over every line before this one: a file that was edited shows it.
        String checksum =
                HexFormat.of().formatHex(TokenService.hash(text.toString().getBytes(StandardCharsets.UTF_8)));
        text.append("sha256: ").append(checksum).append('\n');
        String name = (udi.pid() + "_" + udi.serialNumber()).replaceAll("[^A-Za-z0-9._-]", "-") + ".lic.txt";
        return new LicenseFile(name, text.toString());
    }
}
