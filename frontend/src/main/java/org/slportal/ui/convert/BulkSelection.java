package org.slportal.ui.convert;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import java.util.List;
import org.slportal.domain.id.PakId;
import org.springframework.stereotype.Component;

/** The PAKs a person ticked in a list, on their way to a bulk conversion. */
@Component
@VaadinSessionScope
public class BulkSelection {

    private List<PakId> paks = List.of();

    public List<PakId> paks() {
        return paks;
    }

    public void choose(List<PakId> chosen) {
        paks = List.copyOf(chosen);
    }
}
