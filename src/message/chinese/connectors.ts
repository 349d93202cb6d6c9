import type { Catalogue } from '../message.ts';

/** What src/compiler/connectors says, its tables included. */
export const CONNECTORS: Catalogue = {
  '`local` reads one path at a time': '`local` 一次只读一个路径',
  'a Parquet file cannot be appended to': 'Parquet 文件不能追加',
  'its index stands at its end and is written once': '它的索引在文件末尾，只写一次',
  'use `mode: overwrite`, or a path with a run-time value, one file a run':
    '使用 `mode: overwrite`，或带运行时变量的路径，每次运行一个文件',
  'the file’s format is not known from its name': '从文件名看不出文件格式',
  'add `file: { type: csv }`: csv, json, jsonl or parquet':
    '加上 `file: { type: csv }`：可以是 `csv`、`json`、`jsonl` 或 `parquet`',
  'Flink SQL splits a read only between bounds that it is told': 'Flink SQL 只在给定的上下界之间切分读取',
  'it asks the database for no smallest and greatest value, unlike FlinkX and ChunJun':
    '与 FlinkX 和 ChunJun 不同，它不会向数据库查询最小值和最大值',
  'add {0} to the source’s `options`, or set `parallelism: 1`':
    '把 {0} 加到源端的 `options` 中，或设置 `parallelism: 1`',
  '`where` goes on with `{0}`, and the engine puts conditions behind it':
    '`where` 后面还有 `{0}`，而引擎会在它之后追加条件',
  'they become a part of that clause: other rows are read, or the database refuses the SQL':
    '这些条件会成为该子句的一部分：读到的是别的行，或者数据库拒绝这条 SQL',
  'leave it out, or give the whole SELECT as `query`': '去掉它，或用 `query` 写出完整的 SELECT',
  '`polling` never ends, and this pipeline is scheduled': '`polling` 永不结束，而这条流水线是定时调度的',
  'the run would stay open, and no fire after it would start': '这次运行会一直不结束，之后的触发都无法启动',
  'write `schedule: continuous`, which polls by itself, or leave `polling` out':
    '写成 `schedule: continuous`（它自己会轮询），或去掉 `polling`',
  '`chunjun` does not poll with `useMaxFunc`': '`chunjun` 轮询时不支持 `useMaxFunc`',
  'ChunJun 1.16 refuses the two together when the job starts': 'ChunJun 1.16 在作业启动时会拒绝两者并用',
  'leave `useMaxFunc` out': '去掉 `useMaxFunc`',
  '`chunjun` cannot begin to poll a time column without a position': '`chunjun` 没有起始位置就不能轮询时间列',
  'without a position ChunJun 1.16 makes SQL at its second round that no database takes':
    '没有起始位置时，ChunJun 1.16 在第二轮生成的 SQL 任何数据库都无法执行',
  'add `from:` with the moment after which to begin': '加上 `from:`，写明从哪个时刻之后开始',
  'this shard has no table to read': '这个分片没有可读的表',
  'give it `tables`, or give the source a `table` for all of them':
    '给它写 `tables`，或给源端写一个供所有分片使用的 `table`',
  'a job that restores cannot write row by row': '可恢复的作业不能逐行写入',
  'FlinkX 1.11 refuses to start with `batchSize: 1` there': '这时 FlinkX 1.11 不接受 `batchSize: 1`，无法启动',
  'give `batchSize` a number above 1, or leave it out': '把 `batchSize` 设为大于 1 的数字，或去掉它',
  'datasource `{0}` has no `brokers`': '数据源 `{0}` 没有 `brokers`',
  'add `brokers: ["kafka-1:9092"]`': '加上 `brokers: ["kafka-1:9092"]`',
  'a Kafka datasource takes no user name and password': 'Kafka 数据源不支持用户名和密码',
  'they would have to stand in `sasl.jaas.config`, which these engines show to everyone who may see a job':
    '它们只能写在 `sasl.jaas.config` 中，而这些引擎会把它显示给所有能看到作业的人',
  'authenticate by certificate (`security.protocol: SSL` under `properties`) or in the engine’s own JAAS file':
    '使用证书认证（在 `properties` 下写 `security.protocol: SSL`），或写在引擎自己的 JAAS 文件中',
  'a batch read of Kafka does not know where to begin': '批量读取 Kafka 时不知道从哪里开始',
  'Flink keeps no position from one batch job to the next': 'Flink 不会在批作业之间保存位置',
  'add `start: earliest`, or make the pipeline `schedule: continuous`':
    '加上 `start: earliest`，或把流水线改为 `schedule: continuous`',
  'Kafka cannot begin at `{0}`': 'Kafka 不能从 `{0}` 开始',
  'it can begin at `earliest`, `latest`, `now`, `committed`, `time` or `offsets`':
    '它可以从 `earliest`、`latest`、`now`、`committed`、`time` 或 `offsets` 开始',
  'a Kafka sink needs the names of its columns': 'Kafka 目标端需要列名',
  'without them a message is `{"message": "<the row as text>"}`':
    '没有列名时，消息会是 `{"message": "<the row as text>"}`',
  'list the columns of source or sink': '列出源端或目标端的列',
  '`username` cannot stand beside `url` of MongoDB': 'MongoDB 的 `username` 不能与 `url` 并用',
  'the engine connects by the url alone, without a user': '引擎只用 `url` 连接，不带用户',
  'give `hosts` and `database` in place of `url`, or write the user into the url: `mongodb://user:${secret:env/NAME}@host/db`':
    '用 `hosts` 和 `database` 代替 `url`，或把用户写进 `url`：`mongodb://user:${secret:env/NAME}@host/db`',
  '`batchSize` does not fit `mode: {0}`': '`batchSize` 与 `mode: {0}` 不匹配',
  '`mongodbwriter` fails at the first batch: only documents that are inserted go several at once':
    '`mongodbwriter` 会在第一批时失败：只有插入的文档才能成批写入',
  'leave `batchSize` out, or use `mode: append`': '去掉 `batchSize`，或使用 `mode: append`',
  '`{0}` writes `{1}` to MariaDB without fractions of a second': '`{0}` 写入 MariaDB 的 `{1}` 时会丢掉秒的小数部分',
  'its plugin carries MySQL’s driver, which takes MariaDB for a server too old to store them':
    '它的插件自带 MySQL 驱动，会把 MariaDB 当成不支持小数秒的旧版服务器',
  'use an engine of type `flink-sql` or `local`, or give the column type `timestamp(0)` where seconds will do':
    '使用类型为 `flink-sql` 或 `local` 的引擎；如果精确到秒就够了，把列的类型写成 `timestamp(0)`',
  'datasource `{0}` has no `host`': '数据源 `{0}` 没有 `host`',
  '`local` connects by host, port and database; a `url` must be a plain `jdbc:mysql://host:port/database`':
    '`local` 用主机、端口和库名连接；`url` 必须是简单的 `jdbc:mysql://host:port/database`',
  'a sorted set or a hash takes a key of one column': '有序集合或哈希的键只能是一列',
  'several key columns have to be the first, in their order': '多个键列必须按顺序排在最前面',
  'a `{0}` takes the key and two columns more': '`{0}` 需要键和另外两列',
  '`rediswriter` fails at the first row otherwise': '否则 `rediswriter` 在第一行就会失败',
  'give the score (`int32`) and the member': '写出分数（`int32`）和成员',
  'give the field and its value': '写出字段和它的值',
  '`rediswriter` of 1.11 would take other columns for the key': '1.11 的 `rediswriter` 会把别的列当作键',
  'put the key first among `columns`, or join it into one column in the source':
    '把键放在 `columns` 的最前面，或在源端把它合并成一列',
  'datasource `{0}` has no `path`': '数据源 `{0}` 没有 `path`',
  'add `path: data/warehouse.db`, relative to the project': '加上 `path: data/warehouse.db`（相对于项目目录）',
  'a run would never end: `number-of-rows` is missing': '运行永远不会结束：缺少 `number-of-rows`',
  'add `options: { number-of-rows: 1000 }`, or make the pipeline `schedule: continuous`':
    '加上 `options: { number-of-rows: 1000 }`，或把流水线改为 `schedule: continuous`',
  'its module is not part of the build, so no installation has it': '它的模块不参与构建，任何安装包里都没有它',
  'removed before 1.11; Kafka 0.9 needs FlinkX 1.10 or older':
    '在 1.11 之前就已移除；Kafka 0.9 需要 FlinkX 1.10 或更旧的版本',
  'it exists for SQL jobs only: no JSON job can name it': '它只用于 SQL 作业：JSON 作业无法使用它',
  'it fails on the first row: a column of HBase lies in a family': '它在第一行就会失败：HBase 的列都属于某个列族',
  'write `family:column`, as in `cf:name`, or `rowkey`': '写成 `family:column`，例如 `cf:name`，或 `rowkey`',
  'the other way of writing is ignored, and for a list nothing is written':
    '另一种写法会被忽略；如果是列表，则什么也不会写入',
  '`binlogreader` of ChunJun 1.16 gives other rows than the table has':
    'ChunJun 1.16 的 `binlogreader` 读到的行与表中的不同',
  'values of type DATETIME were seen eight hours early: 01:02:03 came out as 17:02:03 of the day before, with server and engine in UTC':
    '实际观察到 DATETIME 类型的值早了 8 小时：服务器和引擎都在 UTC 时，01:02:03 变成了前一天的 17:02:03',
  'updates and deletes come as inserts, which the column `type` alone tells apart, so a sink that goes by the kind of row inserts them all':
    '更新和删除都以插入的形式出现，只有 `type` 列能区分，因此按行的种类写入的目标端会把它们全部插入',
  'compare one row on both sides before you rely on times, and write `type` along':
    '在依赖时间值之前，先对比两边的一行；并且把 `type` 也一起写入',
  'in the code of 1.16 it closes its connection before the first row': '按 1.16 的代码，它在读到第一行之前就关闭了连接',
  'its format is never set up in the code of 1.16, so it fails with a null pointer before it reads':
    '在 1.16 的代码中它的格式从未初始化，因此读取之前就会因空指针失败',
  'ChunJun 1.16 looks for a class `GBaseSourceFactory` or `GBaseSinkFactory`, and the plugin’s begin with `Gbase`, so it may not load.':
    'ChunJun 1.16 查找的类是 `GBaseSourceFactory` 或 `GBaseSinkFactory`，而插件的类以 `Gbase` 开头，因此可能无法加载',
  'the plugin refuses both together when the job starts': '作业启动时插件会拒绝两者并用',
  'its jar is built into the folder selectdb-cloud and looked for in selectdbcloud: rename the folder':
    '它的 jar 构建在 `selectdb-cloud` 目录，查找时却用 `selectdbcloud`：重命名该目录',
};
