import type { Catalogue } from '../message.ts';

/** Of ranges of fires that are run after the fact. */
export const BACKFILLS: Catalogue = {
  'the range begins after its end: {0} is later than {1}': '范围的起点在终点之后：{0} 晚于 {1}',
  'write the earlier end first': '请先写较早的一端',
  '{0} is a time without an offset': '{0} 是不带时区偏移的时间',
  "write it as 2026-05-01T02:00:00+08:00, or as a day of the schedule's zone: 2026-05-01":
    '请写成 2026-05-01T02:00:00+08:00，或写成调度所在时区的一天：2026-05-01',
  '{0} is not of the years {1} to {2}': '{0} 不在 {1} 年到 {2} 年之间',
  'look at the year: fires of other years cannot be asked for': '请检查年份：不能指定其他年份的触发',
  "{0} is more than a day, and a bizdate is a day of the schedule's zone":
    '{0} 不只是日期，而业务日期是调度所在时区的一天',
  'write the day alone, as 2026-05-01; `fire` takes moments': '请只写日期，如 2026-05-01；时刻请用 `fire`',
  '`{0}` is no range of fire times': '`{0}` 不是触发时间的范围',
  'write it as 2026-05-01T02:00:00+08:00..2026-05-31T02:00:00+08:00, or in days: 2026-05-01..2026-05-31':
    '请写成 2026-05-01T02:00:00+08:00..2026-05-31T02:00:00+08:00，或以天写：2026-05-01..2026-05-31',
  '`{0}` is no range of days': '`{0}` 不是日期的范围',
  'write it as 2026-05-01..2026-05-31': '请写成 2026-05-01..2026-05-31',
  '`{0}` has no clock of its own: it fires after what it depends on':
    '`{0}` 没有自己的时钟：它在所依赖的流水线之后触发',
  'backfill what it depends on, or run single fires of it with `sluice run {0} --fire`':
    '请回填它所依赖的流水线，或用 `sluice run {0} --fire` 逐次运行',
  '`{0}` has no fire times to run after the fact: no clock says when it fires':
    '`{0}` 没有可以事后补跑的触发时间：没有时钟决定它何时触发',
  'run it with `sluice run {0}`, or give it a schedule': '请用 `sluice run {0}` 运行它，或给它一个调度',
  '`{0}` reads from its cursor on, which does not depend on the fire time':
    '`{0}` 从游标处开始读取，而游标不取决于触发时间',
  '`{0}` appends: a fire that has run before would have its rows twice': '`{0}` 以追加方式写入：运行过的触发会使行重复',
  'write with `mode: upsert` or `overwrite`, or clear what a run writes in `preSql`; `--allow-duplicates` (in a file: `allowDuplicates: true`) does it all the same':
    '请用 `mode: upsert` 或 `overwrite` 写入，或在 `preSql` 中清除本次运行要写的数据；`--allow-duplicates`（文件中为 `allowDuplicates: true`）则照做不误',
  'nothing in it depends on the fire time: all runs read the same rows and write them to the same place':
    '其中没有任何内容取决于触发时间：所有运行都读取相同的行并写到相同的位置',
  'each run empties {0} first: the rows of the last run alone are left':
    '每次运行都会先清空 {0}：最后只剩最后一次运行的行',
  "`{0}` follows a pipeline's name": '`{0}` 跟在流水线名称之后',
  'write `sluice backfill PIPELINE --fire A..B`, or `sluice backfill show ID`':
    '请写 `sluice backfill PIPELINE --fire A..B` 或 `sluice backfill show ID`',
  '{0} needs the id of a backfill': '{0} 需要回填的编号',
  '`sluice backfill list` shows them': '`sluice backfill list` 会列出它们',
  caution: '注意',
  'Run these fires of `{0}`?': '运行 `{0}` 的这些触发吗？',
  'backfill {0} is on record: `sluice backfill show {1}` shows how far it is':
    '回填 {0} 已记录：`sluice backfill show {1}` 会显示它的进度',
  '--concurrency {0} is no number of runs': '--concurrency {0} 不是运行的个数',
  'write it as 4': '请写成 4',
  '--stop is of `sluice backfill cancel` alone': '--stop 只用于 `sluice backfill cancel`',
  'runs that have started go on to their end': '已经开始的运行会继续到结束',
  'runs of it that were asked to stop: {0}': '被要求停止的运行：{0}',
  'backfill {0} is {1} already': '回填 {0} 已是 {1}',
  'backfill {0} is {1} already; nothing was changed': '回填 {0} 已是 {1}；未做任何更改',
  'backfill {0} hands out no more until `sluice backfill resume {1}`':
    '回填 {0} 不再发出运行，直到 `sluice backfill resume {1}`',
  'backfill {0} goes on; runs of it that did not succeed are made once more': '回填 {0} 继续；未成功的运行会再做一次',
  'backfill {0} is over: what it has not handed out is not run': '回填 {0} 已结束：尚未发出的不再运行',
  'there is no backfill: `sluice backfill PIPELINE --fire A..B` makes one':
    '没有回填：`sluice backfill PIPELINE --fire A..B` 会建立一个',
  'there is no backfill {0}': '没有回填 {0}',
  '`sluice backfill list` shows those that there are': '`sluice backfill list` 会列出已有的回填',
  '{0}: 1 run, of the fire of {1}': '{0}：1 次运行，触发时间为 {1}',
  '{0}: {1} runs, of the fires from {2} to {3}': '{0}：{1} 次运行，触发时间从 {2} 到 {3}',
  'on record already: {0}; they get one more attempt, of the pipeline as it is now':
    '其中已有记录：{0}；它们按流水线现在的样子再尝试一次',
  'no run has succeeded yet, so that nothing says how many rows it will be, and how long it takes':
    '还没有成功的运行，因此无法估计行数和时长',
  'some {0}, by the last runs that succeeded ({1}); the engine counts no rows':
    '约 {0}，按最近成功的运行（{1}）估计；引擎不统计行数',
  'some {0} rows in {1}, by the last runs that succeeded ({2})': '约 {0} 行，{1}，按最近成功的运行（{2}）估计',
  'the oldest first, {0} at a time': '从最早的开始，每次 {0} 个',
  'the newest first, {0} at a time': '从最新的开始，每次 {0} 个',
  'it stops where a run does not succeed; `sluice backfill resume` goes on from there':
    '遇到未成功的运行即停止；`sluice backfill resume` 从那里继续',
  'it goes on where a run does not succeed': '遇到未成功的运行仍继续',
  'rows may be there twice afterwards: that is allowed': '之后可能有重复的行：这是允许的',
  '{0} of {1}: {2}': '{0}（{1}）：{2}',
  'succeeded {0}, failed {1}, under way {2}, left {3}': '成功 {0}，失败 {1}，进行中 {2}，剩余 {3}',
  'fires from {0} to {1}, {2} at a time': '触发时间从 {0} 到 {1}，每次 {2} 个',
  'asked for by {0} {1}': '由 {0} 提出，{1}',
  'by a file of `backfills/`: {0}': '来自 `backfills/` 中的文件：{0}',
  'why: {0}': '原因：{0}',
  'it hands out nothing: {0} (`{1}`)': '目前不发出运行：{0}（`{1}`）',
  'at the rate so far it is over in {0}': '按目前的速度还需 {0}',
  'recorded {0} after its fire time, by a backfill': '在触发时间之后 {0} 由回填记录',
  'once more, handed out by backfill `{0}`': '由回填 `{0}` 再次发出',
  'recorded by backfill `{0}`, ready to run': '由回填 `{0}` 记录，可以运行',
  'backfill `{0}` of `{1}` is `{2}`: {3} of {4} fires are over':
    '`{1}` 的回填 `{0}` 处于 `{2}`：{4} 个触发中已结束 {3} 个',
  '`sluice backfill show {0}` shows how far it is': '`sluice backfill show {0}` 显示它的进度',
  'backfill `{0}` of `{1}` hands out nothing (`{2}`)': '`{1}` 的回填 `{0}` 目前不发出运行（`{2}`）',
  '`sluice backfill resume {0}` runs once more what did not succeed, and goes on':
    '`sluice backfill resume {0}` 会重跑未成功的并继续',
  'write either `fire` or `bizdate`, as in `bizdate: 2026-05-01..2026-05-31`':
    '请写 `fire` 或 `bizdate` 之一，如 `bizdate: 2026-05-01..2026-05-31`',
  '`{0}` has not one range of fires': '`{0}` 没有唯一的触发范围',
  'the range has no fire of the pipeline': '该范围内没有此流水线的触发',
  "`sluice next` with the pipeline's name shows when it fires": '`sluice next` 加流水线名称会显示它何时触发',
  'the range has more than {0} fires': '该范围内的触发超过 {0} 个',
  'write it in parts, each a file of its own': '请分成几部分，每部分一个文件',
  'the range has {0} fires, more than {1}': '该范围内有 {0} 个触发，超过 {1} 个',
  'add `large: true` where that is meant': '若确是此意，请加 `large: true`',
  'no environment is named `{0}`': '没有名为 `{0}` 的环境',
  'declare it under `environments` in sluice.yaml': '请在 sluice.yaml 的 `environments` 下声明它',
  'two backfills are named `{0}`': '有两个回填名为 `{0}`',
  'a backfill of a name is run once': '一个名称的回填只运行一次',
  'give each a name of its own': '请各用不同的名称',
  '`{0}` and `{1}` have fires of `{2}` in common': '`{0}` 与 `{1}` 有 `{2}` 的相同触发',
  '`{0}` and `{1}` have cursor values of `{2}` in common': '`{0}` 与 `{1}` 有 `{2}` 的相同游标值',
  'each of those rows would be read twice, and the second does not begin before the first has ended':
    '这些行会各读两次，而第二个在第一个结束之前不会开始',
  'the other': '另一个',
  'each of those fires would be run twice, and the second does not begin before the first has ended':
    '这些触发会各运行两次，而第二个在第一个结束之前不会开始',
  'change the range of one, or take out the one that is over': '请更改其中一个的范围，或删去已结束的那个',
  '`{0}` is not deployed': '`{0}` 没有部署',
  'its range has fires that are to come; it begins when all are over': '其范围内还有未到的触发；全部过去后才开始',
  'what is deployed of `{0}` has no fires in its range, or too many':
    '`{0}` 已部署的版本在其范围内没有触发，或触发过多',
  'backfill {0} is under way and has fires of its range; it begins when that is over':
    '回填 {0} 正在进行并含有其范围内的触发；待其结束后开始',
  '`{0}` was deployed anew at this very moment': '`{0}` 恰在此刻重新部署',
  '`{0}` was begun as something else: it is `{1}`': '`{0}` 开始时的内容与现在不同：它处于 `{1}`',
  'a backfill of a name is run once, as it was when it was begun: `sluice backfill show {0}`':
    '一个名称的回填只运行一次，按开始时的内容：`sluice backfill show {0}`',
  'give what is to be run now a name of its own': '现在要运行的内容请另取名称',
  '`{0}` does not begin: {1}': '`{0}` 尚未开始：{1}',
  'it is looked at again by itself': '之后会自动再次查看',
  'range of a backfill not understood': '回填的范围无法理解',
  'backfill of no fires, or of too many': '回填没有触发，或触发过多',
  'pipeline that cannot be backfilled': '不能回填的流水线',
  'backfill would have rows twice': '回填会使行重复',
  'two backfills of one name, or of the same fires': '两个回填同名，或触发相同',
  'backfill changed after it was begun': '回填在开始之后被更改',
  'backfill cannot begin': '回填不能开始',
};
