package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;

/** Whose licences a wizard converts: where it comes from, and what its sentences call it. */
enum ConversionSubject {
    PAK("pak", ConvertPaksView.class),
    DEVICE("device", ConvertLicensesView.class);

    private final String suffix;
    private final Class<? extends Component> list;

    ConversionSubject(String suffix, Class<? extends Component> list) {
        this.suffix = suffix;
        this.list = list;
    }

    /** The page that lists all of them. */
    Class<? extends Component> list() {
        return list;
    }

    /** Key of a sentence that names the subject. @param sentence ends with a dot */
    String key(String sentence) {
        return sentence + suffix;
    }
}
