package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.server.StreamResourceRegistry;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.VaadinSession;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.access.Actor;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.user.UserService;
import org.slportal.services.user.UserSort;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.testing.EveryKind;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What the CSV link under a list writes, and for whom. */
class ListExportTest extends ViewTest {

    private static final Runnable NOTHING = () -> {};

    private enum Order {
        NATURAL
    }

    private record Download(int status, String disposition, List<String> lines) {}

    @Autowired
    EveryKind every;

    @Autowired
    UserService users;

    @Test
    void people_are_written_with_their_roles_in_words_and_without_the_menu() throws IOException {
        accounts.actor(account(), Role.VIRTUAL_ACCOUNT_USER, account().pool());
        UI.getCurrent().navigate("account/users");

        Download file = download(link());

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.disposition()).contains("-2027-01-", ".csv");
        assertThat(file.lines()).hasSize(3);
        assertThat(file.lines().getFirst()).isEqualTo("\uFEFFName,User name,Email,Roles");
        assertThat(file.lines().getLast())
                .startsWith("Somebody,virtual_account_user-")
                .contains("Virtual Account User")
                .contains("Default");
    }

    @Test
    void a_conversion_names_its_record_by_number() throws IOException {
        String conversion = every.in(account()).get("conversion");
        UI.getCurrent().navigate("convert/history");

        Download file = download(link());

        assertThat(file.lines().getFirst()).doesNotContain("Actions");
        assertThat(file.lines()).anySatisfy(line -> assertThat(line).endsWith("," + conversion));
    }

    @Test
    void registered_licenses_are_written_without_the_words_of_their_download_links() throws IOException {
        every.in(account());
        UI.getCurrent().navigate("registration/licenses");

        Download file = download(link());

        assertThat(file.lines()).hasSizeGreaterThan(1);
        assertThat(file.lines().getFirst()).doesNotContain("Licence file");
        assertThat(file.lines()).anySatisfy(line -> assertThat(line).startsWith("C3850-24-L-S · "));
    }

    @Test
    void a_text_that_a_spreadsheet_would_run_is_neutralised() throws IOException {
        accounts.pool(account(), "=1+1 branch");
        UI.getCurrent().navigate("account/virtual-accounts");

        assertThat(download(link()).lines()).anySatisfy(line -> assertThat(line).startsWith("'=1+1 branch"));
    }

    @Test
    void who_lost_the_right_meanwhile_gets_nothing() throws IOException {
        Actor somebody = accounts.actor(account(), Role.SMART_ACCOUNT_ADMINISTRATOR, null);
        signIn(somebody);
        UI.getCurrent().navigate("account/users");
        Anchor link = link();
        Actor admin = account().administrator();
        users.list(admin, account().id(), PageQuery.first(50, UserSort.USER_NAME), "").stream()
                .filter(user -> user.id().equals(somebody.userId()))
                .forEach(user -> user.grants()
                        .forEach(grant -> users.revoke(admin, account().id(), grant.id())));

        Download file = download(link);

        assertThat(file.status()).isEqualTo(403);
        assertThat(file.lines()).isEmpty();
    }

    @Test
    void somebody_of_another_account_gets_nothing_by_the_same_link() throws IOException {
        TestAccounts.Account other = accounts.account();
        UI.getCurrent().navigate("account/users");
        Anchor link = link();
        signIn(other.administrator());

        Download file = download(link);

        assertThat(file.status()).isEqualTo(403);
        assertThat(file.lines()).isEmpty();
    }

    @Test
    void a_filter_chosen_during_a_download_does_not_mix_two_lists() throws IOException {
        TextField filter = new TextField();
        filter.setValue("first");
        LazyGrid<String, Order> list = list(filter, () -> {});

        Download file = download(link(list), () -> filter.setValue("second"));

        assertThat(filter.getValue()).isEqualTo("second");
        assertThat(file.lines())
                .hasSize(451)
                .filteredOn(line -> line.contains("second"))
                .isEmpty();
        assertThat(download(link(list)).lines().getLast()).contains("second");
    }

    @Test
    void a_right_lost_during_a_download_ends_it() {
        AtomicReference<RuntimeException> refusal = new AtomicReference<>();
        LazyGrid<String, Order> list = list(new TextField(), () -> {
            if (refusal.get() != null) {
                throw refusal.get();
            }
        });

        assertThatThrownBy(() -> download(link(list), () -> refusal.set(PortalException.notAllowed())))
                .isInstanceOf(PortalException.class);
    }

    @Test
    void the_marks_of_a_log_on_screen_are_not_moved_by_a_download() throws IOException {
        List<Long> rows = IntStream.rangeClosed(1, 450).mapToObj(Long::valueOf).toList();
        LazyGrid<Long, Order> log = new LazyGrid<>(Order.class, Order.NATURAL, true);
        log.text("Row", row -> row);
        AtomicReference<PageQuery<Order>> last = new AtomicReference<>();
        log.logSource(
                () -> "",
                (page, none) -> {
                    last.set(page);
                    long after = page.after() == null ? 0 : page.after();
                    return rows.stream()
                            .filter(row -> row > after)
                            .skip(page.offset())
                            .limit(page.limit())
                            .toList();
                },
                row -> row,
                none -> new BoundedCount(450, true));
        UI.getCurrent().add(log);

        assertThat(download(link(log)).lines()).hasSize(451).endsWith("450");
        assertThat(log.grid().getDataProvider().fetch(new Query<>(400, 50, List.of(), null, null)))
                .hasSize(50);

        // The download read the row above; entering behind it would mean that it left its mark on screen.
        assertThat(java.util.Objects.requireNonNull(last.get()).after()).isNotEqualTo(400L);
    }

    @Test
    void a_column_of_components_has_to_say_what_a_file_gets() {
        LazyGrid<String, Order> list = new LazyGrid<>(Order.class, Order.NATURAL, true);
        list.component("Forgotten", Span::new);
        list.component("Words", Span::new).asShown();
        list.component("Text", Span::new).csv(String::length);
        list.component("Menu", Span::new).fixed();

        assertThat(list.undecidedColumns()).containsExactly("Forgotten");
    }

    /** 450 rows that name what was filtered for, long enough to be sent in several pieces. */
    private static LazyGrid<String, Order> list(TextField filter, Runnable check) {
        LazyGrid<String, Order> list = new LazyGrid<>(Order.class, Order.NATURAL, true);
        list.text("Row", row -> row);
        list.source(
                filter::getValue,
                (page, chosen) -> {
                    check.run();
                    return IntStream.range(page.offset(), Math.min(450, page.offset() + page.limit()))
                            .mapToObj(row -> "row %03d of %s %s".formatted(row, chosen, "x".repeat(200)))
                            .toList();
                },
                chosen -> 450L);
        UI.getCurrent().add(filter, list);
        return list;
    }

    private Anchor link() {
        return find(Anchor.class).withText("Export to CSV").single();
    }

    private Anchor link(Component inside) {
        return find(Anchor.class, inside).withText("Export to CSV").single();
    }

    private static Download download(Anchor link) throws IOException {
        return download(link, NOTHING);
    }

    /** @param meanwhile once, when the first bytes have been sent */
    private static Download download(Anchor link, Runnable meanwhile) throws IOException {
        VaadinSession session = VaadinSession.getCurrent();
        var handler = session.getResourceRegistry()
                .getResource(StreamResourceRegistry.ElementStreamResource.class, URI.create(link.getHref()))
                .orElseThrow()
                .getElementRequestHandler();
        Sent sent = new Sent(meanwhile);
        var service = (VaadinServletService) VaadinService.getCurrent();
        handler.handleRequest(
                new VaadinServletRequest(new MockHttpServletRequest(), service),
                new VaadinServletResponse(sent, service),
                session,
                link.getElement());
        String disposition = sent.getHeader("Content-Disposition");
        return new Download(
                sent.getStatus(),
                disposition == null ? "" : disposition,
                sent.bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }

    private static final class Sent extends MockHttpServletResponse {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Runnable meanwhile;

        Sent(Runnable meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {

                @Override
                public void write(int b) {
                    if (bytes.size() == 0) {
                        meanwhile.run();
                    }
                    bytes.write(b);
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException("Nothing here is asynchronous");
                }
            };
        }
    }
}
