package org.slportal.ui.component;

import com.vaadin.flow.component.select.Select;

/**
 * A choice that has to be made, with the mark other fields have. The framework would tell readers by an attribute that the button this
 * is to them must not have; so its name says it.
 */
public class RequiredSelect<T> extends Select<T> {

    private static final long serialVersionUID = 1L;

    /** To be validated by whoever reads it. */
    public RequiredSelect(String label) {
        setLabel(label);
        setAriaLabel(getTranslation("field.required-name", label));
        addClassName("required");
        setManualValidation(true);
    }
}
