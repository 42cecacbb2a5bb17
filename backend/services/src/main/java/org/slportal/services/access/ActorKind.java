package org.slportal.services.access;

/** Through which door an act came. */
public enum ActorKind {
    USER,
    CLIENT,
    DEVICE,
    SYSTEM
}
