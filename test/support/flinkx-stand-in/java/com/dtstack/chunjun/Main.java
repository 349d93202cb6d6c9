package com.dtstack.chunjun;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Map;
import standin.Arguments;
import standin.StandInJob;

/** Stands in for the main class of ChunJun 1.16: the job URL-encoded, databases asked before the job begins. */
public class Main {
  public static void main(String[] args) throws Exception {
    // The real one prints them too, passwords and all.
    System.out.println("job command: " + Arrays.toString(args));
    Map<String, String> given =
        Arguments.read(args, "mode", "job", "jobType", "jobName", "chunjunDistDir", "confProp", "p");
    if (given.get("jobType") == null) throw new IllegalArgumentException("EJobType name cannot be null");
    String mode = given.getOrDefault("mode", "local");
    if (mode.equals("localTest")) throw new UnsupportedOperationException("LocalStreamEnvironment cannot be used");
    StandInJob job =
        StandInJob.parse(
            URLDecoder.decode(given.get("job"), "UTF-8"), "com.dtstack.chunjun.connector.%s.source.%sSourceFactory");
    boolean found = hasPlugin(given.get("chunjunDistDir"));
    if (mode.equals("standalone") && found) throw new MalformedURLException("no protocol: chunjun-connector-mysql.jar");
    if (!StandInJob.isMerged() && !found) {
      throw new ClassNotFoundException("com.dtstack.chunjun.connector.mysql.source.MysqlSourceFactory");
    }
    Map<String, String> properties = StandInJob.properties(given.get("confProp"));
    job.closeMs = Long.parseLong(properties.getOrDefault("chunjun.delay_period_mill", "20000"));
    long most = Long.parseLong(properties.getOrDefault("chunjun.dirty-data.max-rows", "0"));
    // It fails at that many refused rows, 0 as 1; below 0 there is no limit.
    job.mostRefused = most < 0 ? -1 : Math.max(0, most - 1);
    job.checkDatabases();
    job.execute(given.getOrDefault("jobName", "Flink_Job"), given.get("confProp"));
  }

  private static boolean hasPlugin(String folder) {
    String[] names = folder == null ? null : new File(folder, "connector/mysql").list();
    return names != null && Arrays.stream(names).anyMatch(name -> name.matches("chunjun.*\\.jar"));
  }
}
