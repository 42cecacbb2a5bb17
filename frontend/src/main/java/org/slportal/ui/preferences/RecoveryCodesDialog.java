package org.slportal.ui.preferences;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slportal.ui.component.Clipboard;
import org.slportal.ui.component.Notices;

/** New recovery codes, shown this once. */
class RecoveryCodesDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    RecoveryCodesDialog(List<String> codes) {
        setWidth("520px");
        setMaxWidth("100%");
        setCloseOnOutsideClick(false);
        setHeaderTitle(UI.getCurrent().getTranslation("security.codes.title"));
        String text = String.join("\n", codes);
        Div list = new Div();
        list.addClassNames("secret", "recovery-codes");
        codes.forEach(code -> list.add(new Div(code)));
        Div body = new Div(new Paragraph(getTranslation("security.codes.advice")), list);
        body.addClassName("form");
        add(body);
        Button copy = new Button(getTranslation("security.codes.copy"), click -> {
            Clipboard.copy(this, text);
            Notices.done(getTranslation("security.codes.copied"));
        });
        DownloadHandler file = event -> {
            event.setFileName("Recovery codes.txt");
            event.setContentType("text/plain; charset=utf-8");
            event.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
        };
        Anchor download = new Anchor(file, getTranslation("security.codes.download"));
        download.addClassName("plain-button");
        getFooter().add(new Button(getTranslation("act.close"), click -> close()), copy, download);
    }
}
