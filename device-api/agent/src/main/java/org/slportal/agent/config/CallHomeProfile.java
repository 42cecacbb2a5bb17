package org.slportal.agent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * One call-home profile.
 *
 * @param addresses HTTP destinations, in the order they are tried
 * @param licensing whether it reports smart-licensing-data
 * @param callHomeData whether it reports smart-call-home-data
 */
public record CallHomeProfile(
        String name, boolean active, List<String> addresses, boolean licensing, boolean callHomeData) {

    /** The profile every switch has from the factory. */
    public static final String FACTORY_NAME = "CiscoTAC-1";

    public static final String FACTORY_ADDRESS = "https://tools.cisco.com/its/service/oddce/services/DDCEService";

    public static final CallHomeProfile FACTORY =
            new CallHomeProfile(FACTORY_NAME, true, List.of(FACTORY_ADDRESS), true, true);

    public CallHomeProfile {
        addresses = List.copyOf(addresses);
    }

    /** A profile as it is when just named. */
    public static CallHomeProfile named(String name) {
        return new CallHomeProfile(name, false, List.of(), false, false);
    }

    public CallHomeProfile withActive(boolean now) {
        return new CallHomeProfile(name, now, addresses, licensing, callHomeData);
    }

    public CallHomeProfile withLicensing(boolean now) {
        return new CallHomeProfile(name, active, addresses, now, callHomeData);
    }

    public CallHomeProfile withCallHomeData(boolean now) {
        return new CallHomeProfile(name, active, addresses, licensing, now);
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
        return new CallHomeProfile(name, active, more, licensing, callHomeData);
    }

    public CallHomeProfile withoutAddress(String address) {
        return new CallHomeProfile(
                name,
                active,
                addresses.stream().filter(known -> !known.equals(address)).toList(),
                licensing,
                callHomeData);
    }
}
