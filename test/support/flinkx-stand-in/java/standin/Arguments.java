package standin;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.cli.UnrecognizedOptionException;

/** Words with one dash, each with a value; one that is not known is refused. */
public final class Arguments {
  public static Map<String, String> read(String[] args, String... known) throws Exception {
    Map<String, String> given = new HashMap<>();
    for (int at = 0; at < args.length; at += 2) {
      String name = args[at].replaceFirst("^-", "");
      if (!Arrays.asList(known).contains(name)) {
        throw new UnrecognizedOptionException("Unrecognized option: " + args[at] + " of " + Arrays.toString(args));
      }
      given.put(name, args[at + 1]);
    }
    return given;
  }
}
