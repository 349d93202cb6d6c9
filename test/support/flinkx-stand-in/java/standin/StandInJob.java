package standin;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.java.utils.ParameterTool;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A MySQL to MySQL job: what the JSON says, and how the version runs it. */
public final class StandInJob implements Serializable {
  private static final ObjectMapper JSON = new ObjectMapper();

  public long closeMs;
  public boolean countsRefusedAsWritten;
  /** More refused rows than that end the job; below 0: no limit. */
  public long mostRefused;

  final Side reader;
  final Side writer;
  private final long errorLimit;

  private StandInJob(JsonNode job) {
    reader = new Side(job.at("/content/0/reader/parameter"), true);
    writer = new Side(job.at("/content/0/writer/parameter"), false);
    JsonNode limit = job.at("/setting/errorLimit");
    errorLimit = limit.isMissingNode() ? 0 : limit.path("record").asLong(-1);
  }

  /** True in the jar that holds core and plugins. */
  public static boolean isMerged() {
    return StandInJob.class.getResource("/stand-in-merged") != null;
  }

  public static StandInJob parse(String text, String pluginClass) throws Exception {
    JsonNode job = JSON.readTree(text).path("job");
    if (job.path("content").path(0).isMissingNode()) throw new IllegalArgumentException("job.content is missing");
    requirePlugin(job.at("/content/0/reader/name").asText(), pluginClass);
    requirePlugin(job.at("/content/0/writer/name").asText(), pluginClass);
    return new StandInJob(job);
  }

  private static void requirePlugin(String name, String pluginClass) throws ClassNotFoundException {
    String plugin = name.replaceFirst("(reader|writer|source|sink)$", "");
    if (plugin.equals("mysql")) return;
    String upper = plugin.isEmpty() ? "" : plugin.substring(0, 1).toUpperCase() + plugin.substring(1);
    throw new ClassNotFoundException(String.format(pluginClass, plugin, upper));
  }

  public static Map<String, String> properties(String confProp) throws Exception {
    Map<String, String> properties = new HashMap<>();
    if (confProp == null) return properties;
    JSON.readTree(confProp).fields().forEachRemaining(entry -> properties.put(entry.getKey(), entry.getValue().asText()));
    return properties;
  }

  public long errorLimit() {
    return errorLimit;
  }

  /** As the constructors of 1.16 do: a user, a table or a column that is refused is refused before there is a job. */
  public void checkDatabases() throws SQLException {
    for (Side side : new Side[] {reader, writer}) {
      try (Connection connection = side.open()) {
        connection.createStatement().executeQuery("SELECT " + side.columnList() + " FROM " + side.table + " WHERE 1 = 2");
      }
    }
  }

  public void execute(String name, String confProp) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    env.setRestartStrategy(RestartStrategies.noRestart());
    env.getConfig().setGlobalJobParameters(ParameterTool.fromMap(properties(confProp)));
    env.addSource(new JdbcReader(this)).name("mysqlsourcefactory").addSink(new JdbcWriter(this)).name("mysqlsinkfactory");
    env.execute(name);
  }

  /** Reader or writer of the job. */
  static final class Side implements Serializable {
    final String url;
    final String username;
    final String password;
    final String table;
    final String[] columns;
    final boolean[] times;
    final String where;
    final String increColumn;
    final String startLocation;
    final String writeMode;
    final int batchSize;
    /** The real ones ignore a key that they do not know. */
    final long standInRowMs;

    Side(JsonNode parameter, boolean isReader) {
      JsonNode connection = parameter.path("connection").path(0);
      JsonNode jdbcUrl = connection.path("jdbcUrl");
      url = (isReader ? jdbcUrl.path(0) : jdbcUrl).asText().replace("jdbc:mysql:", "jdbc:mariadb:");
      table = connection.path("table").path(0).asText();
      username = parameter.path("username").asText();
      password = parameter.path("password").asText();
      columns = new String[parameter.path("column").size()];
      times = new boolean[columns.length];
      for (int at = 0; at < columns.length; at++) {
        JsonNode column = parameter.path("column").path(at);
        columns[at] = column.isTextual() ? column.asText() : column.path("name").asText();
        times[at] = column.path("type").asText("").matches("(?i)(datetime|timestamp).*");
      }
      where = parameter.path("where").asText("");
      increColumn = parameter.path("increColumn").asText("");
      startLocation = parameter.path("startLocation").asText("");
      writeMode = parameter.path("writeMode").asText(parameter.path("mode").asText("insert"));
      batchSize = parameter.path("batchSize").asInt(1024);
      standInRowMs = parameter.path("standInRowMs").asLong(0);
    }

    Connection open() throws SQLException {
      Properties login = new Properties();
      login.setProperty("user", username);
      login.setProperty("password", password);
      try {
        Class.forName("org.mariadb.jdbc.Driver");
      } catch (ClassNotFoundException missing) {
        throw new SQLException(missing);
      }
      return DriverManager.getConnection(url, login);
    }

    String columnList() {
      return "`" + String.join("`, `", columns) + "`";
    }
  }
}
