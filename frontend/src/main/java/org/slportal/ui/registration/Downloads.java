package org.slportal.ui.registration;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.services.error.PortalException;
import org.slportal.services.registration.LicenseFile;
import org.slportal.services.registration.LicenseFiles;
import org.slportal.ui.security.CurrentActor;

/** Files to download, made when they are asked for, with the rights held then. */
final class Downloads {

    private static final int REFUSED = 403;

    private Downloads() {}

    /** Writes a file's content. */
    @FunctionalInterface
    interface Content extends java.io.Serializable {
        void write(OutputStream out) throws IOException;
    }

    static Anchor csv(String text, String fileName, Content content) {
        Anchor csv = new Anchor(handler("text/csv; charset=utf-8", fileName, content), text);
        csv.addClassName("plain-button");
        return csv;
    }

    /** The traditional licence file of a device, as it is at the moment of the click. */
    static Anchor licenseFile(String text, LicenseFiles files, CurrentActor current, LegacyDeviceId device) {
        DownloadHandler handler = event -> {
            try {
                LicenseFile file = files.of(current.get(), device);
                event.setFileName(file.name());
                event.setContentType("text/plain; charset=utf-8");
                event.getOutputStream().write(file.text().getBytes(StandardCharsets.UTF_8));
            } catch (PortalException refusal) {
                event.getResponse().setStatus(REFUSED);
            }
        };
        return new Anchor(handler, text);
    }

    private static DownloadHandler handler(String type, String fileName, Content content) {
        return event -> {
            event.setFileName(fileName);
            event.setContentType(type);
            try {
                content.write(event.getOutputStream());
            } catch (PortalException refusal) {
                // Rights are checked before the first byte.
                event.getResponse().setStatus(REFUSED);
            }
        };
    }
}
