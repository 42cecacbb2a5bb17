package org.slportal.services.lab.scenario;

/** How exercises are sorted. */
public enum ScenarioSort {
    STARTED_AT
}
