package org.slportal.services.registration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SkuId;
import org.slportal.domain.id.VirtualAccountId;

/** What a sheet of PAKs comes to: what is new, what is claimed, and what stands in the way. */
final class PakPlan {

    /** A line of a new PAK. */
    record NewLine(
            SkuId sku, String code, int quantity, @Nullable LocalDate termEnds) {}

    /** A new PAK. @param pool null leaves it unassigned */
    record NewPak(
            String number,
            String family,
            String orderNumber,
            LocalDate orderDate,
            @Nullable VirtualAccountId pool,
            List<NewLine> lines) {

        int ordered() {
            return lines.stream().mapToInt(NewLine::quantity).sum();
        }
    }

    /** A PAK that was issued and belongs to nobody. */
    record Claim(PakId id, String number, @Nullable VirtualAccountId pool) {}

    private final PakSheet sheet;
    private final List<NewPak> news = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private int bad;

    PakPlan(PakSheet sheet) {
        this.sheet = sheet;
    }

    void add(NewPak pak) {
        news.add(pak);
    }

    void add(Claim claim) {
        claims.add(claim);
    }

    void addBad(int number) {
        bad += number;
    }

    List<NewPak> news() {
        return news;
    }

    List<Claim> claims() {
        return claims;
    }

    int bad() {
        return bad;
    }

    PakCheck check() {
        List<PakCheck.Line> shown = sheet.lines().stream()
                .limit(PakCheck.LINES_SHOWN)
                .map(line -> new PakCheck.Line(
                        sheet.number(line.row()),
                        line.pak(),
                        line.sku(),
                        line.sku().isEmpty() ? null : line.quantity(),
                        !line.row().isSound()
                                ? PakCheck.Fate.REFUSED
                                : line.sku().isEmpty() ? PakCheck.Fate.CLAIMED : PakCheck.Fate.ADDED))
                .toList();
        return new PakCheck(
                shown,
                sheet.lines().size(),
                news.size(),
                claims.size(),
                bad,
                sheet.problems(),
                sheet.problemCount(),
                sheet.unknownColumns(),
                sheet.readable());
    }
}
