package org.slportal.ui.convert;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.server.streams.UploadHandler;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.dlc.DlcFile;
import org.slportal.services.dlc.DlcHandedIn;
import org.slportal.services.dlc.DlcOrigin;
import org.slportal.services.dlc.DlcService;
import org.slportal.services.dlc.DlcState;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.PoolPicker;

/** A file of reports: where it shall go, the file, and how far it has got. */
final class DlcUpload extends Div {

    private static final long serialVersionUID = 1L;

    private final transient DlcService dlc;
    private final transient CurrentActor current;
    private final transient SmartAccountId account;
    private final SerializableRunnable changed;
    private final PoolPicker target;
    private final Div result = new Div();
    private final ProgressBar progress = new ProgressBar();
    private transient @Nullable DlcHandedIn handedIn;
    private String name = "";

    /**
     * @param target one chosen of those where the person may convert
     * @param changed told when reports were taken in
     */
    DlcUpload(
            DlcService dlc,
            CurrentActor current,
            SmartAccountId account,
            PoolPicker target,
            SerializableRunnable changed) {
        this.dlc = dlc;
        this.current = current;
        this.account = account;
        this.changed = changed;
        addClassName("card");
        this.target = target;
        result.getElement().setAttribute("aria-live", "polite");
        progress.setVisible(false);
        add(
                new H2(getTranslation("dlc.file")),
                new Paragraph(getTranslation("dlc.file-advice", DlcFile.MAX_MEGABYTES)),
                target,
                upload(),
                result,
                progress);
    }

    private Upload upload() {
        Upload upload = new Upload(UploadHandler.inMemory((metadata, bytes) -> take(metadata.fileName(), bytes)));
        upload.setMaxFiles(1);
        upload.setMaxFileSize(DlcFile.MAX_BYTES);
        upload.setAcceptedFileTypes("application/json", ".json", "text/plain", ".txt");
        upload.setUploadButton(new Button(getTranslation("dlc.choose")));
        upload.setDropLabel(new Span(getTranslation("dlc.drop")));
        upload.setI18n(new UploadI18N()
                .setError(new UploadI18N.Error()
                        .setTooManyFiles(getTranslation("dlc.one-file"))
                        .setFileIsTooBig(getTranslation("dlc.too-large", DlcFile.MAX_MEGABYTES))
                        .setIncorrectFileType(getTranslation("dlc.wrong-type"))));
        upload.addFileRejectedListener(rejected -> Notices.refusal(rejected.getErrorMessage()));
        upload.addAllFinishedListener(finished -> upload.clearFileList());
        return upload;
    }

    /** Reads a file and hands its reports in. */
    void take(String fileName, byte[] bytes) {
        Notices.attempt(this, () -> {
            DlcFile file = DlcFile.parse(bytes);
            DlcHandedIn taken =
                    dlc.receive(current.get(), account, target.getValue().id(), DlcOrigin.FILE, file);
            handedIn = taken;
            name = fileName;
            show(taken, taken.count(DlcState.RECEIVED));
            changed.run();
        });
    }

    /** How far the file has got. */
    void refresh() {
        DlcHandedIn taken = handedIn;
        if (taken != null && progress.getValue() < 1) {
            show(taken, dlc.countWaiting(current.get(), account, taken));
        }
    }

    private void show(DlcHandedIn taken, long waiting) {
        int devices = taken.devices().size();
        result.setText(getTranslation("dlc.taken-in", name, devices, waiting, taken.count(DlcState.FAILED)));
        progress.setVisible(true);
        progress.getElement().setAttribute("aria-label", getTranslation("dlc.progress", name));
        progress.setValue(devices == 0 ? 1 : (double) (devices - waiting) / devices);
    }
}
