package org.slportal.agent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * One call-home profile.
 *
 * @param addresses HTTP destinations, in the order they are tried
 * @param licensing whether it reports smart-licensing-data
 * @param callHomeData whether it reports smart-call-home-data
 * @param sizeLimit bytes of the largest message it sends
 */
public record CallHomeProfile(
        String name, boolean active, List<String> addresses, boolean licensing, boolean callHomeData, int sizeLimit) {

    /** The profile every switch has from the factory. */
    public static final String FACTORY_NAME = "CiscoTAC-1";

    public static final String FACTORY_ADDRESS = "https://tools.cisco.com/its/service/oddce/services/DDCEService";

    public static final int FACTORY_SIZE_LIMIT = 3_145_728;

    public static final CallHomeProfile FACTORY =
            new CallHomeProfile(FACTORY_NAME, true, List.of(FACTORY_ADDRESS), true, true, FACTORY_SIZE_LIMIT);

    public CallHomeProfile {
        addresses = List.copyOf(addresses);
    }

    /** A profile as it is when just named. */
    public static CallHomeProfile named(String name) {
        return new CallHomeProfile(name, false, List.of(), false, false, FACTORY_SIZE_LIMIT);
    }

    public CallHomeProfile withActive(boolean now) {
        return new CallHomeProfile(name, now, addresses, licensing, callHomeData, sizeLimit);
    }

    public CallHomeProfile withLicensing(boolean now) {
        return new CallHomeProfile(name, active, addresses, now, callHomeData, sizeLimit);
    }

    public CallHomeProfile withCallHomeData(boolean now) {
        return new CallHomeProfile(name, active, addresses, licensing, now, sizeLimit);
    }

    public CallHomeProfile withSizeLimit(int bytes) {
        return new CallHomeProfile(name, active, addresses, licensing, callHomeData, bytes);
    }

    /** Adds a destination; the first one given takes the place of the factory's, as nobody wants both. */
    public CallHomeProfile withAddress(String address) {
        List<String> more = new ArrayList<>(addresses);
        if (!address.equals(FACTORY_ADDRESS)) {
            more.remove(FACTORY_ADDRESS);
        }
        if (!more.contains(address)) {
            more.add(address);
        }
        return new CallHomeProfile(name, active, more, licensing, callHomeData, sizeLimit);
    }

    public CallHomeProfile withoutAddress(String address) {
        return new CallHomeProfile(
                name,
                active,
                addresses.stream().filter(known -> !known.equals(address)).toList(),
                licensing,
                callHomeData,
                sizeLimit);
    }
}
