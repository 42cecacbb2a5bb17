/* A switch's terminal on the page: xterm.js in an element of the server's TerminalPane, which does everything else. */
(() => {
  'use strict';

  /* What may be under way to the server at once; the server cuts at the same length. */
  const MOST = 64 * 1024;
  const SCROLLBACK = 5000;

  const COLOURS = {
    background: '#0f141b', foreground: '#dfe5ee', cursor: '#dfe5ee', cursorAccent: '#0f141b', selection: '#8fb3ff55',
    black: '#0f141b', red: '#ffb0a8', green: '#8fe0b0', yellow: '#f3c567', blue: '#82b4ff', magenta: '#d9b3ff',
    cyan: '#7fd6e8', white: '#dfe5ee', brightBlack: '#9fa9b7', brightRed: '#ffb0a8', brightGreen: '#8fe0b0',
    brightYellow: '#f3c567', brightBlue: '#82b4ff', brightMagenta: '#d9b3ff', brightCyan: '#7fd6e8', brightWhite: '#ffffff'
  };
  const PLAIN = '\x1b[39m';
  const RED = '\x1b[31m';
  const GREEN = '\x1b[32m';
  const BLUE = '\x1b[34m';

  /* A prompt or a log message at the beginning of a line, told by colour besides its words. */
  const STARTS = /(^|[\r\n])(?:([A-Za-z][\w.-]{0,62}(?:\([\w-]+\))?[>#])|(%[A-Z][A-Z0-9_]*-([0-7])-[A-Z0-9_]+:))/g;

  const coloured = (text, atStart) => text.replace(STARTS, (found, before, prompt, message, severity, at) => {
    if (at === 0 && before === '' && !atStart) {
      return found;
    }
    return before + (prompt ? BLUE + prompt : (severity <= '3' ? RED : GREEN) + message) + PLAIN;
  });

  /* While a page is being loaded its content is there and takes no room: a terminal opened then would never learn how wide a letter is. */
  const laidOut = element => new Promise(done => {
    if (element.clientWidth > 0) {
      done();
      return;
    }
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) {
        observer.disconnect();
        done();
      }
    });
    observer.observe(element);
  });

  const fit = pane => {
    const { terminal, fitting } = pane.portalTerminal;
    const size = fitting.proposeDimensions();
    // Out of sight nothing has a size.
    if (size && Number.isInteger(size.cols) && Number.isInteger(size.rows) && size.cols > 1 && size.rows > 1
      && (size.cols !== terminal.cols || size.rows !== terminal.rows)) {
      terminal.resize(size.cols, size.rows);
    }
  };

  const send = async pane => {
    const own = pane.portalTerminal;
    if (own.sending) {
      return;
    }
    own.sending = true;
    try {
      while (own.keys) {
        const keys = own.keys;
        own.keys = '';
        await pane.$server.keys(keys);
      }
    } finally {
      own.sending = false;
    }
  };

  const type = (pane, data) => {
    const own = pane.portalTerminal;
    const room = MOST - own.keys.length;
    if (data.length > room) {
      pane.$server.cut();
    }
    own.keys += data.slice(0, room);
    send(pane);
  };

  /* Tab belongs to the switch; Shift+Tab, which means nothing to it, leaves the terminal. Copy and paste are the browser's. */
  const mayHave = (terminal, event) => {
    if (event.type !== 'keydown') {
      return true;
    }
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const browsers = (key === 'tab' && event.shiftKey)
      || (command && key === 'v') || (command && key === 'c' && (event.metaKey || event.shiftKey || terminal.hasSelection()));
    if (browsers) {
      return false;
    }
    // Shortcuts of the page are not for those who type to a switch.
    event.stopPropagation();
    if (key === 'tab' || (event.ctrlKey && !event.altKey && !event.shiftKey)) {
      event.preventDefault();
    }
    return true;
  };

  const begin = (pane, canvas, label, hint) => {
    window.Terminal.strings.promptLabel = label;
    const style = getComputedStyle(canvas);
    const terminal = new window.Terminal({
      cols: 80, rows: 24, scrollback: SCROLLBACK, rendererType: 'dom', screenReaderMode: true, theme: COLOURS,
      fontFamily: style.fontFamily, fontSize: parseFloat(style.fontSize), lineHeight: 1.25,
      cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches
    });
    const fitting = new window.FitAddon.FitAddon();
    terminal.loadAddon(fitting);
    terminal.open(canvas);
    terminal.textarea.setAttribute('aria-label', label);
    terminal.textarea.setAttribute('aria-describedby', hint);
    // Its rows are list items of nothing otherwise.
    canvas.querySelector('.xterm-accessibility-tree')?.setAttribute('role', 'list');
    // One stop: Shift+Tab is to leave at once, and Shift+Page Up scrolls.
    terminal.element.tabIndex = -1;
    canvas.querySelector('.xterm-viewport').tabIndex = -1;
    terminal.attachCustomKeyEventHandler(event => mayHave(terminal, event));
    terminal.onData(data => type(pane, data));
    pane.portalTerminal = { terminal, fitting, keys: '', sending: false, atStart: true };
    new ResizeObserver(() => fit(pane)).observe(canvas);
    fit(pane);
  };

  window.portalTerminal = {
    open(pane, canvas, label, hint) {
      pane.portalOpened ??= laidOut(canvas).then(() => begin(pane, canvas, label, hint));
      return pane.portalOpened;
    },

    /* Done when it is on the screen: only then the server sends more. */
    async print(pane, text) {
      await pane.portalOpened;
      const own = pane.portalTerminal;
      if (own) {
        const shown = coloured(text, own.atStart);
        own.atStart = /[\r\n]$/.test(text);
        await new Promise(done => own.terminal.write(shown, done));
      }
    },

    focus(pane) {
      pane.portalOpened?.then(() => pane.portalTerminal.terminal.focus());
    }
  };
})();
