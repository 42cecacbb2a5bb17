package org.slportal.ui.decode;

import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.search.FoundDevice;
import org.slportal.services.search.SearchService;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** The devices a text names, as far as the reader may see them in the account they work in; all others are as unknown as what never was. */
final class NamedDevices {

    /** Each is a search of its own. */
    private static final int MOST = 5;

    private final SearchService search;
    private final CurrentActor current;
    private final CurrentAccount account;

    NamedDevices(SearchService search, CurrentActor current, CurrentAccount account) {
        this.search = search;
        this.current = current;
        this.account = account;
    }

    List<FoundDevice> find(List<String> serialNumbers) {
        return account.find()
                .map(SmartAccountItem::id)
                .filter(here -> current.get().mayAnywhere(Permission.VIEW, here))
                .map(here -> serialNumbers.stream()
                        .limit(MOST)
                        .flatMap(serial -> find(here, serial).stream())
                        .toList())
                .orElse(List.of());
    }

    private List<FoundDevice> find(SmartAccountId here, String serialNumber) {
        return search.find(current.get(), here, serialNumber).devices().items().stream()
                .filter(device -> device.serialNumber().equalsIgnoreCase(serialNumber) && device.instance() != null)
                .toList();
    }
}
