import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * Asks Quartz itself. A line in: expression, zone, milliseconds, count, with tabs between them; a line out:
 * {@code fires} and the milliseconds of the next fires, or {@code refused} and why.
 */
public final class CronOracle {
  private CronOracle() {}

  public static void main(String[] args) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) out.println(answer(line.split("\t")));
    out.flush();
  }

  private static String answer(String[] question) {
    try {
      CronExpression expression = new CronExpression(question[0]);
      expression.setTimeZone(TimeZone.getTimeZone(question[1]));
      Date fire = new Date(Long.parseLong(question[2]));
      StringBuilder fires = new StringBuilder("fires");
      for (int count = Integer.parseInt(question[3]); count > 0; count--) {
        fire = expression.getNextValidTimeAfter(fire);
        if (fire == null) break;
        fires.append(' ').append(fire.getTime());
      }
      return fires.toString();
    } catch (Exception refused) {
      return "refused " + String.valueOf(refused.getMessage()).replaceAll("\\s+", " ");
    }
  }
}
