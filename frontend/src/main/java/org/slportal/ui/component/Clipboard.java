package org.slportal.ui.component;

import com.vaadin.flow.component.Component;

/** Puts a text on the reader's clipboard, also where the page is not served over https. */
public final class Clipboard {

    private Clipboard() {}

    public static void copy(Component near, String text) {
        near.getElement().executeJs("""
                        const text = $0;
                        const old = () => {
                          const area = document.createElement('textarea');
                          area.value = text;
                          area.style.position = 'fixed';
                          area.style.opacity = '0';
                          document.body.appendChild(area);
                          area.select();
                          document.execCommand('copy');
                          area.remove();
                        };
                        if (navigator.clipboard && window.isSecureContext) {
                          navigator.clipboard.writeText(text).catch(old);
                        } else {
                          old();
                        }
                        """, text);
    }
}
