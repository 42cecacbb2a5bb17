package org.slportal.agent.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slportal.agent.platform.Chassis;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.Hardware.LicenseUse;
import org.slportal.agent.platform.Platform;
import org.slportal.agent.platform.PlatformCatalogue;
import org.slportal.domain.device.Udi;

/** Which models a fleet has, and how many of each: {@code C9300-24P=70,C9500-40X=20,CSR1000V=10}. */
public final class FleetMix {

    private static final List<String> USUAL =
            List.of("network-advantage", "dna-advantage", "ax-1000", "securityk9", "advipservices", "ipservices");
    private static final int MOST_SHARES = 10_000;

    private final List<Model> models;
    private final int shares;

    /**
     * A model of the fleet.
     *
     * @param upTo the first share that is not its own
     * @param uses what each of its switches consumes
     */
    private record Model(Platform platform, int upTo, List<LicenseUse> uses) {}

    private FleetMix(List<Model> models) {
        this.models = List.copyOf(models);
        this.shares = models.getLast().upTo();
    }

    /**
     * Reads a mix.
     *
     * @param features what is configured where the model knows it; empty for what is usual on each
     * @throws IllegalArgumentException with words for the user
     */
    public static FleetMix parse(String text, List<String> features) {
        List<Model> models = new ArrayList<>();
        int upTo = 0;
        for (String item : text.split(",", -1)) {
            String[] parts = item.split("=", 2);
            String share = parts.length == 2 ? parts[1].strip() : "1";
            Platform platform = PlatformCatalogue.bundled()
                    .find(parts[0].strip())
                    .orElseThrow(() -> new IllegalArgumentException("No such model: " + parts[0]));
            if (!share.matches("\\d{1,5}")
                    || Integer.parseInt(share) < 1
                    || upTo + Integer.parseInt(share) > MOST_SHARES) {
                throw new IllegalArgumentException("Not a share from 1 on, 10000 in all: " + item);
            }
            upTo += Integer.parseInt(share);
            List<LicenseUse> uses = uses(platform, features.isEmpty() ? USUAL : features);
            if (uses.isEmpty()) {
                throw new IllegalArgumentException("A " + platform.pid() + " has none of the features " + features);
            }
            models.add(new Model(platform, upTo, uses));
        }
        return new FleetMix(models);
    }

    private static List<LicenseUse> uses(Platform platform, List<String> features) {
        List<String> known = features.stream()
                .filter(feature -> PlatformCatalogue.bundled()
                        .license(platform.licenseGroup(), feature)
                        .isPresent())
                .toList();
        return Hardware.standalone(platform, new Udi(platform.pid(), "X"))
                .consumption(PlatformCatalogue.bundled(), known);
    }

    private Model model(int number) {
        // Spread over the fleet rather than one model after the other.
        int share = (int) (number * 7919L % shares);
        Optional<Model> found =
                models.stream().filter(model -> share < model.upTo()).findFirst();
        return found.orElseGet(models::getLast);
    }

    Hardware hardware(int number, String serialNumber) {
        Platform platform = model(number).platform();
        return new Hardware(List.of(new Chassis(platform, new Udi(platform.pid(), serialNumber))));
    }

    List<LicenseUse> uses(int number) {
        return model(number).uses();
    }
}
