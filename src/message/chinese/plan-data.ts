import type { Catalogue } from '../message.ts';

/** Of reasons about rows and targets. */
export const PLAN_DATA: Catalogue = {
  'what was written as `{0}` is written as `{1}`, which the target has to have before':
    '原来写入 `{0}` 的内容改为写入 `{1}`，目标表须事先有该列',
  '{0}; `{1}` gets its default': '{0}；`{1}` 取其默认值',
  '{0}; the next run writes it into all rows that it reads, and `{1}` keeps what it has':
    '{0}；下一次运行会写入它读取的所有行，`{1}` 中的值保持不变',
  "{0}; earlier rows keep their values in `{1}` and have NULL in `{2}`, unless the target's own column is renamed":
    '{0}；先前的行在 `{1}` 中保留原值，在 `{2}` 中为 NULL，除非目标表的列本身改名',
  '`{0}` is called `{1}`; files without a header have no names, and stay the same':
    '`{0}` 改名为 `{1}`；没有表头的文件不含列名，内容不变',
  'what is `{0}` in earlier files is `{1}` in those that are written from then on':
    '先前文件中的 `{0}` 在此后写入的文件中是 `{1}`',
  'what is `{0}` in earlier records is `{1}` in those that are written from then on':
    '先前记录中的 `{0}` 在此后写入的记录中是 `{1}`',
  'runs read {0} too, and write it nowhere': '运行会多读取 {0}，但不写到任何地方',
  'the next run writes {0} into all rows that it reads; the target has to have it before':
    '下次运行会给读到的所有行写入 {0}；目标表须先有该列',
  '{0} is written from the next run on; rows up to the cursor {1} keep NULL in it until they are loaded again':
    '从下次运行起写入 {0}；游标 {1} 及之前的行在重新加载之前该列保持 NULL',
  '{0} is written from the next run on; rows that are in the target keep NULL in it until they are loaded again':
    '从下次运行起写入 {0}；目标中已有的行在重新加载之前该列保持 NULL',
  'runs do not read {0} any more; nothing of it was written': '运行不再读取 {0}；它本来也没有写出',
  "{0} is not written any more: new rows get the column's default, earlier ones keep what they have":
    '不再写入 {0}：新行取该列默认值，旧行保持原值',
  '{0} is not written any more: the next run empties the target, and what it has there goes':
    '不再写入 {0}：下次运行会清空目标，其中该列已有的值随之丢失',
  '{0} is not written any more: the next run replaces all rows that it reads by rows without it, and what they have there goes':
    '不再写入 {0}：下次运行会用不含该列的行替换读到的所有行，它们在该列已有的值随之丢失',
  '{0} is not written any more: rows that are replaced lose what they have there':
    '不再写入 {0}：被替换的行会丢失该列已有的值',
  '`{0}` is moved by the type that its table has, no longer as {1}': '`{0}` 按其表中的类型搬运，不再按 {1}',
  '`{0}` is moved as {1}, no longer by the type that its table has': '`{0}` 按 {1} 搬运，不再按其表中的类型',
  '`{0}` is moved as {1}, no longer as {2}: a value that does not fit is refused or cut, by its engine':
    '`{0}` 按 {1} 搬运，不再按 {2}：放不下的值会被拒绝或截断，取决于引擎',
  '`{0}` gets what the source has under its name, no longer {1}': '`{0}` 取源端同名列的值，不再取 {1}',
  'each run executes `{0}` in the target {1}: what is in that table goes':
    '每次运行会在目标中{1}执行 `{0}`：那张表中已有的数据会丢失',
  '`{0}` gets what the source has in `{1}`, by the next run in all rows that it reads':
    '`{0}` 取源端 `{1}` 的值，下次运行会写到读到的所有行',
  '`{0}` gets the constant {1}, by the next run in all rows that it reads':
    '`{0}` 取常量 {1}，下次运行会写到读到的所有行',
  'values of {0} are read in another way ({1}), by the next run in all rows that it reads':
    '{0} 的值按另一种方式读取（{1}），下次运行会用于读到的所有行',
  'runs read {0}, no longer {1}; what came from there goes, as each run empties the target':
    '运行读取 {0}，不再读取 {1}；每次运行都会清空目标，因此来自那里的数据会丢失',
  'runs read what another query selects; what the earlier one brought goes, as each run empties the target':
    '运行读取另一个查询选出的数据；每次运行都会清空目标，因此先前查询带来的数据会丢失',
  'runs read only rows with `{0}`; others that they wrote before go, as each run empties the target':
    '运行只读取满足 `{0}` 的行；每次运行都会清空目标，因此先前写入的其他行会丢失',
  '`{0}` gets what the source has in `{1}`; rows that are in the target keep what they have':
    '`{0}` 取源端 `{1}` 的值；目标中已有的行保持原值',
  '`{0}` gets the constant {1}; rows that are in the target keep what they have':
    '`{0}` 取常量 {1}；目标中已有的行保持原值',
  'values of {0} are read in another way ({1}); rows that are in the target keep what they have':
    '{0} 的值按另一种方式读取（{1}）；目标中已有的行保持原值',
  'every column that is read is written, also those that come later': '读到的每一列都会写出，以后新增的列也一样',
  'every column of the table is read, also those that come later': '读取表的所有列，以后新增的列也一样',
  'only the columns of the list are moved, no longer every one that there is': '只搬运列表中的列，不再搬运所有列',
  'columns of `{0}` are in another order: what is found by its place, as in a file, stands in another column':
    '`{0}` 的列换了顺序：按位置取值的（例如文件）会落到另一列',
  '`{0}` has another list of columns': '`{0}` 的列清单变了',
  'runs read from the datasource `{0}`, which is the same place as `{1}`':
    '运行从数据源 `{0}` 读取，它与 `{1}` 是同一处',
  'runs write to the datasource `{0}`, which is the same place as `{1}`': '运行写入数据源 `{0}`，它与 `{1}` 是同一处',
  '`{0}` is another place ({1}): what earlier runs read or wrote there is not in it, unless it was copied':
    '`{0}` 换了地方（{1}）：除非已经复制过去，以前运行读写的数据不在新地方',
  'runs connect to `{0}` with other credentials ({1}): a table that is named without a schema may be another one':
    '运行以其他凭据（{1}）连接 `{0}`：未写 `schema` 的表可能是另一张表',
  'runs connect to `{0}` with other credentials ({1})': '运行用另一套凭据连接 `{0}`（{1}）',
  'runs connect to `{0}` in another way ({1})': '运行以另一种方式连接 `{0}`（{1}）',
  'files are read in another form ({0}): those of the earlier one fail or give other values':
    '文件按另一种格式读取（{0}）：原格式的文件会失败或得到不同的值',
  'files are written in another form ({0}); those that are there stay in the earlier one':
    '文件按另一种格式写出（{0}）；已有的文件保持原格式',
  'rows that only the new filter selects and that the cursor on `{0}` has passed are not read':
    '只有新条件才选中、但 `{0}` 的游标已越过的行不会再读取',
  'rows that only the new filter selects and whose `{0}` is up to {1} are not read':
    '只有新条件才选中、且 `{0}` 不大于 {1} 的行不会再读取',
  'runs read only rows with `{0}`; others that they wrote before stay in the target':
    '运行只读取满足 `{0}` 的行；以前写入的其他行仍留在目标中',
  'runs read all rows, no longer only those with `{0}`': '运行读取所有行，不再只读取满足 `{0}` 的行',
  'runs read rows with `{0}`, no longer those with `{1}`': '运行读取满足 `{0}` 的行，不再按 `{1}` 选取',
  'rows are taken for the same by {0}, no longer by {1}: the target needs a unique index on it, and rows that the earlier key kept apart may be written over each other':
    '按 {0} 判定同一行，不再按 {1}：目标须有对应的唯一索引，原来不同的行可能互相覆盖',
  'rows take the place of what is there, no longer by `{0}`': '写入的行取代原有的数据，不再用 `{0}`',
  'rows are added to those that are there, no longer by `{0}`': '改为追加写入，不再用 `{0}`',
  'each run empties {0} before it writes: what is in it goes': '每次运行写入前会清空{0}：其中的数据会消失',
  'each run empties {0} before it writes (`{1}`): what is in it goes':
    '每次运行写入前会清空{0}（`{1}`）：其中的数据会消失',
  'the partition {0} of {1}': '{1} 的分区 {0}',
  'each run adds all rows that it reads: those that are in the target already are there once more':
    '每次运行都追加读到的全部行：目标中已有的行会再多一份',
  'each run adds all rows that it reads: those up to the cursor {0}, which are in the target already, are there once more':
    '每次运行都追加读到的全部行：目标中已有的、游标 {0} 及之前的行会再多一份',
  'rows that the stream reads again after a failure, since its last checkpoint, are in the target twice':
    '流在失败后重新读取的行（自最近一次检查点起）在目标中会有两份',
  'the rows of a fire that is run again are in the target twice': '重跑某次触发时，其行在目标中会有两份',
  'rows that are read again, as after a cursor that is set back, are in the target twice':
    '重新读取的行（例如游标被调回之后）在目标中会有两份',
  'a run that fails half way and is tried again adds once more what the failed attempt had written':
    '中途失败后重试的运行会把失败的那次已写入的行再追加一遍',
  'the rows that its first run loads again are in the target twice': '首次运行重复加载的行在目标中会有两份',
  'each of the {0} runs of a day adds the rows of that day once more': '一天的 {0} 次运行每次都会把当天的行再追加一遍',
  'rows that are read again by `{0}` are in the target twice': '按 `{0}` 重复读取的行在目标中会有两份',
  'no key says which rows are the same: a row that comes again is in the target twice, unless a unique index there keeps it from that':
    '没有键来判定同一行：再次到来的行在目标中会有两份，除非目标上有唯一索引阻止',
  'a row whose {0} changes is in the target twice: by {1} it is another one':
    '{0} 变化的行在目标中会有两份：按 {1} 它是另一行',
  'a row takes the place of the one with its key as a whole: columns that are not written get their default':
    '按键整行替换：没有写的列取默认值',
  'rows are written over those with their key, and rows that are gone from the source stay in the target':
    '按键覆盖写入；源端已删除的行仍留在目标中',
  'rows are written over those with their key, no longer by `{0}`': '按键覆盖写入，不再用 `{0}`',
  'runs take another time or memory by {0}, and move the same rows': '{0} 只影响耗时或内存，搬运的行不变',
  'nothing of what a run does changes by {0}': '{0} 不改变运行的任何行为',
  'runs work with another {0}: which rows are moved, or what is in them, may be others':
    '运行使用另一个 {0}：搬运哪些行、行中的内容可能不同',
  'rows are written into the table itself, no longer into the partition {0}': '写入表本身，不再写入分区 {0}',
  'rows are written into the partition {0}; those that are there already stay where they are':
    '写入分区 {0}；已有的行留在原处',
  'runs read what another query selects; what the earlier one brought stays in the target':
    '运行读取另一条查询的结果；原查询带来的行仍留在目标中',
  'rows are written to {0} by another connector': '改用另一个连接器写入 {0}',
  'rows are written to {0}; {1} stays as it is and gets no more': '写入 {0}；{1} 保持原样，不再有新数据',
  'the new target gets no rows of earlier runs: those stay in {0} alone until they are loaded again':
    '新目标没有以前运行的行：在重新加载之前它们只在 {0} 中',
  'runs read {0} by another connector': '改用另一个连接器读取 {0}',
  'runs read {0}, no longer {1}; what came from there stays in the target':
    '读取 {0}，不再读取 {1}；从那里来的行仍留在目标中',
  'before it writes': '写入之前',
  'after it has written': '写入之后',
  'a run executes no statement in the target {0} any more': '运行{0}不再在目标上执行语句',
  'each run executes other statements in the target {0}': '每次运行{0}在目标上执行的语句变了',
  'only a first start looks at `start`: a stream that has state goes on from it, one without begins from {0}':
    '只有首次启动才看 `start`：已有状态的流从状态处继续，没有状态的从{0}开始',
  'only a first start looks at `start`: a stream that has state goes on from it, one without begins with what comes after its start':
    '只有首次启动才看 `start`：已有状态的流从状态处继续，没有状态的从启动之后的新数据开始',
  'each run begins from {0}': '每次运行从{0}开始',
  'each run begins with what comes after its start': '每次运行从其启动之后的新数据开始',
  'rows go through SQL on their way; those in the target did not': '行在途中经过 SQL 处理；目标中已有的行没有',
  'rows reach the target as they are in the source; those in it went through SQL':
    '行按源端原样到达目标；目标中已有的行经过了 SQL 处理',
  'rows go through other SQL on their way; those in the target went through the earlier one':
    '行在途中经过另一段 SQL；目标中已有的行经过的是原来的 SQL',
  'a run executes `{0}` and moves no rows any more': '运行改为执行 `{0}`，不再搬运数据',
  'a run moves rows, and executes `{0}` no more': '运行改为搬运数据，不再执行 `{0}`',
  'a run executes `{0}`, no longer `{1}`': '运行执行 `{0}`，不再执行 `{1}`',
  'the source is read by one channel, no longer split by `{0}`': '源端由单通道读取，不再按 `{0}` 切分',
  'the source is read in parts by `{0}`: an index on it spares the database':
    '源端按 `{0}` 切分读取：该列有索引可减轻数据库压力',
  'a query on `{0}`': '`{0}` 上的查询',
  '`{0}.{1}`': '`{0}.{1}`',
  '`{0}`': '`{0}`',
  '`{0}/{1}`': '`{0}/{1}`',
  'rows are written over those with their key, no longer added: a row that is read twice is in the target once':
    '按键覆盖写入，不再追加：读到两次的行在目标中只有一份',
};
