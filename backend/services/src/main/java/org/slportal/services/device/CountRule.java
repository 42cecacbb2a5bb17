package org.slportal.services.device;

/**
 * How many of a feature's licences a topology needs.
 *
 * @param feature as it is configured
 * @param per SWITCH, SUPERVISOR or CHASSIS
 * @param reported what the device asks for of this feature, over all its licences: a mixed stack asks for one of each kind of switch
 * @param units switches or chassis it has reported; supervisors it does not report
 */
public record CountRule(String feature, String per, int reported, int units) {

    /** Whether it asks for as many as it has reported units. Supervisors cannot be counted from here. */
    public boolean agrees() {
        return per.equals("SUPERVISOR") || reported == units;
    }
}
