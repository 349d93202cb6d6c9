import type { Catalogue } from '../message.ts';

/** What src/compiler/lower says. */
export const LOWER: Catalogue = {
  'each table would wipe what the others have written': '每张表都会清掉其他表写入的数据',
  'all {0} tables go to one place, and each pipeline of the family empties it first':
    '全部 {0} 张表写到同一个地方，而其中每条流水线都会先清空它',
  'give each its own with `${table}`, as in `table: ods_${table}`, or add rows with `mode: append` or `upsert`':
    '用 `${table}` 给每张表各自的目标，例如 `table: ods_${table}`；或用 `mode: append` 或 `upsert` 新增行',
  '`${table}` has no value here': '`${table}` 在这里没有值',
  'one job reads all tables of the list on this engine, so there is not one table':
    '在这个引擎上，一个作业读取列表中的所有表，因此没有单独的一张表',
  'write one pipeline for each table, or leave `${table}` out': '为每张表写一条流水线，或去掉 `${table}`',
  'table `{0}` gives no name of a pipeline': '从表 `{0}` 得不出流水线的名称',
  'its pipeline would be named `{0}`': '它的流水线会叫 `{0}`',
  'give this table a pipeline of its own, with a name in lower-case letters and digits, 128 at most':
    '给这张表单独写一条流水线，名称用小写字母和数字，最长 128 个字符',
  'table `{0}` is listed twice': '表 `{0}` 列了两次',
  'tables `{0}` and `{1}` give one name': '表 `{0}` 和 `{1}` 得出同一个名称',
  'both pipelines would be named `{0}`': '两条流水线都会叫 `{0}`',
  'first listed here': '第一次列在这里',
  'the other is here': '另一个在这里',
  'take one away': '去掉其中一个',
  'give one of them a pipeline of its own': '给其中一张表单独写一条流水线',
  'channel `{0}` is told already': '渠道 `{0}` 已经会收到通知',
  'name another channel': '写另一个渠道',
  '`{0}` is not a time of day': '`{0}` 不是一天中的时刻',
  'write hours and minutes in quotes, from `"00:00"` to `"23:59"`': '写成带引号的时和分，从 `"00:00"` 到 `"23:59"`',
  'the quiet hours end when they begin': '静默时段的结束时刻就是开始时刻',
  'it is not said whether that is never or always': '没有说明这是“从不”还是“一直”',
  'write another time, or leave `quiet` out': '写另一个时刻，或去掉 `quiet`',
  '`{0}` of datasource `{1}` is written out': '数据源 `{1}` 的 `{0}` 写成了明文',
  'put it in the environment of the executor and write `{0}`': '放到执行节点的环境变量中，写成 `{0}`',
  'the address holds a secret': '地址中含有敏感信息',
  '`{0}` is a secret and is written out': '`{0}` 是敏感信息，却写成了明文',
  'a column needs a `name`': '列需要 `name`',
  'add `name`, or `index` where the source knows its columns by their place':
    '加上 `name`；如果源端按位置识别列，则加上 `index`',
  "use `bool`, `int8` to `int64`, `decimal(p,s)`, `float32`, `float64`, `string(n)`, `bytes`, `date`, `time`, `timestamp(p)`, `timestamptz(p)` or `json`; an engine's own type goes under `nativeType`":
    '使用 `bool`、`int8` 到 `int64`、`decimal(p,s)`、`float32`、`float64`、`string(n)`、`bytes`、`date`、`time`、`timestamp(p)`、`timestamptz(p)` 或 `json`；引擎自己的类型写在 `nativeType` 下',
  'the sink has {0}, the source has {1}': '目标端有 {0}，源端有 {1}',
  'columns are matched by position when none says `from`': '没有一列写 `from` 时，列按位置对应',
  'give as many columns as the source has, or say `from:` to match by name':
    '列数与源端保持一致，或写 `from:` 按名称对应',
  'the source has {0}': '源端有 {0}',
  'leave credentials out of it; give `username` and `password: ${secret:env/NAME}` beside it':
    '不要把账号密码写在里面；在它旁边写 `username` 和 `password: ${secret:env/NAME}`',
  '`{0}` cannot stand beside `url`': '`{0}` 不能与 `url` 并用',
  'keep `url`, or `host`, `port` and `database`': '只保留 `url`，或只保留 `host`、`port` 和 `database`',
  'secrets cannot stand in `properties`, which become part of an address; give `username` and `password`, or name a file that holds the secret on the executor':
    '`properties` 会成为地址的一部分，其中不能有敏感信息；请写 `username` 和 `password`，或写出执行节点上存放它的文件',
  'write `${secret:file/PATH}` or `${secret:env/NAME}` for it': '写成 `${secret:file/PATH}` 或 `${secret:env/NAME}`',
  'secrets belong in datasources, as `${secret:env/NAME}`': '敏感信息应写在数据源中，形如 `${secret:env/NAME}`',
  '`{0}` is not a regular expression': '`{0}` 不是正则表达式',
  'as in `order_[0-9]+`; it has to match the whole name': '例如 `order_[0-9]+`；必须匹配完整的名称',
  'incremental column `{0}` is not among the columns read': '增量列 `{0}` 不在读取的列中',
  'the engine takes the next start from the values that it reads': '引擎从读到的值中得到下一次的起点',
  'add `{0}` to `columns`, with its type': '把 `{0}` 及其类型加到 `columns` 中',
  'the type of incremental column `{0}` is not known': '不知道增量列 `{0}` 的类型',
  'the cursor is compared by its type: `9` is before `10` as a number, after it as text':
    '游标按类型比较：`9` 作为数字排在 `10` 之前，作为文本则排在之后',
  'list the columns and give its type, as in `{ name: {0}, type: timestamp }`, or let `sluice check --connect` ask the database':
    '列出各列并写明它的类型，例如 `{ name: {0}, type: timestamp }`，或用 `sluice check --connect` 从数据库获取',
  'no connector serves datasources of type `{0}`': '没有连接器支持类型为 `{0}` 的数据源',
  'name one: `connector: …`': '写明连接器：`connector: …`',
  '`{0}` names neither a datasource nor a connector': '`{0}` 既没有写数据源，也没有写连接器',
  'no secret may stand in `options`: engines show them to everyone who may see a job; give it in the datasource as `${secret:env/NAME}`':
    '`options` 中不能有敏感信息：引擎会把它显示给所有能看到作业的人；请在数据源中写成 `${secret:env/NAME}`',
  '`${table}` is the name of each table of the list': '`${table}` 是列表中每张表的名称',
  'a parameter of that name would never be looked at': '同名的参数永远不会被用到',
  'give the parameter another name': '给参数换个名称',
  'parameter `{0}` has no value when the schedule fires': '调度触发时参数 `{0}` 没有值',
  'give it a `default`, or a value under `params` of the environment in sluice.yaml':
    '给它写 `default`，或在 `sluice.yaml` 中该环境的 `params` 下写一个值',
  'the pattern of parameter `{0}` is not a regular expression': '参数 `{0}` 的 `pattern` 不是正则表达式',
  'the default is `{0}`': '默认是 `{0}`',
  '`{0}` does not match the pattern of parameter `{1}`': '`{0}` 不符合参数 `{1}` 的 `pattern`',
  'pattern: `{0}`': '`pattern` 是 `{0}`',
  'a parameter goes into SQL and paths as it is; widen the pattern only if that is safe':
    '参数会原样进入 SQL 和路径；确认安全才可以放宽 `pattern`',
  'pipeline `{0}` names no engine, and sluice.yaml has no default':
    '流水线 `{0}` 没有写引擎，`sluice.yaml` 中也没有默认引擎',
  'add `engine: NAME` here or `defaults: { engine: NAME }` in sluice.yaml':
    '在这里加上 `engine: NAME`，或在 `sluice.yaml` 中加上 `defaults: { engine: NAME }`',
  '`{0}` cannot stand beside `command`': '`{0}` 不能与 `command` 并用',
  'a pipeline either moves data or runs a command': '流水线要么搬运数据，要么运行命令',
  'pipeline `{0}` does nothing': '流水线 `{0}` 什么也不做',
  'add `source:` and `sink:`, or `command:`': '加上 `source:` 和 `sink:`，或 `command:`',
  'datasource `{0}` is declared twice': '数据源 `{0}` 声明了两次',
  'first declared here': '第一次声明在这里',
  'datasource `{0}` is of type `{1}`': '数据源 `{0}` 的类型是 `{1}`',
  '`hadoop` names a datasource of type `hadoop`': '`hadoop` 应写类型为 `hadoop` 的数据源',
  'time zone `{0}` is not known': '不认识时区 `{0}`',
  'use an IANA name, as in `Asia/Shanghai`': '使用 IANA 名称，例如 `Asia/Shanghai`',
  'pipeline `{0}` has no schedule and depends on nothing': '流水线 `{0}` 没有调度，也不依赖任何流水线',
  'it would never run': '它永远不会运行',
  'add `schedule: { cron: "0 0 3 * * ?" }`, `schedule: manual`, or `dependsOn`':
    '加上 `schedule: { cron: "0 0 3 * * ?" }`、`schedule: manual` 或 `dependsOn`',
  'keep one of `cron`, `every`, `after`, `at`': '`cron`、`every`、`after`、`at` 只保留一个',
  '`any` cannot stand beside `all`': '`any` 不能与 `all` 并用',
  'keep one of `all`, `any`': '只保留 `all`、`any` 之一',
  '`dependsOn` does not say which pipelines': '`dependsOn` 没有说明哪些流水线',
  'add `all: [NAME]` or `any: [NAME]`': '加上 `all: [NAME]` 或 `any: [NAME]`',
  '`onTimeout` needs a `timeout`': '`onTimeout` 需要有 `timeout`',
  'add `timeout: 2h`, or leave `onTimeout` out': '加上 `timeout: 2h`，或不写 `onTimeout`',
  '`timeout` cannot stand beside `any` without a `schedule`': '没有 `schedule` 时，`timeout` 不能与 `any` 并用',
  'the first success starts the pipeline: there is nothing to wait for': '第一个成功就会启动该流水线：没有什么可等待的',
  'leave `timeout` out, or give the pipeline a `schedule`': '不写 `timeout`，或给流水线加上 `schedule`',
  'the periods of runs that wait longer than `{0}` are never loaded': '等待超过 `{0}` 的运行所对应的周期不会再加载',
  'use `fail`, the default: a failed run is seen, and can be run again':
    '使用默认的 `fail`：失败的运行看得见，也可以重新运行',
  'the schedule does not say when to run': '调度没有说明何时触发',
  'add one of `cron`, `every`, `after`, `at`': '加上 `cron`、`every`、`after`、`at` 之一',
  'write it as `2026-12-24T06:00:00+08:00`': '写成 `2026-12-24T06:00:00+08:00` 这样',
  'the periods of runs that nobody starts within `{0}` are never loaded':
    '在 `{0}` 内无人启动的运行，其周期永远不会加载',
  'leave `startingDeadline` out': '去掉 `startingDeadline`',
  'with `misfire: {0}` the periods missed while nothing ran are never loaded':
    '用 `misfire: {0}` 时，停机期间错过的周期永远不会加载',
  'the pipeline selects rows by its fire time, so each fire stands for rows of its own':
    '这条流水线按触发时间选取行，每次触发都对应自己的一批行',
  'use `catch-up`, the default for such pipelines': '使用 `catch-up`，它是这类流水线的默认值',
  '`{0}` is not a duration': '`{0}` 不是时长',
  'write `30s`, `5m`, `1h30m` or `2d`': '写成 `30s`、`5m`、`1h30m` 或 `2d`',
  '`{0}` is not a rate': '`{0}` 不是速率',
  'write `10MB/s`: B, KB, MB or GB a second, by 1024': '写成 `10MB/s`：单位是每秒 B、KB、MB 或 GB，按 1024 进位',
  '`start` says no point to begin at': '`start` 没有说明从哪里开始',
  'give one of {0}, or write `start: earliest`': '写 {0} 之一，或写 `start: earliest`',
  '`{0}` cannot stand beside `{1}`': '`{0}` 不能与 `{1}` 并用',
  'keep one of them': '只保留其中一个',
  '`position` is one in a binlog file, which is not named': '`position` 是 binlog 文件中的位置，却没有写文件',
  'add `file: mysql-bin.000001`': '加上 `file: mysql-bin.000001`',
  '`{0}` is not a moment': '`{0}` 不是时刻',
  'write `2026-01-02T03:04:05+08:00`, or milliseconds since 1970':
    '写成 `2026-01-02T03:04:05+08:00`，或 1970 年以来的毫秒数',
  'secrets and `env` belong in datasources and engines, where they never reach a query or a log':
    '敏感信息和 `env` 应写在数据源和引擎中，这样它们永远不会进入查询或日志',
  'an address does not change from run to run; only `${env:NAME}` and `${secret:…}` are known when it is needed':
    '地址不会因运行而变；需要它的时候，已知的只有 `${env:NAME}` 和 `${secret:…}`',
  'only `${secret:…}` may stand here': '这里只能写 `${secret:…}`',
  'properties become part of an address or of a job as they are written': '属性会原样成为地址或作业的一部分',
  'refer to it in a datasource or an engine; what differs by environment can be a parameter under `params`':
    '在数据源或引擎中引用它；因环境而异的内容可以作为 `params` 下的参数',
  'write the value itself, or `${env:NAME}`': '直接写出值，或写 `${env:NAME}`',
  'write `${secret:env/NAME}` or `${secret:file/PATH}`': '写成 `${secret:env/NAME}` 或 `${secret:file/PATH}`',
  'write the value itself; credentials go under `username` and `password`':
    '直接写出值；账号密码写在 `username` 和 `password` 下',
  '`${{0}}` is not allowed here': '这里不允许用 `${{0}}`',
  datasource: '数据源',
  engine: '引擎',
  pool: '池',
  calendar: '日历',
  channel: '渠道',
  '`{0}` of channel `{1}` is written out': '渠道 `{1}` 的 `{0}` 是明文',
  'put it in the environment of the daemon and write `{0}`': '把它放进守护进程的环境变量，并写成 `{0}`',
  'put it in the environment of the daemon and write `${secret:env/NAME}` in its place':
    '把它放进守护进程的环境变量，并改写成 `${secret:env/NAME}`',
  '`secret` cannot stand beside `type: {0}`': '`secret` 不能与 `type: {0}` 并用',
  'a robot of WeCom has no secret: its key is in the address': '企业微信机器人没有密钥：它的 `key` 在地址里',
  'an incoming webhook of Slack has no secret: its token is in the address':
    '`Slack` 的 `incoming webhook` 没有密钥：它的令牌在地址里',
  'leave it out': '去掉它',
  '`{0}` is no http or https address': '`{0}` 不是网页地址（`http` 或 `https`）',
  'write it whole, as in `https://alerts.example/hook`': '写完整的地址，例如 `https://alerts.example/hook`',
  environment: '环境',
  '`min` is {0}, and `max` is {1}': '`min` 为 {0}，而 `max` 为 {1}',
  'no number of rows is both; give a range that some run can meet': '没有行数能同时满足两者；请给出运行能达到的范围',
  'no {0} is declared': '没有声明任何{0}',
  'declared: {0}': '已声明：{0}',
  'no {0} is named `{1}`': '没有名为 `{1}` 的{0}',
  'they are allowed in where, query, preSql, postSql, table, path, partition, constant columns, transform.sql, command and dynamic options':
    '允许的位置有 `where`、`query`、`preSql`、`postSql`、`table`、`path`、`partition`、常量列、`transform.sql`、`command` 和动态选项',
  'write the value itself; `$${` stands for a literal `${`': '直接写出值；`$${` 表示字面的 `${`',
  '`${cursor}` has no value in the first run': '第一次运行时 `${cursor}` 没有值',
  'a pipeline has a cursor when its source is `incremental`, and before its first run only with `from`':
    '源端是 `incremental` 时流水线才有游标，而第一次运行之前只有写了 `from` 才有',
  'add `incremental: { column: …, from: … }` to the source; its rows are then those after the cursor anyway':
    '给源端加上 `incremental: { column: …, from: … }`；这样读到的本来就是游标之后的行',
  'the type of `{0}` is cut in two by its comma': '`{0}` 的类型被其中的逗号切成了两段',
  'YAML takes this for the next column': 'YAML 把这里当作下一列',
  'a comma ends an entry of a list in `[ ]`, unless the entry has quotes':
    '在 `[ ]` 列表中，逗号会结束一项，除非该项带引号',
  '`{0}` is not a column type': '`{0}` 不是列类型',
  'write a name, as in `bigint`, or a name with numbers, as in `decimal(18,2)`':
    '写类型名，例如 `bigint`，或带数字的类型名，例如 `decimal(18,2)`',
  '`{0}` has more than 9 digits of a second': '`{0}` 的秒小数超过 9 位',
  'write `{0}(9)` or fewer digits': '写成 `{0}(9)` 或更少的位数',
  'column type `{0}` is not known': '不认识列类型 `{0}`',
  '`{0}` has no precision': '`{0}` 没有精度',
  'write `decimal(18,2)`: digits in all, digits after the point': '写成 `decimal(18,2)`：总位数和小数位数',
  '`{0}` is not a possible decimal': '`{0}` 不是可用的 decimal',
  'precision is 1 to 65, scale not above precision': '精度为 1 到 65，小数位数不超过精度',
  '`{0}` is not a time with an offset': '`{0}` 不是带时区偏移的时间',
};
