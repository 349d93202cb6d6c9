package standin;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.source.RichSourceFunction;

/** Reads the rows of a job as text, and tells how far it has read. */
final class JdbcReader extends RichSourceFunction<String[]> {
  private final StandInJob job;
  private transient volatile boolean cancelled;

  JdbcReader(StandInJob job) {
    this.job = job;
  }

  @Override
  public void open(Configuration parameters) {
    for (String name : new String[] {"numRead", "byteRead", "readDuration"}) {
      getRuntimeContext().addAccumulator(name, new LongCounter());
    }
  }

  @Override
  public void run(SourceContext<String[]> context) throws Exception {
    StandInJob.Side reader = job.reader;
    boolean incremental = !reader.increColumn.isEmpty();
    int place = java.util.Arrays.asList(reader.columns).indexOf(reader.increColumn);
    boolean byTime = incremental && reader.times[place];
    PositionAccumulator end = new PositionAccumulator();
    if (incremental) {
      PositionAccumulator start = new PositionAccumulator();
      if (!reader.startLocation.isEmpty()) {
        start.add(new BigInteger(reader.startLocation));
        end.add(new BigInteger(reader.startLocation));
      }
      getRuntimeContext().addAccumulator("startLocation", start);
      getRuntimeContext().addAccumulator("endLocation", end);
    }
    try (Connection connection = reader.open();
        ResultSet rows = connection.createStatement().executeQuery(statement(reader, byTime))) {
      while (!cancelled && rows.next()) {
        String[] row = new String[reader.columns.length];
        long bytes = 0;
        for (int at = 0; at < row.length; at++) {
          row[at] = rows.getString(at + 1);
          bytes += row[at] == null ? 0 : row[at].length();
        }
        if (incremental) {
          end.add(byTime ? BigInteger.valueOf(rows.getTimestamp(place + 1).getTime()) : new BigInteger(row[place]));
        }
        count("numRead", 1);
        count("byteRead", bytes);
        context.collect(row);
        if (reader.standInRowMs > 0) Thread.sleep(reader.standInRowMs);
      }
    }
  }

  private static String statement(StandInJob.Side reader, boolean byTime) {
    String condition = reader.where.isEmpty() ? "1 = 1" : "(" + reader.where + ")";
    if (!reader.increColumn.isEmpty() && !reader.startLocation.isEmpty()) {
      String start = byTime ? "FROM_UNIXTIME(" + reader.startLocation + " / 1000)" : reader.startLocation;
      condition += " AND `" + reader.increColumn + "` > " + start;
    }
    return "SELECT " + reader.columnList() + " FROM " + reader.table + " WHERE " + condition;
  }

  private void count(String name, long amount) {
    ((LongCounter) getRuntimeContext().<Long, Long>getAccumulator(name)).add(amount);
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void close() throws Exception {
    StandInSleep.atEnd(job.closeMs);
  }
}
