package com.dtstack.flinkx;

import java.util.Map;
import standin.Arguments;
import standin.StandInJob;

/** Stands in for the main class of FlinkX 1.11: the job as plain text, only its JSON and plugins looked at here. */
public class Main {
  public static void main(String[] args) throws Exception {
    Map<String, String> given =
        Arguments.read(args, "mode", "job", "jobid", "pluginRoot", "monitor", "confProp", "p", "s");
    if (!StandInJob.isMerged()) throw new NoClassDefFoundError("org/apache/commons/lang/StringUtils");
    if (given.get("monitor") == null) throw new IllegalStateException("LocalStreamEnvironment cannot be used");
    StandInJob job = StandInJob.parse(given.get("job"), "com.dtstack.flinkx.%s.reader.%sReader");
    String close = System.getenv("FLINKX_STAND_IN_CLOSE_MS");
    job.closeMs = close == null ? 20_000 : Long.parseLong(close);
    job.countsRefusedAsWritten = true;
    job.mostRefused = job.errorLimit();
    job.execute(given.getOrDefault("jobid", "Flink Job"), given.get("confProp"));
  }
}
