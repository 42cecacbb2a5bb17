package org.slportal.agent.check;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a script says to the portal about scenarios, and what it prints of the answers. */
public final class ScenarioDesk {

    private static final String PATH = "/lab/scenarios";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long POLL_MILLIS = 500;
    /** Every log message leaves one. */
    private static final Pattern PROMPT_ALONE = Pattern.compile("\\S+[>#] ?");

    private final PortalApi api;
    private final PortalAccess access;
    private final PrintStream out;

    public ScenarioDesk(PortalApi api, PortalAccess access, PrintStream out) {
        this.api = api;
        this.access = access;
        this.out = out;
    }

    /** Sets a failure up and prints what the switch printed and what to do. @return false if it could not be set up */
    public boolean start(int number, String device, boolean hints) throws CheckFailure, InterruptedException {
        JsonNode exercise = api.post(
                        PATH, Map.of("scenario", number, "switch", device, "virtualAccount", access.virtualAccount()))
                .path("exercise");
        String id = PortalApi.text(exercise, "id");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (exercise.path("state").asString("").equals("SETTING_UP")) {
            if (System.nanoTime() > deadline) {
                throw new CheckFailure("the scenario is still being set up");
            }
            Thread.sleep(POLL_MILLIS);
            exercise = api.get(PATH + "/" + id).path("exercise");
        }
        out.println("Scenario " + number + ": " + exercise.path("title").asString("") + ", on " + device + ", exercise "
                + id);
        out.println();
        exercise.path("printed")
                .asString("")
                .lines()
                .filter(line -> !line.isBlank() && !PROMPT_ALONE.matcher(line).matches())
                .forEach(line -> out.println("  " + line));
        out.println();
        if (!exercise.path("state").asString("").equals("READY")) {
            out.println("It could not be set up: " + exercise.path("problem").asString(""));
            return false;
        }
        out.println(exercise.path("explanation").asString(""));
        print("Steps", exercise.path("steps"));
        if (hints) {
            print("Hints", exercise.path("hints"));
        }
        out.println();
        out.println("When it is mended: --check " + id);
        return true;
    }

    private void print(String title, JsonNode lines) {
        out.println();
        out.println(title);
        int number = 1;
        for (JsonNode line : lines) {
            out.println("  " + number++ + ". " + line.asString(""));
        }
    }

    /** Looks whether the failure is mended. */
    public boolean check(long id) throws CheckFailure, InterruptedException {
        JsonNode checked = api.post(PATH + "/" + id + "/check", Map.of());
        for (JsonNode finding : checked.path("findings")) {
            String detail = finding.path("detail").asString("");
            out.println((finding.path("holds").asBoolean() ? "  yes  " : "  no   ")
                    + finding.path("point").asString("")
                    + (detail.isEmpty() ? "" : "  " + detail));
        }
        boolean solved = checked.path("solved").asBoolean();
        out.println(solved ? "Mended" : "Not mended yet");
        return solved;
    }

    public void endServerTrouble(long id) throws CheckFailure, InterruptedException {
        api.post(PATH + "/" + id + "/end-server-trouble", Map.of());
        out.println("The server's trouble is over");
    }

    public void end(long id) throws CheckFailure, InterruptedException {
        api.post(PATH + "/" + id + "/end", Map.of());
        out.println("Ended");
    }
}
