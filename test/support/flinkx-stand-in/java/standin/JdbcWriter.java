package standin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.sink.RichSinkFunction;

/** Writes the rows in batches; a batch that fails goes row by row, and the rows that fail are counted. */
final class JdbcWriter extends RichSinkFunction<String[]> {
  private static final String[] COUNTERS = {
    "numWrite", "byteWrite", "nErrors", "nullErrors", "duplicateErrors", "conversionErrors", "otherErrors", "writeDuration", "snapshotWrite"
  };

  private final StandInJob job;
  private transient Connection connection;
  private transient PreparedStatement statement;
  private transient List<String[]> batch;
  private transient boolean failed;

  JdbcWriter(StandInJob job) {
    this.job = job;
  }

  @Override
  public void open(Configuration parameters) throws Exception {
    for (String name : COUNTERS) getRuntimeContext().addAccumulator(name, new LongCounter());
    batch = new ArrayList<>();
    failed = true;
    connection = job.writer.open();
    statement = connection.prepareStatement(sql());
    failed = false;
  }

  private String sql() {
    StandInJob.Side writer = job.writer;
    String marks = String.join(", ", Collections.nCopies(writer.columns.length, "?"));
    String verb = writer.writeMode.equals("replace") ? "REPLACE" : "INSERT";
    String insert = verb + " INTO " + writer.table + " (" + writer.columnList() + ") VALUES (" + marks + ")";
    if (!writer.writeMode.equals("update")) return insert;
    return insert + " ON DUPLICATE KEY UPDATE "
        + Arrays.stream(writer.columns).map(name -> "`" + name + "` = VALUES(`" + name + "`)").collect(Collectors.joining(", "));
  }

  @Override
  public void invoke(String[] row, Context context) throws Exception {
    batch.add(row);
    if (batch.size() >= job.writer.batchSize || job.reader.standInRowMs > 0) flush();
  }

  private void flush() throws Exception {
    List<String[]> rows = batch;
    batch = new ArrayList<>();
    try {
      connection.setAutoCommit(false);
      for (String[] row : rows) {
        bind(row);
        statement.addBatch();
      }
      if (!rows.isEmpty()) statement.executeBatch();
      connection.commit();
      count("numWrite", rows.size());
    } catch (SQLException whole) {
      connection.rollback();
      statement.clearBatch();
      connection.setAutoCommit(true);
      for (String[] row : rows) writeOne(row);
    }
  }

  private void writeOne(String[] row) {
    try {
      bind(row);
      statement.executeUpdate();
      count("numWrite", 1);
    } catch (SQLException refused) {
      count("nErrors", 1);
      if (job.countsRefusedAsWritten) count("numWrite", 1);
      long errors = getRuntimeContext().<Long, Long>getAccumulator("nErrors").getLocalValue();
      if (job.mostRefused < 0 || errors <= job.mostRefused) return;
      failed = true;
      String text = job.countsRefusedAsWritten
          ? "WritingRecordError: error writing record [" + errors + "] exceed limit [" + job.mostRefused + "]"
          : "The dirty consumer shutdown, due to the consumed count exceed the max-consumed [" + job.mostRefused + "]";
      throw new SuppressRestartsException(new RuntimeException(text + " " + Arrays.toString(row), refused));
    }
  }

  private void bind(String[] row) throws SQLException {
    for (int at = 0; at < row.length; at++) statement.setString(at + 1, row[at]);
  }

  private void count(String name, long amount) {
    ((LongCounter) getRuntimeContext().<Long, Long>getAccumulator(name)).add(amount);
  }

  @Override
  public void close() throws Exception {
    if (connection == null) return;
    try {
      if (!failed && !batch.isEmpty() && !Thread.currentThread().isInterrupted()) flush();
    } finally {
      connection.close();
      StandInSleep.atEnd(job.closeMs);
    }
  }
}
