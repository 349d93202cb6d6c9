import type { Catalogue } from '../message.ts';

/** Of ranges of fires that are run after the fact. */
export const BACKFILLS: Catalogue = {
  'the range begins after its end: {0} is later than {1}': '范围的起点在终点之后：{0} 晚于 {1}',
  'write the earlier end first': '请先写较早的一端',
  '{0} is a time without an offset': '{0} 是不带时区偏移的时间',
  "write it as 2026-05-01T02:00:00+08:00, or as a day of the schedule's zone: 2026-05-01":
    '请写成 2026-05-01T02:00:00+08:00，或写成调度所在时区的一天：2026-05-01',
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
  'a run of the past would read nothing, or rows that are loaded: run a recorded fire once more with `sluice run {0} --fire T --again`, which reads what it read then, or select by `window` or `bizdate` in `where`':
    '补跑过去的触发不会读到数据，或读到已加载的行：请用 `sluice run {0} --fire T --again` 重跑已记录的触发（它读取当时所读的数据），或在 `where` 中用 `window` 或 `bizdate` 选择',
  '`{0}` appends: a fire that has run before would have its rows twice': '`{0}` 以追加方式写入：运行过的触发会使行重复',
  'write with `mode: upsert` or `overwrite`, or clear what a run writes in `preSql`; `--allow-duplicates` (in a file: `allowDuplicates: true`) does it all the same':
    '请用 `mode: upsert` 或 `overwrite` 写入，或在 `preSql` 中清除本次运行要写的数据；`--allow-duplicates`（文件中为 `allowDuplicates: true`）则照做不误',
  'nothing in it depends on the fire time: all runs read the same rows and write them to the same place':
    '其中没有任何内容取决于触发时间：所有运行都读取相同的行并写到相同的位置',
  'each run empties {0} first: the rows of the last run alone are left':
    '每次运行都会先清空 {0}：最后只剩最后一次运行的行',
};
