package org.slportal.ui.token;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import org.slportal.services.token.CreatedToken;
import org.slportal.ui.component.Clipboard;
import org.slportal.ui.component.Notices;

/** The new token, with the command it is for. */
class CreatedTokenDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    CreatedTokenDialog(String virtualAccount, CreatedToken token) {
        setHeaderTitle(getTranslation("token.created.title"));
        setWidth("560px");
        setMaxWidth("100%");
        // The button that led here was drawn anew with the page, so the dialog cannot give the focus back by itself.
        addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                UI.getCurrent().getPage().executeJs("document.getElementById($0)?.focus()", CreateTokenDialog.OPENER);
            }
        });
        Div secret = new Div(token.text());
        secret.addClassName("secret");
        Div command = new Div("license smart register idtoken " + token.text());
        command.addClassName("secret");
        Button copyCommand = new Button(getTranslation("token.created.copy-command"), click -> {
            Clipboard.copy(this, command.getText());
            Notices.done(getTranslation("token.created.command-copied"));
        });
        Div body = new Div(
                new Paragraph(getTranslation("token.created.advice", virtualAccount)),
                secret,
                new Paragraph(getTranslation("token.created.command")),
                command,
                copyCommand);
        body.addClassName("form");
        add(body);
        Button copy = new Button(getTranslation("token.copy"), click -> {
            Clipboard.copy(this, token.text());
            Notices.done(getTranslation("token.copied"));
        });
        copy.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Button download = new Button(
                getTranslation("token.download"),
                click -> TokenFile.offer(UI.getCurrent(), virtualAccount, token.text()));
        getFooter().add(new Button(getTranslation("act.close"), click -> close()), download, copy);
        copy.focus();
    }
}
