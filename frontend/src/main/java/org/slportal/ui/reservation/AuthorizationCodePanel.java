package org.slportal.ui.reservation;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slportal.ui.component.Clipboard;
import org.slportal.ui.component.Notices;

/** An authorization code to be carried to its device. */
class AuthorizationCodePanel extends Div {

    private static final long serialVersionUID = 1L;

    /** @param serialNumber of the device; the file is called after it, as a switch's flash takes it */
    AuthorizationCodePanel(String code, String serialNumber) {
        addClassName("form");
        TextArea text = new TextArea(getTranslation("reservation.step.code"));
        text.addClassName("mono");
        text.setValue(code);
        text.setReadOnly(true);
        text.setWidthFull();
        text.setMaxRows(8);
        Button copy = new Button(getTranslation("reservation.copy"), click -> {
            Clipboard.copy(this, code);
            Notices.done(getTranslation("reservation.copied"));
        });
        String name = "authorization-" + serialNumber.toLowerCase(Locale.ROOT);
        DownloadHandler file = event -> {
            event.setFileName(name);
            event.setContentType("application/xml");
            event.getOutputStream().write(code.getBytes(StandardCharsets.US_ASCII));
        };
        Div toolbar = new Div(copy, new Anchor(file, getTranslation("reservation.file")));
        toolbar.addClassName("toolbar");
        add(text, toolbar);
    }
}
