package org.slportal.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.services.error.PortalException;

/** Short messages: what changed, or what was refused and why. */
public final class Notices {

    private static final int DONE_MILLIS = 5_000;

    private Notices() {}

    /** Says what changed. */
    public static void done(String text) {
        Notification.show(text, DONE_MILLIS, Notification.Position.BOTTOM_START);
    }

    /** Stays until it is closed: a refusal must not vanish before it is read. */
    public static void refusal(String text) {
        Notification notification = new Notification();
        notification.setPosition(Notification.Position.BOTTOM_START);
        notification.setDuration(0);
        notification.addThemeVariants(NotificationVariant.LUMO_ERROR);
        notification.setAssertive(true);
        Button close = new Button(notification.getTranslation("act.close"), click -> notification.close());
        close.addThemeVariants(ButtonVariant.LUMO_TERTIARY_INLINE);
        HorizontalLayout row = new HorizontalLayout(new Span(text), close);
        row.setAlignItems(com.vaadin.flow.component.orderedlayout.FlexComponent.Alignment.CENTER);
        notification.add(row);
        notification.open();
    }

    public static void refusal(Component reader, PortalException refusal) {
        refusal(text(reader, refusal));
    }

    public static String text(Component reader, PortalException refusal) {
        return reader.getTranslation(refusal.messageKey(), refusal.arguments());
    }

    /**
     * Runs an act and shows what the service refuses: beside the field that is at fault when the form has it, else as a message.
     *
     * @return whether the act was done
     */
    public static boolean attempt(
            Component reader, Map<String, ? extends HasValidation> fields, SerializableRunnable act) {
        fields.values().forEach(field -> field.setInvalid(false));
        try {
            act.run();
            return true;
        } catch (PortalException refusal) {
            String name = refusal.field();
            @Nullable HasValidation field = name == null ? null : fields.get(name);
            if (field == null) {
                refusal(reader, refusal);
            } else {
                field.setErrorMessage(text(reader, refusal));
                field.setInvalid(true);
            }
            return false;
        }
    }

    public static boolean attempt(Component reader, SerializableRunnable act) {
        return attempt(reader, Map.of(), act);
    }
}
