package org.slportal.ui.token;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableRunnable;
import org.jspecify.annotations.Nullable;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.token.CreatedToken;
import org.slportal.services.token.NewToken;
import org.slportal.services.token.TokenService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.security.CurrentActor;

/** Create Registration Token: virtual account, description, expiry, uses, export control. */
public class CreateTokenDialog extends FormDialog {

    /** Id of the button that opens it. */
    public static final String OPENER = "new-token";

    private static final long serialVersionUID = 1L;

    private final transient TokenService tokens;
    private final transient CurrentActor current;
    private final transient VirtualAccountItem pool;
    private final TextField description;
    private final IntegerField expireAfter;
    private final IntegerField maxUses;
    private final @Nullable Checkbox export;
    private transient @Nullable CreatedToken created;

    /** @param exportPermitted whether the account may allow export-controlled functionality: otherwise it is not asked */
    public CreateTokenDialog(
            TokenService tokens,
            CurrentActor current,
            VirtualAccountItem pool,
            boolean exportPermitted,
            SerializableRunnable afterwards) {
        super(text("token.create.title"), text("token.create.button"));
        this.tokens = tokens;
        this.current = current;
        this.pool = pool;
        Span label = new Span(getTranslation("inventory.virtual-account"));
        label.addClassNames("muted", "small");
        Div where = new Div(label, new Span(pool.name()));
        where.addClassName("read-only");
        content(where);
        description = field("description", new TextField(getTranslation("field.description")));
        description.setMaxLength(250);
        expireAfter = field("expireAfterDays", new IntegerField(getTranslation("token.create.expire-after")));
        expireAfter.setHelperText(getTranslation("token.create.expire-hint"));
        expireAfter.setSuffixComponent(new Span(getTranslation("token.create.days")));
        expireAfter.setRequiredIndicatorVisible(true);
        expireAfter.setManualValidation(true);
        expireAfter.setValue(TokenService.RECOMMENDED_DAYS);
        maxUses = field("maxUses", new IntegerField(getTranslation("token.create.max-uses")));
        maxUses.setHelperText(getTranslation("token.create.uses-hint"));
        maxUses.setManualValidation(true);
        export = exportPermitted
                ? field("exportAllowed", new Checkbox(getTranslation("token.create.export"), true))
                : null;
        description.focus();
        then(() -> {
            afterwards.run();
            CreatedToken token = created;
            if (token != null) {
                new CreatedTokenDialog(pool.name(), token).open();
            }
        });
    }

    @Override
    protected boolean valid() {
        // Anything but a whole number reaches the server as empty.
        boolean daysMissing = expireAfter.isEmpty();
        expireAfter.setErrorMessage(getTranslation("token.create.expire-hint"));
        expireAfter.setInvalid(daysMissing);
        boolean usesBroken =
                maxUses.getDefaultValidator().apply(maxUses.getValue(), null).isError();
        maxUses.setErrorMessage(getTranslation("field.whole-number"));
        maxUses.setInvalid(usesBroken);
        return !daysMissing && !usesBroken;
    }

    @Override
    protected void act() {
        created = tokens.create(
                current.get(),
                new NewToken(
                        pool.id(),
                        description.getValue(),
                        expireAfter.getValue(),
                        maxUses.getValue(),
                        export != null && export.getValue()));
    }

    private static String text(String key) {
        return UI.getCurrent().getTranslation(key);
    }
}
