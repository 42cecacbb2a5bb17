package org.slportal.ui.token;

import com.vaadin.flow.component.UI;

/** Hands a token to the browser as a text file, without an address that could leak it. */
final class TokenFile {

    private TokenFile() {}

    static void offer(UI ui, String virtualAccount, String token) {
        String name = "token-" + virtualAccount.replaceAll("[^\\p{L}\\p{N}._-]+", "-") + ".txt";
        ui.getPage().executeJs("""
                        const url = URL.createObjectURL(new Blob([$1 + '\\n'], {type: 'text/plain'}));
                        const link = document.createElement('a');
                        link.href = url;
                        link.download = $0;
                        link.setAttribute('router-ignore', '');
                        document.body.appendChild(link);
                        link.click();
                        link.remove();
                        setTimeout(() => URL.revokeObjectURL(url), 1000);
                        """, name, token);
    }
}
