package org.slportal.ui.lab;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.function.SerializableRunnable;
import org.slportal.services.lab.LabClockItem;
import org.slportal.services.lab.LabClockService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;

/** How fast the clock is to run. */
class SpeedDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private static final Integer[] SPEEDS = {1, 10, 60, 600, 3_600, 86_400};

    private final transient LabClockService clock;
    private final transient CurrentActor current;
    private final int version;
    private final Select<Integer> speed;

    SpeedDialog(LabClockService clock, CurrentActor current, SerializableRunnable afterwards) {
        super(UI.getCurrent().getTranslation("lab.speed.title"), UI.getCurrent().getTranslation("lab.speed.button"));
        this.clock = clock;
        this.current = current;
        LabClockItem now = clock.read(current.get());
        this.version = now.version();
        speed = field("speed", new Select<>());
        speed.setLabel(getTranslation("lab.speed"));
        speed.setItems(SPEEDS);
        speed.setItemLabelGenerator(value -> LabTexts.speed(this, value));
        speed.setValue(java.util.List.of(SPEEDS).contains(now.speed()) ? now.speed() : 1);
        content(new Paragraph(getTranslation("lab.speed.consequence")));
        then(() -> {
            Notices.done(UI.getCurrent().getTranslation("lab.running", LabTexts.speed(this, speed.getValue())));
            afterwards.run();
        });
    }

    @Override
    protected void act() {
        clock.run(current.get(), speed.getValue(), version);
    }
}
