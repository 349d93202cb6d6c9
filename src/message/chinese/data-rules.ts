import type { Catalogue } from '../message.ts';

/** What the rules about tables, columns, cursors and unused names say (src/compiler/check). */
export const DATA_RULES: Catalogue = {
  'datasource `{0}` has no table `{1}`': '数据源 `{0}` 中没有表 `{1}`',
  'the schema snapshot of datasource `{0}` has no table `{1}`': '数据源 `{0}` 的结构快照中没有表 `{1}`',
  '`schemas/{0}.json` holds the tables that pipelines named when it was taken; if there is no such table, the job fails when it opens it':
    '`schemas/{0}.json` 只包含生成快照时流水线用到的表；如果该表不存在，作业打开它时会失败',
  'run `sluice check --connect`: it asks the datasource, and adds the table to the snapshot':
    '运行 `sluice check --connect`：它会查询数据源，并把该表加入快照',
  'table `{0}` has no column `{1}`': '表 `{0}` 中没有列 `{1}`',
  'as the schema snapshot of its datasource says; the job would fail when it opens the table':
    '依据其数据源的结构快照；作业打开该表时会失败',
  'it has {0}; after a change of the table take a new snapshot with `sluice check --connect`':
    '它有 {0}；表结构变更后请用 `sluice check --connect` 重新生成快照',
  '{0} and more': '{0} 等',
  'table `{0}` needs {1}, and nothing writes it': '表 `{0}` 要求 {1} 有值，但流水线没有写入',
  'such a column is NOT NULL and has no default: the database refuses each new row, or fills in a zero or an empty text where it is not strict':
    '该列为 NOT NULL 且没有默认值：数据库会拒绝每一条新行，非严格模式下则填入零或空字符串',
  'add the column to the sink, from a source column or with a constant `value`':
    '在目标端加上该列，取自源端的列，或用常量 `value`',
  '{0} is no primary key and no unique index of table `{1}`': '{0} 既不是表 `{1}` 的主键，也不是它的唯一索引',
  'the table has no unique index at all, so that no row is ever found again and each run adds all of them':
    '该表没有任何唯一索引，因此永远匹配不到已有的行，每次运行都会把所有行再插入一遍',
  'MySQL is not told the key: a row replaces another one where any unique index has its values, and is added where none has':
    '`key` 不会传给 MySQL：任何一个唯一索引冲突都会更新那一行，没有冲突则插入新行',
  'the database looks a row up by a unique index, and refuses or doubles rows where there is none on the key':
    '数据库按唯一索引查找行；`key` 上没有唯一索引时，语句会被拒绝或产生重复行',
  'add a unique index on the key to the table': '在表上为 `key` 建一个唯一索引',
  'the table has {0}; or add a unique index on the key': '该表可用 {0}；或为 `key` 建一个唯一索引',
  'use the key that the table has': '使用表已有的键',
  'the cursor keeps milliseconds of `{0}`, which is `{1}`': '游标只保留 `{0}` 的毫秒，而该列是 `{1}`',
  '{0} cuts the position down to a millisecond and reads what is greater: the last rows come again in each run, and `append` writes them again':
    '{0} 把位置截断到毫秒，再读取大于它的行：每次运行都会重复读到最后几行，`append` 会再次写入',
  'use `mode: upsert` with a key, or read by a whole number that grows with each row':
    '使用带 `key` 的 `mode: upsert`，或按逐行递增的整数列读取',
  'incremental column `{0}` may be NULL in table `{1}`': '增量列 `{0}` 在表 `{1}` 中可为 NULL',
  'each run reads `{0} > cursor`, which is true of no NULL: after the first run such rows are never read':
    '每次运行读取 `{0} > cursor`，NULL 永不满足该条件：首次运行之后这些行再也不会被读到',
  'make the column NOT NULL with a default, or read by a column that every row has':
    '把该列改为带默认值的 NOT NULL，或改用每行都有值的列',
  'rows can share a value of `{0}`: {1}': '多行可能有相同的 `{0}` 值：{1}',
  'the next run reads `{0} > cursor`: a row that comes after a run with the value at which it ended is never read':
    '下次运行读取 `{0} > cursor`：运行结束后才写入、且值等于游标的行永远不会被读到',
  'it is a date, and the rest of the day comes later': '它是日期，当天其余的行会在之后到来',
  '`{0}` has whole seconds': '`{0}` 只精确到秒',
  'the table has no unique index on it alone': '表上没有只含该列的唯一索引',
  'read by a number that grows with each row': '按逐行递增的数字列读取',
  '{0}, or by a time with fractions of a second': '{0}，或按带小数秒的时间列读取',
  '{0}, or end the read before the fire: `where: "{1} < \'${fire:{2}}\'"`':
    '{0}，或只读触发时间之前的行：`where: "{1} < \'${fire:{2}}\'"`',
  '{0}, or keep the newest rows for the next run: `options: { useMaxFunc: true }`':
    '{0}，或把最新的行留给下次运行：`options: { useMaxFunc: true }`',
  'texts longer than {0} characters are cut or refused': '超过 {0} 个字符的文本会被截断或拒绝',
  'numbers beyond {0} bits do not fit': '超出 {0} 位整数范围的数放不下',
  'numbers of more than {0} digits lose their last ones': '超过 {0} 位数字的数会丢失末尾的数字',
  'numbers of more than {0} digits do not fit': '超过 {0} 位数字的数放不下',
  'what is after the point is lost': '小数部分会丢失',
  'digits after the sixth or seventh are lost': '第六、七位之后的有效数字会丢失',
  'numbers of more than {0} digits before the point do not fit': '整数部分超过 {0} 位的数放不下',
  'its {0} digits after the point become {1}': '{0} 位小数只保留 {1} 位',
  'the time of the day is lost': '一天内的时间会丢失',
  'the day is lost': '日期会丢失',
  'the offset is lost: the same moment reads differently in another zone':
    '时区偏移会丢失：同一时刻在别的时区读出来不同',
  'its {0} digits of a second become {1}': '{0} 位小数秒只保留 {1} 位',
  '`{0}` is `{1}` in the table and read as `{2}`: {3}': '`{0}` 在表中是 `{1}`，却按 `{2}` 读取：{3}',
  'declare it as `{0}`': '声明为 `{0}`',
  '`{0}` in the table': '表中为 `{0}`',
  '`{0}` here': '此处为 `{0}`',
  '`{0}` is `{1}` in the source and `{2}` in the sink: {3}': '`{0}` 在源端是 `{1}`，在目标端是 `{2}`：{3}',
  'widen the column of the table, or convert the value in a query where the loss is meant':
    '加宽表中的列；如果确实要舍去，请在查询中转换',
  'give the sink column the type of the source, if the table has it, or convert the value in a query':
    '如果目标表就是源端的类型，请这样声明目标端的列；否则在查询中转换',
  'FlinkX hands the value on as it is: the database cuts it, or refuses the row, which then counts against `errorLimit`':
    'FlinkX 原样传递该值：数据库会截断它，或拒绝该行并计入 `errorLimit`',
  'ChunJun hands the value on as it is: the database cuts it, or refuses the row, which then is dirty':
    'ChunJun 原样传递该值：数据库会截断它，或拒绝该行使其成为脏数据',
  'Flink casts it without a word: a number that is too great becomes another one or NULL, the rest is cut':
    'Flink 会直接转换，不作任何提示：过大的数会变成另一个数或 NULL，其余的会被截断',
  'a row whose value does not fit is refused, and counts against `errorLimit`; digits of a fraction are rounded':
    '放不下的值会使该行被拒绝并计入 `errorLimit`；小数位会被舍入',
  '`{0}` empties `{1}`, which `{2}` writes too': '`{0}` 会清空 `{1}`，而 `{2}` 也写入它',
  '`{0}` writes `{1}` here': '`{0}` 在此写入 `{1}`',
  'each run of it takes away what the other pipeline has written, and nobody writes those rows again':
    '它每次运行都会删掉另一条流水线写入的行，而这些行不会再被写入',
  'both empty it first: after each run the rows of one of them alone are there':
    '两者都会先清空：每次运行之后只剩其中一方的行',
  'give each a table of its own, or, where the two are one load, let `{0}` follow with `dependsOn: [{1}]` and add rows only':
    '各用各的表；如果两者本是一次加载，请让 `{0}` 以 `dependsOn: [{1}]` 在其后运行，并且只追加行',
  '{0} both write `{1}`': '{0} 都写入 `{1}`',
  'a row with a key that both have is written anew by whichever runs last; `replace` also resets the columns that it does not list':
    '两者键相同的行以最后运行者为准；`replace` 还会重置它未列出的列',
  'a row with a key that both have is as whichever runs last leaves it': '两者键相同的行以最后运行者写入的为准',
  'give each a table of its own, a constant column of its own in the key, or say with `dependsOn` which comes last':
    '各用各的表，或在 `key` 中各加一个不同的常量列，或用 `dependsOn` 说明谁在后',
  'the sink writes `{0}`, which the source reads': '目标端写入 `{0}`，而源端正读取它',
  'read here': '在此读取',
  'write another table; rows that change in place are changed by the database itself, with a command or `postSql`':
    '写入另一张表；就地修改行请交给数据库自己，用命令或 `postSql`',
  'the stream reads what it has just written, and never comes to an end': '流会读到自己刚写入的行，永无止境',
  'each run reads what earlier runs have added, and adds it again': '每次运行都会读到以前追加的行，并再次追加',
  'the table is emptied while it is read, and rows that were not read yet are lost':
    '表在读取时被清空，尚未读到的行会丢失',
  'rows change while they are read: which of them the source sees before and which after is not known':
    '行在读取时被修改：源端看到的是修改前还是修改后无法确定',
  'what `{0}` writes comes back to it through {1}': '`{0}` 写入的数据经由 {1} 又回到它自己',
  '`{0}` writes `{1}`': '`{0}` 写入 `{1}`',
  '{0}: rows go round and round, and each run works on the results of the one before':
    '{0}：数据循环流动，每次运行都在处理上一次的结果',
  'let one of them read from elsewhere, or read only rows that did not come this way, with `where`':
    '让其中一个从别处读取，或用 `where` 只读不是由此而来的行',
  'each fire that `catch-up` makes up for appends all rows once more': '`catch-up` 每补跑一次都会把所有行再追加一遍',
  'nothing here differs from one fire to the next, so that after three missed fires the rows are there three times more':
    '每次触发读取的内容没有区别：错过三次触发，补跑后这些行就会多出三份',
  'choose the rows of each fire, as in `where: "day = \'${bizdate:yyyy-MM-dd}\'"`, or use `misfire: fire-once`':
    '按触发时间选取行，例如 `where: "day = \'${bizdate:yyyy-MM-dd}\'"`，或使用 `misfire: fire-once`',
  'the engine goes on behind the last value of this column that it has read': '引擎会从已读到的该列最后一个值之后继续',
  'add `{0}` to the columns of the source, with its type': '把 `{0}` 连同类型加入源端的列',
  '`splitBy` names `{0}`, which is not read': '`splitBy` 指定的 `{0}` 不在读取的列中',
  'a split needs no column that is read, but the table has to have it: else the job fails when it starts':
    '切分列不必在读取的列中，但表中必须有它，否则作业启动时会失败',
  'no pipeline uses datasource `{0}`': '没有流水线使用数据源 `{0}`',
  'its connection and its secrets are kept for nothing, and nobody notices when they stop working':
    '它的连接和密钥白白保留，失效了也没人发现',
  'delete the file, or name the datasource in a pipeline': '删除该文件，或在某条流水线中使用该数据源',
  'no pipeline runs on engine `{0}`': '没有流水线运行在引擎 `{0}` 上',
  'pipelines of {0} run on `{1}`': '{0} 的流水线都运行在 `{1}` 上',
  'take it out, or name it in a pipeline': '删除它，或在某条流水线中指定它',
  'parameter `{0}` is used nowhere': '参数 `{0}` 没有被用到',
  'a value that is given to it, here or by `run --param`, changes nothing':
    '无论在此处还是用 `run --param` 给它赋值，都不起任何作用',
  'write `${{0}}` where its value belongs, or take it out': '在需要其值的地方写 `${{0}}`，或删除该参数',
  '`{0}` is the name of a plugin, and the connector is `{1}`': '`{0}` 是插件的名称，对应的连接器是 `{1}`',
  'a connector has one name, as source and as sink, on every engine; the compiler picks the plugin':
    '一个连接器无论作为源端还是目标端，在所有引擎上都只有一个名称；插件由编译器选择',
  'write `connector: {0}`': '写成 `connector: {0}`',
  'write `{0}`': '写成 `{0}`',
  'it follows one log in its order: {0} refuses more channels when the job starts, or each of them reads all changes':
    '它按顺序读取同一份日志：通道更多时 {0} 会在启动时拒绝，或每个通道都读到全部变更',
  'without a key nothing says which row a new one replaces': '没有键就无法确定新行替换哪一行',
  'FlinkX takes the unique indexes that it finds in the table, whichever those are; where there is none each row is added':
    'FlinkX 会采用在表上找到的唯一索引，不论是哪个；没有唯一索引时每行都会插入',
  'ChunJun takes the unique indexes that it finds in the table, whichever those are; where there is none each row is added':
    'ChunJun 会采用在表上找到的唯一索引，不论是哪个；没有唯一索引时每行都会插入',
  'Flink SQL upserts only into a table with a primary key; without one it adds each row':
    'Flink SQL 只对声明了主键的表做 upsert；没有主键时每行都会插入',
  '`{0}` is declared with 8 bits, which PostgreSQL does not have': '`{0}` 被声明为 8 位，而 PostgreSQL 没有这种类型',
  '`int8` of PostgreSQL has 8 bytes and is `bigint` here; as 8 bits its values would be cut or refused':
    'PostgreSQL 的 `int8` 是 8 字节，在此写作 `bigint`；按 8 位处理会截断或拒绝其值',
  'write `bigint`, or `smallint` for `int2` of PostgreSQL': '写 `bigint`；PostgreSQL 的 `int2` 写 `smallint`',
  'it is the word of a database; here a type has one name for all of them':
    '这是某种数据库的写法；这里每种类型对所有数据库只有一个名称',
  '`int8` of PostgreSQL': 'PostgreSQL 的 `int8`',
  '`{0}` names `{1}`, which is not among the columns': '`{0}` 指定的 `{1}` 不在各列之中',
  'the engine looks for the value of each row under this name, and finds none':
    '引擎会按这个名称在每一行中取值，但取不到',
  'add `{0}` to the columns, or name one of them': '把 `{0}` 加入列中，或写一个已有的列名',
  'rows of an expectation that is not met are written again': '未达到期望的行会再写一遍',
  'option names a column that is not there': '选项指定的列不存在',
};
