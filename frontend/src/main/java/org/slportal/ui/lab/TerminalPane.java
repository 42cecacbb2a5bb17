package org.slportal.ui.lab;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.SerializableSupplier;
import com.vaadin.flow.server.Command;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.services.error.PortalException;
import org.slportal.services.lab.attached.SwitchConsole;
import org.slportal.ui.component.Notices;
import org.slportal.ui.i18n.Numbers;

/**
 * A switch's terminal on a page. The session ends with the page, and is begun again by a button or Return. Tab belongs to the switch;
 * Shift+Tab leaves the terminal, and a button before it leads past it.
 */
@JavaScript("context://webjars/xterm/4.9.0/lib/xterm.js")
@JavaScript("context://webjars/xterm-addon-fit/0.3.0/lib/xterm-addon-fit.js")
@JavaScript("context://terminal-pane.js")
@StyleSheet("context://webjars/xterm/4.9.0/css/xterm.css")
public class TerminalPane extends Div {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(TerminalPane.class);

    /** A long configuration fits into one paste. */
    static final int MAX_KEYS = 64 * 1024;

    /** Opens a console. Runs in a thread of its own, because a switch may take its time. */
    @FunctionalInterface
    public interface Call {

        /** @throws PortalException shown in its own words */
        SwitchConsole open(SwitchConsole.Listener listener);
    }

    private enum State {
        IDLE,
        CONNECTING,
        CONNECTED,
        ENDED
    }

    private final String name;
    private final Div canvas = new Div();
    private final Span status = new Span();
    private final Button again;
    private final String hintId = "terminal-" + UUID.randomUUID();
    private final transient TerminalOutput output = new TerminalOutput();
    private @Nullable SerializableSupplier<Call> dial;
    private transient @Nullable TerminalSession session;
    /** Null while the pane is on no page. Read by the switch's threads. */
    private transient volatile @Nullable UI page;

    private State state = State.IDLE;
    private boolean due;
    private String early = "";

    /** @param name of the switch, for the words around the terminal */
    public TerminalPane(String name) {
        this.name = name;
        addClassName("terminal-pane");
        status.getElement().setAttribute("role", "status");
        again = new Button(getTranslation("terminal.again"), click -> redial());
        again.setVisible(false);
        Div bar = new Div(status, again);
        bar.addClassName("terminal-bar");
        canvas.addClassName("terminal-canvas");
        Div screen = new Div(canvas);
        screen.addClassName("terminal-screen");
        screen.getElement().setAttribute("role", "group");
        screen.getElement().setAttribute("aria-label", label());
        Paragraph hint = new Paragraph(getTranslation("terminal.hint"));
        hint.addClassNames("terminal-hint", "muted", "small");
        hint.setId(hintId);
        hint.getElement().setAttribute("tabindex", "-1");
        // No link to a fragment: below the base of the application that would be another page.
        NativeButton skip = new NativeButton(
                getTranslation("terminal.skip"), click -> hint.getElement().callJsFunction("focus"));
        skip.addClassName("terminal-skip");
        add(skip, bar, screen, hint);
    }

    private String label() {
        return getTranslation("terminal.label", name);
    }

    /**
     * Opens a session, ending the one before. Where the pane is on no page yet, it does so as soon as it is.
     *
     * @param dial asked in the page's own thread at every connection, for the rights as they are then; the call it gives runs in another
     */
    public void connect(SerializableSupplier<Call> dial) {
        this.dial = dial;
        due = true;
        if (page != null) {
            redial();
        }
    }

    /** Prints what was recorded before, without any session. */
    public void show(String transcript) {
        print(transcript.replace("\r\n", "\n").replace("\n", "\r\n"));
    }

    /** As if it had been typed here; a line ends with a carriage return. Kept for a session that is about to begin; without any, nothing happens. */
    public void type(String keys) {
        SwitchConsole console = session == null ? null : session.console();
        if (console != null) {
            console.type(keys);
        } else if ((due || state == State.CONNECTING) && early.length() + keys.length() <= MAX_KEYS) {
            early += keys;
        }
    }

    /** Whether somebody could type. */
    public boolean isConnected() {
        return state == State.CONNECTED;
    }

    /** Ends the session; again is nothing. */
    public void disconnect() {
        due = false;
        TerminalSession before = session;
        session = null;
        early = "";
        if (before != null) {
            before.hangUp();
            ended(getTranslation("terminal.ended", name));
        }
    }

