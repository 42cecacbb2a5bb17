package org.slportal.services.lab.scenario;

/** How far an exercise is. */
public enum ScenarioState {
    /** The portal is at the switch. */
    SETTING_UP,
    /** The failure is there, for the learner to mend. */
    READY,
    /** The check found it mended. */
    SOLVED,
    /** It could not be set up. */
    FAILED,
    /** Given up, or another was begun on the switch. */
    ENDED
}
