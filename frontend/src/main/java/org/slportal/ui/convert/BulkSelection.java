package org.slportal.ui.convert;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import java.util.List;
import org.slportal.domain.id.PakId;
import org.springframework.stereotype.Component;

/** The PAKs chosen in a list to be converted together, on their way to the page that converts them. */
@Component
@VaadinSessionScope
public class BulkSelection {

    private List<PakId> paks = List.of();

    public void choose(List<PakId> chosen) {
        paks = List.copyOf(chosen);
    }

    public List<PakId> paks() {
        return paks;
    }
}
