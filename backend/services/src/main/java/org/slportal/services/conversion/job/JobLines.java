package org.slportal.services.conversion.job;

import java.util.List;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.PakFilter;

/** Which lines to convert. Where no quantity is given it is all that is left when the line's turn comes. */
public sealed interface JobLines {

    /** Every line of these PAKs. */
    record OfPaks(List<PakId> paks) implements JobLines {

        public OfPaks {
            paks = List.copyOf(paks);
        }
    }

    /** Every traditional licence of these devices. */
    record OfDevices(List<LegacyDeviceId> devices) implements JobLines {

        public OfDevices {
            devices = List.copyOf(devices);
        }
    }

    /** These lines, all of PAKs or all of devices. */
    record AllLeftOf(List<TraditionalLineId> lines) implements JobLines {

        public AllLeftOf {
            lines = List.copyOf(lines);
        }
    }

    /** These lines, with a quantity each; all of PAKs or all of devices. */
    record Chosen(List<LineQuantity> lines) implements JobLines {

        public Chosen {
            lines = List.copyOf(lines);
        }
    }

    /** What can be converted of the PAKs a filter finds. */
    record Matching(PakFilter filter) implements JobLines {}

    /** CSV as uploaded or pasted: PAK, SKU or Line, Quantity. */
    record InFile(byte[] content) implements JobLines {}
}
