package org.slportal.ui.convert;

import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import org.slportal.domain.id.AssistedRequestId;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.TraditionalLineId;

/** Links into the pages of conversion. */
public final class ConvertNavigation {

    static final String CONVERSION = "conversion";
    static final String REQUEST = "request";
    static final String PAK_LINE = "line";
    static final String LICENSE = "license";

    private ConvertNavigation() {}

    public static RouterLink convertPak(String text, PakId pak) {
        return new RouterLink(text, ConvertPakView.class, ConvertPakView.of(pak));
    }

    public static RouterLink record(String text, ConversionId conversion) {
        return new RouterLink(
                text,
                ConversionRecordView.class,
                new RouteParameters(new RouteParam(CONVERSION, conversion.toString())));
    }

    /** To ask for an assisted conversion of a line. */
    public static RouterLink ask(String text, TraditionalLineId line) {
        RouterLink link = new RouterLink(text, AskAssistedView.class);
        String name = switch (line) {
            case PakLineId pak -> PAK_LINE;
            case LegacyLicenseId legacy -> LICENSE;
        };
        link.setQueryParameters(QueryParameters.of(name, line.toString()));
        return link;
    }

    static RouteParameters request(AssistedRequestId request) {
        return new RouteParameters(new RouteParam(REQUEST, request.toString()));
    }

    /** An id in an address; one too long for any id is as unknown as a foreign one. */
    static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
