package org.slportal.agent.platform;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slportal.domain.device.SoftwareId;
import org.slportal.domain.license.EntitlementTag;

/** The models a switch can be, read from the CSV files beside this class's resources. */
public final class PlatformCatalogue {

    private static final PlatformCatalogue BUNDLED = new PlatformCatalogue();

    private final Map<String, Platform> platforms = new LinkedHashMap<>();
    private final List<PlatformLicense> licenses;

    private PlatformCatalogue() {
        for (Platform platform : read("/platform/platforms.csv", PlatformCatalogue::platform)) {
            platforms.put(platform.pid(), platform);
        }
        licenses = read("/platform/licenses.csv", PlatformCatalogue::license);
    }

    public static PlatformCatalogue bundled() {
        return BUNDLED;
    }

    /** The model of a product id, in any case. */
    public Optional<Platform> find(String pid) {
        return Optional.ofNullable(platforms.get(pid.toUpperCase(Locale.ROOT)));
    }

    public Collection<Platform> platforms() {
        return List.copyOf(platforms.values());
    }

    /** What a feature consumes on a group of models; empty if the group has no such feature. */
    public Optional<PlatformLicense> license(String licenseGroup, String feature) {
        return licenses.stream()
                .filter(license -> license.licenseGroup().equals(licenseGroup)
                        && license.feature().equals(feature))
                .findFirst();
    }

    public List<PlatformLicense> licenses() {
        return licenses;
    }

    private static Platform platform(NamedCsvRecord row) {
        return new Platform(
                row.getField("pid"),
                row.getField("license_group"),
                row.getField("family"),
                new SoftwareId(row.getField("software_id")),
                Topology.valueOf(row.getField("topology")),
                Integer.parseInt(row.getField("supervisors")),
                row.getField("description"),
                row.getField("processor"),
                Long.parseLong(row.getField("memory_kib")),
                row.getField("image"),
                LegacyMethod.valueOf(row.getField("legacy")));
    }

    private static PlatformLicense license(NamedCsvRecord row) {
        return new PlatformLicense(
                row.getField("license_group"),
                row.getField("feature"),
                row.getField("portal_name"),
                row.getField("device_name"),
                new EntitlementTag(row.getField("tag")),
                row.getField("description"),
                Consumption.valueOf(row.getField("consumption")));
    }

    private static <T> List<T> read(String resource, Function<NamedCsvRecord, T> row) {
        try (InputStream in = PlatformCatalogue.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The agent's jar lacks " + resource);
            }
            try (CsvReader<NamedCsvRecord> csv =
                    CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return csv.stream().map(row).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
