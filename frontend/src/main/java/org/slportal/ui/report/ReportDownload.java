package org.slportal.ui.report;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.error.PortalException;
import org.slportal.services.report.FileFormat;
import org.slportal.services.report.ReportRequest;
import org.slportal.services.report.ReportService;
import org.slportal.ui.security.CurrentActor;

/** A report as a file, made while it is fetched, with the rights held then. */
class ReportDownload implements DownloadHandler {

    private static final long serialVersionUID = 1L;
    private static final int REFUSED = 403;

    private final transient ReportService reports;
    private final transient CurrentActor current;
    private final transient ReportRequest asked;
    private final SmartAccountId account;
    private final @Nullable String name;
    private final FileFormat format;

    ReportDownload(
            ReportService reports,
            CurrentActor current,
            SmartAccountId account,
            ReportRequest asked,
            @Nullable String name,
            FileFormat format) {
        this.reports = reports;
        this.current = current;
        this.account = account;
        this.asked = asked;
        this.name = name;
        this.format = format;
    }

    Anchor link(String text) {
        Anchor link = new Anchor(this, text);
        link.addClassName("plain-button");
        return link;
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        event.setFileName(asked.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + format.suffix());
        event.setContentType(format.type());
        try {
            reports.export(current.get(), account, asked, name, format, event.getOutputStream());
        } catch (PortalException refusal) {
            // Rights are checked before the first byte.
            event.getResponse().setStatus(REFUSED);
        }
    }
}