    /** Puts the cursor into the terminal. */
    public void focus() {
        getElement().executeJs("window.portalTerminal.focus(this)");
    }

    private void redial() {
        if (session != null) {
            session.hangUp();
            session = null;
        }
        SerializableSupplier<Call> how = dial;
        UI ui = page;
        if (how == null || ui == null) {
            return;
        }
        due = false;
        boolean afterAnother = state == State.ENDED;
        Call call;
        try {
            call = how.get();
        } catch (PortalException refusal) {
            ended(Notices.text(this, refusal));
            return;
        }
        if (afterAnother) {
            print("\r\n");
        }
        show(State.CONNECTING, getTranslation("terminal.connecting", name));
        focus();
        TerminalSession fresh = new TerminalSession(this::print, ending -> later(ui, () -> over(ending)));
        session = fresh;
        // A platform thread: waiting for the switch would pin a virtual one.
        Thread.ofPlatform().daemon().name("terminal-dial").start(() -> dial(ui, fresh, call));
    }

    private void dial(UI ui, TerminalSession fresh, Call call) {
        try {
            fresh.opened(call.open(fresh));
            later(ui, () -> connected(fresh));
        } catch (PortalException refusal) {
            later(ui, () -> failed(fresh, Notices.text(this, refusal)));
        } catch (RuntimeException fault) {
            String id = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("Fault {}", id, fault);
            later(ui, () -> failed(fresh, getTranslation("fault.notice", id)));
        }
    }

    private void connected(TerminalSession fresh) {
        SwitchConsole console = fresh.console();
        if (session != fresh || console == null || !console.isOpen()) {
            return;
        }
        show(State.CONNECTED, getTranslation("terminal.connected", name));
        if (!early.isEmpty()) {
            console.type(early);
            early = "";
        }
    }

    private void failed(TerminalSession fresh, String why) {
        if (session == fresh) {
            session = null;
            ended(why);
        }
    }

    private void over(TerminalSession ending) {
        if (session == ending) {
            session = null;
            ended(getTranslation("terminal.ended", name));
        }
    }

    private void ended(String why) {
        early = "";
        show(State.ENDED, why);
    }

    private void show(State now, String words) {
        state = now;
        status.setText(words);
        again.setVisible(now == State.ENDED && dial != null);
        setClassName("ended", now == State.ENDED);
    }

    /** From any thread. */
    private void print(String text) {
        UI ui = page;
        if (output.add(text) && ui != null) {
            later(ui, this::showNext);
        }
    }

    /** One piece at a time: the browser says when it is on the screen, and gets what came meanwhile. */
    private void showNext() {
        TerminalOutput.Piece piece = output.next();
        if (piece == null) {
            return;
        }
        String text = piece.leftOut() == 0
                ? piece.text()
                : "\r\n" + getTranslation("terminal.left-out", Numbers.plain(piece.leftOut())) + "\r\n" + piece.text();
        getElement()
                .executeJs("return window.portalTerminal.print(this, $0)", text)
                .then(shown -> showNext(), problem -> showNext());
    }

    /** What the switch's own thread has to say is said by the page's, and does not keep the switch waiting. */
    private static void later(UI ui, Command what) {
        Thread.startVirtualThread(() -> {
            try {
                ui.access(what);
            } catch (UIDetachedException gone) {
                LOG.debug("The page is gone", gone);
            }
        });
    }

    @ClientCallable
    void keys(String keys) {
        String taken = keys.length() <= MAX_KEYS ? keys : keys.substring(0, MAX_KEYS);
        if (state == State.ENDED && taken.equals("\r")) {
            redial();
        } else {
            type(taken);
        }
    }

    /** The browser left out the rest of a paste. */
    @ClientCallable
    void cut() {
        Notices.refusal(getTranslation("terminal.cut", MAX_KEYS));
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        super.onAttach(attach);
        page = attach.getUI();
        getElement()
                .executeJs("window.portalTerminal.open(this, $0, $1, $2)", canvas.getElement(), label(), hintId)
                .then(opened -> showNext(), problem -> LOG.warn("The terminal did not open: {}", problem));
        if (due) {
            redial();
        }
    }

    @Override
    protected void onDetach(DetachEvent detach) {
        disconnect();
        page = null;
        output.restart();
        super.onDetach(detach);
    }
}
