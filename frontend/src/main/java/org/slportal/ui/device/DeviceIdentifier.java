package org.slportal.ui.device;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slportal.services.registration.DeviceListItem;
import org.slportal.services.registration.StackMember;

/** The UDI of a device, and beneath it those of the other switches of its stack. */
public class DeviceIdentifier extends Div {

    private static final long serialVersionUID = 1L;

    public DeviceIdentifier(DeviceListItem device) {
        this(device, new Span(device.udi().asCli()));
    }

    /** As a link to what can be done with it. */
    public DeviceIdentifier(DeviceListItem device, Class<? extends Component> target, RouteParameters parameters) {
        this(device, new RouterLink(device.udi().asCli(), target, parameters));
    }

    /** The same UDIs in one line, for a file. */
    public static String text(DeviceListItem device) {
        return Stream.concat(
                        Stream.of(device.udi().asCli()),
                        device.members().stream().map(member -> member.udi().asCli()))
                .collect(Collectors.joining("; "));
    }

    private DeviceIdentifier(DeviceListItem device, Component head) {
        addClassNames("mono", "device-identifier");
        add(new Div(head));
        for (StackMember member : device.members()) {
            Div line = new Div(member.udi().asCli());
            line.addClassNames("muted", "stack-member");
            add(line);
        }
    }
}
