import type { Catalogue } from '../message.ts';

/** What src/compiler/targets says. */
export const TARGETS: Catalogue = {
  '`chunjun` has no limit in percent': '`chunjun` 不支持按百分比限制',
  'ChunJun ignores `errorLimit` in a job file; its dirty-data limit counts rows':
    'ChunJun 会忽略作业文件中的 `errorLimit`；它的脏数据上限按行数计算',
  'give `errorLimit: { rows: … }`, or `{ percent: 100 }` for any number of rows':
    '写成 `errorLimit: { rows: … }`；如果行数不限，写 `{ percent: 100 }`',
  'Flink SQL needs the type of {0}': 'Flink SQL 需要 {0} 的类型',
  'write the columns as `name type`, for example `id bigint`': '把列写成 `name type`，例如 `id bigint`',
  'Flink SQL needs the columns with their types': 'Flink SQL 需要各列及其类型',
  'Flink does not ask the database: its table is exactly what the statement declares':
    'Flink 不查询数据库：它的表就是语句所声明的样子',
  'list the columns as `name type`, for example `id bigint`': '把列列成 `name type`，例如 `id bigint`',
  'column `{0}` of type `{1}` cannot pass Flink SQL': '类型为 `{1}` 的列 `{0}` 无法通过 Flink SQL',
  'Flink holds decimals of at most 38 digits; its JDBC tables hold no time zone and 6 digits of a second':
    'Flink 的 decimal 最多 38 位；它的 JDBC 表没有时区，秒的小数为 6 位',
  'give the column a type that fits, or `nativeType` in Flink’s own words':
    '给列写一个合适的类型，或用 `nativeType` 写 Flink 自己的类型',
  '`flink-sql` has no {0}': '`flink-sql` 没有{0}',
  'rate limit': '限速',
  'a table reads as fast as it can': '表总是以最快速度读取',
  'leave `rateLimit` out': '去掉 `rateLimit`',
  'limit for refused rows': '脏数据上限',
  'the first row that cannot be written fails the job': '只要有一行写不进去，作业就会失败',
  'leave `errorLimit` out, or filter such rows with `where` or `transform`':
    '去掉 `errorLimit`，或用 `where` 或 `transform` 过滤掉这样的行',
  'resume column': '恢复列',
  'a job goes on from its checkpoints alone': '作业只会从自己的检查点继续',
  'rows that arrive while a run starts are written twice': '运行启动期间到达的行会写两遍',
  'Flink SQL tells no position, so the cursor is the greatest value from just before the run':
    'Flink SQL 不提供位置，因此游标取的是运行前一刻的最大值',
  'use `mode: upsert` with a key': '使用带键的 `mode: upsert`',
  'setting `{0}` must be a text, a number or a boolean': '设置 `{0}` 必须是文本、数字或布尔值',
  'datasource `{0}` has neither `host` nor `url`': '数据源 `{0}` 既没有 `host` 也没有 `url`',
  'add `host`, `port` and `database`': '加上 `host`、`port` 和 `database`',
  '`local` has no limit in percent': '`local` 不支持按百分比限制',
  'give `errorLimit: { rows: … }`': '写成 `errorLimit: { rows: … }`',
  '`local` resumes no run in the middle': '`local` 不会从中间接着运行',
  'leave `resume` out': '去掉 `resume`',
  '`local` makes no checkpoints': '`local` 不做检查点',
  'a run that fails leaves the sink as it was, and a retry begins from nothing':
    '运行失败时目标端保持原样，重试从头开始',
  'leave `checkpoint` out': '去掉 `checkpoint`',
  '`local` reads and writes one by one': '`local` 逐行读写',
  'the rows are the same, only not in parallel': '读写的行相同，只是不并行',
  '`local` has no setting `{0}`': '`local` 没有设置 `{0}`',
  '`local` has no native types': '`local` 没有原生类型',
  'use `type`: the engine is Sluice itself': '使用 `type`：这个引擎就是 Sluice 自己',
  '`$text` cannot be the key of an option': '`$text` 不能作为选项的键',
  '`{0}` reads one table a pipeline here': '`{0}` 在这里每条流水线只读一张表',
  'make one pipeline for each table; a TypeScript definition can do it in a loop':
    '为每张表建一条流水线；可以在 TypeScript 定义中用循环来做',
  'datasource `{0}` has no `{1}`': '数据源 `{0}` 没有写 `{1}`',
  'the {0} has no `{1}`': '{0}没有写 `{1}`',
  '`{0}` does not start without `{1}`': '没有 `{1}`，`{0}` 无法启动',
  'add `{0}` to `options`': '把 `{0}` 加到 `options` 中',
  '`{0}` knows no `{1}`': '`{0}` 不支持 `{1}`',
  '`key` of `{0}` needs the columns': '`{0}` 的 `key` 需要列出各列',
  'the engine finds the key by its place among them': '引擎按键在列中的位置来找它',
  'list `columns`, here or in the source': '在这里或在源端列出 `columns`',
  '`{0}` is no number of a database': '`{0}` 不是数据库的编号',
  'databases of `{0}` have numbers': '`{0}` 的数据库用编号表示',
  'write its number in quotes, as in `database: "0"`': '给编号加引号，例如 `database: "0"`',
  '`{0}` reads it as JSON in a text': '`{0}` 把它当作文本中的 JSON 来读',
  '`{0}` is not the JSON text of an object': '`{0}` 不是一个 JSON 对象的文本',
  '`{0}` takes a query as JSON': '`{0}` 的查询用 JSON 书写',
  'write a query of the store, as in `\'{"term": {"level": 3}}\'`; a run-time value stands inside a string':
    '写成该存储的查询，例如 `\'{"term": {"level": 3}}\'`；运行时变量写在字符串里面',
  '`{0}` takes one of these at a time here': '`{0}` 在这里一次只接受一个',
  'make one pipeline for each; a TypeScript definition can do it in a loop':
    '每一个建一条流水线；可以在 TypeScript 定义中用循环来做',
  '`{0}` runs no SQL between source and sink': '`{0}` 不能在源端和目标端之间执行 SQL',
  'use `query` in the source, or an engine of type `chunjun`, `flink-sql` or `local`':
    '在源端使用 `query`，或使用类型为 `chunjun`、`flink-sql` 或 `local` 的引擎',
  '`restore` has no effect': '`restore` 不起作用',
  'the job restores nothing: it is no stream and has no `resume` column, or a plugin refuses it':
    '作业没有可恢复的内容：它不是流，也没有 `resume` 列，或者某个插件不支持恢复',
  'give `settings.resume`, or leave `restore` out': '写 `settings.resume`，或去掉 `restore`',
  '`{0}` restores only by a column whose type it knows': '`{0}` 只能按已知类型的列恢复',
  'name the column among the source columns, with its type': '把这一列连同类型写进源端的列',
  'run-time values are not filled in `table` of `{0}`': '`{0}` 的 `table` 中的运行时变量不会被替换',
  '`{0}` reads the tables and their columns as JSON in a text': '`{0}` 把表和列当作文本中的 JSON 来读',
  'write the name itself; the day goes into the partition': '直接写出名称；日期写到分区里',
  'a sink of `{0}` needs the columns': '`{0}` 的目标端需要列出各列',
  '`{0}` creates and fills the table by them': '`{0}` 按这些列建表和写入',
  'list `columns` with their types, here or in the source': '在这里或在源端列出带类型的 `columns`',
  '`{0}` takes no column of type `{1}`': '`{0}` 不支持类型为 `{1}` 的列',
  'give it as a `string`, or name a type of the store under `nativeType`':
    '用 `string`，或在 `nativeType` 下写该存储的类型',
  '`{0}` needs the type of column `{1}`': '`{0}` 需要列 `{1}` 的类型',
  'without it the plugin does not start': '没有它，插件无法启动',
  '`,` ends a pattern here': '`,` 在这里会结束一个正则',
  'the engine takes what is before and after it as two patterns': '引擎会把它前后的内容当作两个正则',
  'write the pattern without `,`, as in `order_(us|eu)` or `order_[0-9][0-9]`':
    '正则中不要用 `,`，例如 `order_(us|eu)` 或 `order_[0-9][0-9]`',
  'the engine matches names with their database in front': '引擎匹配的名称前面带有库名',
  '`{0}` would match none': '`{0}` 什么也匹配不到',
  'write `shop\\.{0}`, or give the datasource its `database`': '写成 `shop\\.{0}`，或给数据源写 `database`',
};
