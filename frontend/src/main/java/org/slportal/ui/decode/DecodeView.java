package org.slportal.ui.decode;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import org.slportal.domain.failure.DecodedFailure;
import org.slportal.domain.failure.DecodedText;
import org.slportal.domain.failure.FailureDecoder;
import org.slportal.domain.failure.FailureTexts;
import org.slportal.domain.failure.Verdict;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.lab.LabClockService;
import org.slportal.services.search.FoundDevice;
import org.slportal.services.search.SearchService;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.Page;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Locales;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/**
 * What the device said, and what to do about it. The text stays in the page: it may hold tokens, so it is in no address, no log and no
 * table.
 */
@Route("decode")
@PermitAll
public class DecodeView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient CurrentAccount account;
    private final transient Dates dates;
    private final transient NamedDevices devices;
    private final transient LabClockService lab;
    private final transient CurrentActor current;
    private final TextArea text = new TextArea();
    private final Div answer = div("page");

    public DecodeView(
            SearchService search, LabClockService lab, CurrentActor current, CurrentAccount account, Dates dates) {
        this.account = account;
        this.dates = dates;
        this.lab = lab;
        this.current = current;
        this.devices = new NamedDevices(search, current, account);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        clear();
        header().title(t("decode.title")).context(t("decode.context"));
        text.setLabel(t("decode.text"));
        text.setHelperText(t("decode.text-hint"));
        text.addClassName("printed-input");
        text.setWidthFull();
        text.setMinRows(6);
        text.setMaxRows(14);
        text.setManualValidation(true);
        text.getElement().setAttribute("spellcheck", "false");
        text.getElement().setAttribute("autocomplete", "off");
        Button decode = new Button(t("decode.act"), click -> decode());
        decode.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        // The text has not left the field yet when the keys are pressed.
        decode.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).listenOn(text).resetFocusOnActiveElement();
        Button empty = new Button(t("decode.clear"), click -> {
            text.clear();
            decode();
            text.focus();
        });
        add(div("card", text, div("toolbar", decode, empty)), answer);
        decode();
    }

    private void decode() {
        answer.removeAll();
        text.setInvalid(false);
        String pasted = text.getValue();
        if (pasted.length() > FailureDecoder.MAX_LENGTH) {
            text.setErrorMessage(
                    t("decode.too-long", Numbers.plain(pasted.length()), Numbers.plain(FailureDecoder.MAX_LENGTH)));
            text.setInvalid(true);
            return;
        }
        DecodedText decoded = FailureDecoder.decode(pasted);
        if (decoded.findings().isEmpty()) {
            answer.add(new EmptyState(t("decode.empty.title"), t("decode.empty.advice"), examples()));
            return;
        }
        show(decoded);
    }

    private void show(DecodedText decoded) {
        List<FoundDevice> named = devices.find(decoded.serialNumbers());
        answer.add(summary(decoded));
        if (!named.isEmpty()) {
            answer.add(new NamedDevicesCard(named, dates));
        }
        FailureTexts texts = FailureTexts.in(Locales.of(this));
        ScreenLinks links = new ScreenLinks(pool(named), account.find().isPresent(), operatesLab());
        List<DecodedFailure> well = decoded.findings().stream()
                .filter(found -> found.kind().verdict() == Verdict.WELL)
                .toList();
        decoded.findings().stream()
                .filter(found -> found.kind().verdict() != Verdict.WELL)
                .forEach(found -> answer.add(new DecodedCard(
                        found, texts, dates, links.to(this, found.kind().screen()))));
        if (!well.isEmpty()) {
            answer.add(new WellCard(well, texts));
        }
    }

    /** Read aloud when it appears, so it is short. */
    private Component summary(DecodedText decoded) {
        Div summary = decoded.isWell()
                ? div("notice good", new Span(t("decode.all-well")))
                : div(
                        "strong",
                        new Span(t(
                                "decode.summary",
                                count(decoded, Verdict.FAILURE),
                                count(decoded, Verdict.WARNING),
                                count(decoded, Verdict.UNKNOWN))));
        summary.getElement().setAttribute("role", "status");
        return summary;
    }

    private static long count(DecodedText decoded, Verdict verdict) {
        return decoded.findings().stream()
                .filter(found -> found.kind().verdict() == verdict)
                .count();
    }

    /** The Virtual Account of the device the text is about, else the one last looked at. */
    private Optional<VirtualAccountId> pool(List<FoundDevice> named) {
        return named.stream()
                .flatMap(device -> Optional.ofNullable(device.instance()).stream())
                .map(FoundDevice.Instance::virtualAccountId)
                .findFirst()
                .or(() -> account.pool().map(VirtualAccountItem::id));
    }

    private boolean operatesLab() {
        return lab.isLab() && account.find().isPresent() && lab.mayOperate(current.get());
    }

    private Component examples() {
        Div examples = div("toolbar");
        for (Example example : Example.values()) {
            examples.add(new Button(t("decode.example." + example.name()), click -> {
                text.setValue(example.text());
                decode();
            }));
        }
        return examples;
    }
}
