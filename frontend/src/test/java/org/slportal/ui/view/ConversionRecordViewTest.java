package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.PAK;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTester;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.slportal.domain.id.ConversionId;
import org.slportal.services.conversion.ConversionResult;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.convert.ConversionHistoryView;
import org.slportal.ui.convert.ConversionRecordView;
import org.slportal.ui.error.RefusedView;
import org.springframework.beans.factory.annotation.Autowired;

class ConversionRecordViewTest extends ViewTest {

    @Autowired
    ConversionService conversions;

    @Autowired
    DSLContext sql;

    @Test
    void the_record_tells_the_act_and_every_lines_way() {
        ConversionId id = convert(account());

        ConversionRecordView view = navigate("convert/record/" + id, ConversionRecordView.class);

        assertThat(text(view))
                .contains(
                        "Record of conversion",
                        account().administrator().name(),
                        "the key",
                        "Stands",
                        "line 1 · order 4711 of 2018-May-07",
                        "C9300-NW-A-24 4 C9300 Network Advantage +4");
        assertThat(find(Anchor.class, view).withText("Export to CSV").single().getHref())
                .isNotEmpty();
        assertThat(button("Print").isEnabled()).isTrue();
    }

    @Test
    void the_export_has_every_line_and_no_formula() {
        ConversionId id = convert(account());
        sql.update(PAK)
                .set(PAK.ORDER_NUMBER, "=1+1")
                .where(PAK.SMART_ACCOUNT_ID.eq(account().id()))
                .execute();
        ConversionRecordView view = navigate("convert/record/" + id, ConversionRecordView.class);
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        new AnchorTester(find(Anchor.class, view).withText("Export to CSV").single()).download(file);

        List<String> lines = file.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("Ledger Row,Source,PAK,PAK Line,Order Number");
        assertThat(lines.getLast())
                .contains(
                        ",PAK_MIGRATION,",
                        ",1,'=1+1,2018-05-07,,,C9300-NW-A-24,4,C9300 Network Advantage,4,PERPETUAL,");
    }

    @Test
    void the_history_leads_to_the_record() {
        convert(account());
        navigate(ConversionHistoryView.class);

        var grid = find(com.vaadin.flow.component.grid.Grid.class).single();
        assertThat(text((com.vaadin.flow.component.Component) test(grid).getCellComponent(0, 6)))
                .isEqualTo("Record");
    }

    @Test
    void a_foreign_record_is_not_found_like_one_that_never_was() {
        ConversionId foreign = convert(accounts.account());

        for (String id : List.of(foreign.toString(), "9223372036854775807", "99999999999999999999")) {
            assertThat(text(navigate("convert/record/" + id, RefusedView.class)))
                    .contains("Not found");
        }
    }

    private ConversionId convert(TestAccounts.Account account) {
        var line = accounts.pak(account, account.pool(), "C9300-NW-A-24", 10, 0, null);
        return ((ConversionResult.Converted) conversions.convert(
                        account.administrator(),
                        new ConvertLines("the key", account.id(), account.pool(), List.of(new LineQuantity(line, 4)))))
                .id();
    }
}
