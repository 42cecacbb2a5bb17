package org.slportal.services.device;

/** How many devices an act moved or removed, and how many licences went with them. */
public record DevicesChanged(int devices, int licenses) {}
