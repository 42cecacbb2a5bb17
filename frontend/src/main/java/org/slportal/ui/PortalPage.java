package org.slportal.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.lumo.Lumo;

/**
 * The page every view lives in. Style sheets are plain files, so that no front-end build is needed. The server speaks first where a
 * switch does (docs/decisions/0015); everything else answers clicks, or polls.
 */
@Push
@StyleSheet(Lumo.STYLESHEET)
@StyleSheet("portal.css")
public class PortalPage implements AppShellConfigurator {

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setViewport("width=device-width, initial-scale=1");
        settings.addLink("icon", "favicon.svg");
    }
}
