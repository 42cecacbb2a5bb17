package org.slportal.services.tag;

/** The palette: few enough to be told apart, and the name always stands beside the colour. */
public enum TagColour {
    BLUE,
    TEAL,
    GREEN,
    AMBER,
    RED,
    PURPLE,
    GREY
}
