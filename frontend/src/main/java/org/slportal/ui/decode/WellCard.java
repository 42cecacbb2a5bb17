package org.slportal.ui.decode;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.slportal.domain.failure.DecodedFailure;
import org.slportal.domain.failure.FailureTexts;

/** What was recognised and is as it should be, in one place, so that it does not stand between the failures. */
class WellCard extends Div {

    private static final long serialVersionUID = 1L;

    WellCard(List<DecodedFailure> well, FailureTexts texts) {
        addClassName("card");
        add(new H2(getTranslation("decode.well")));
        for (DecodedFailure found : well) {
            Span title = new Span(texts.title(found.kind()));
            title.addClassName("strong");
            add(new Paragraph(
                    title, new Span(" — " + texts.cause(found.kind()) + " "), DecodedCard.place(this, found)));
        }
    }
}
