import type { Catalogue } from '../message.ts';

/** The rules about schedules (src/compiler/check). */
export const SCHEDULE_RULES: Catalogue = {
  '{0}; {1}': '{0}；{1}',
  '`{0}` fires {1} times on each of its days': '`{0}` 在触发日会触发 {1} 次',
  'it fires again and again within the {0}, not once': '它会在这一{0}内反复触发，而不是只触发一次',
  'write `{0}` to fire once': '只触发一次请写 `{0}`',
  'xxl-job fires `{0}` on other days in some of its versions': '某些版本的 xxl-job 会在别的日期触发 `{0}`',
  'xxl-job 3.1.0 to 3.3.2 misses or misplaces it in months of less than 31 days':
    'xxl-job 3.1.0 到 3.3.2 在不足 31 天的月份会漏触发或触发错日期',
  'here it fires as in Quartz 2.5.2 and xxl-job 3.4': '这里的触发规则与 Quartz 2.5.2 和 xxl-job 3.4 一致',
  'compare with `sluice next` before both run beside each other': '两者并行运行之前，请用 `sluice next` 对比触发时间',
  'xxl-job before 3.1 takes no `L` in a list': 'xxl-job 3.1 之前不支持在列表中使用 `L`',
  'xxl-job before 3.1 fires on the first `W` of a list alone, and says nothing':
    'xxl-job 3.1 之前只按列表中的第一个 `W` 触发，不作任何提示',
  'fires at a time that the clocks of `{0}` skip or repeat': '触发时间落在 `{0}` 夏令时切换时被跳过或重复的时段',
  'choose a time outside {0}, or a `timeZone` without daylight saving such as `UTC`':
    '避开 {0} 这段时间，或使用没有夏令时的 `timeZone`，例如 `UTC`',
  '{0} does not exist on {1}: Sluice fires at the first moment after, Quartz and xxl-job leave the day out':
    '{1} 这些天没有 {0}：Sluice 在其后的第一刻触发，Quartz 和 xxl-job 当天不触发',
  '{0} comes twice on {1}: Sluice fires at the earlier, Quartz and xxl-job at the later':
    '{1} 这些天 {0} 出现两次：Sluice 在较早的一次触发，Quartz 和 xxl-job 在较晚的一次触发',
  '{0} does not exist on {1}: with `dst: quartz` the day is left out':
    '{1} 这些天没有 {0}：在 `dst: quartz` 下当天不触发',
  '{0} comes twice on {1}: with `dst: quartz` it fires at the later alone':
    '{1} 这些天 {0} 出现两次：在 `dst: quartz` 下只在较晚的一次触发',
  'it is for `cron` and `every`; leave it out': '它只用于 `cron` 和 `every`；请去掉它',
  '`jitter` is {0}, and the shortest time between two fires is {1}': '`jitter` 为 {0}，而两次触发之间最短间隔为 {1}',
  'a run would start when the next fire is due already': '运行开始时，下一次触发可能已经到期',
  'write less than {0}': '请写小于 {0} 的值',
  '`{0}` never starts: its freezes leave no moment for it': '`{0}` 永远不会启动：冻结窗口没有给它留下任何时刻',
  'shorten one that denies, lengthen one that allows, or leave the pipeline out of its `select`':
    '缩短禁止的窗口，延长允许的窗口，或不在其 `select` 中选中此流水线',
  '`{0}` never runs: its freezes skip all of its fires': '`{0}` 永远不会运行：冻结窗口会跳过它的所有触发',
  'these concern it: {0}': '与它有关的：{0}',
  'fire when starts are allowed, or write `fires: hold`: fires wait for the end of it':
    '在允许启动时触发，或写 `fires: hold`：触发会等到冻结结束',
  '`{0}` selects no pipeline for the freeze `{1}`': '`{0}` 没有为冻结 `{1}` 选中任何流水线',
  'write a name, a glob as in `orders-*`, or `tag:x`': '写名称、通配符（如 `orders-*`）或 `tag:x`',
  '`{0}` cannot stand beside `cron` and `for`': '`{0}` 不能与 `cron` 和 `for` 同时使用',
  'keep `from` and `to` for a window that comes once, `cron` and `for` for one that comes again':
    '只出现一次的窗口用 `from` 和 `to`，反复出现的用 `cron` 和 `for`',
  'the freeze has no moment in it: its `to` is not after its `from`': '冻结窗口为空：`to` 不晚于 `from`',
  '`to` is the first moment after it': '`to` 是窗口之后的第一个时刻',
  'the freeze lasts {0}, and begins again after {1} already': '冻结持续 {0}，而 {1} 后就再次开始',
  'starts are allowed without end: it says nothing': '启动始终被允许：这个窗口没有意义',
  'it has no end: nothing that it concerns would ever start': '它没有终点：与它有关的流水线永远不会启动',
  'the freeze does not say when it is': '冻结没有说明时间',
  'add `from` and `to`, or `cron` and `for`': '加上 `from` 和 `to`，或 `cron` 和 `for`',
  'freeze without a moment in it': '空的冻结窗口',
  'freeze without an end': '没有终点的冻结',
  'pipeline that freezes never let start': '冻结使流水线永远无法启动',
  'freeze that concerns no pipeline': '冻结与任何流水线无关',
  'Sluice has a calendar `{0}` itself': 'Sluice 自带日历 `{0}`',
  'give it another name, and `base: {0}` where it is made of that one': '换一个名称；若以它为基础，写 `base: {0}`',
  'the days of `{0}` are known before {1} only': '`{0}` 的日子只已知到 {1} 之前',
  'leave `until` out: it ends with them': '去掉 `until`：它随数据一起结束',
  '`{0}` is not before {1}, where the calendar ends': '`{0}` 不早于 {1}，而日历在那时结束',
  'leave the date out, or let `until` be later': '去掉该日期，或把 `until` 推后',
  '`{0}` stands in the calendar twice': '`{0}` 在日历中出现两次',
  'first here': '首次出现在这里',
  '`{0}` is not a date': '`{0}` 不是日期',
  'write it as `2026-12-24`': '请写成 `2026-12-24`',
  'unknown calendar': '未知的日历',
  'date twice in a calendar': '日历中重复的日期',
  'calendar that cannot be what it says': '日历无法如其所写',
  'starts spread over more than the interval': '启动分散的范围超过触发间隔',
  'write it as `2026-12-24`, `2026-12-24T06:00` or `2026-12-24T06:00:00+08:00`':
    '写成 `2026-12-24`、`2026-12-24T06:00` 或 `2026-12-24T06:00:00+08:00`',
  'the schedule never fires: its `end` is not after its `start`': '调度永远不会触发：`end` 不晚于 `start`',
  '`end` is the first moment at which it fires no more': '`end` 是不再触发的第一个时刻',
  'the schedule never fires: none of its times is on a day of `{0}`': '调度永远不会触发：没有一个时刻落在 `{0}` 的日子',
  'leave `calendar` out, or choose other days': '去掉 `calendar`，或选择别的日子',
  'the days of `{0}` are known before {1}': '`{0}` 的日子已知到 {1} 之前',
  '`{0}` is not a time': '`{0}` 不是时间',
  'the schedule never fires again: its `end` is over': '调度不会再触发：`end` 已经过去',
  'write a later time, leave `end` out, or take the pipeline away': '写一个更晚的时间、去掉 `end`，或删除该流水线',
  'the schedule never fires: it has no fire between its `start` and its `end`':
    '调度永远不会触发：`start` 和 `end` 之间没有触发',
  '`sluice next` shows when it fires without them; `end` itself is not a moment at which it fires':
    '`sluice next` 显示没有它们时何时触发；`end` 本身不是触发时刻',
  'it says how `cron` is read; leave it out': '它说明如何读取 `cron`；请去掉它',
  'a job is started {0} times a day, more often than once a minute': '每天启动 {0} 次作业，比每分钟一次还频繁',
  'on `{0}` each run starts a job of its own, which takes seconds before its first row':
    '在 `{0}` 上每次运行都要启动一个作业，读到第一行之前就要花数秒',
  'fire once a minute at most, or use `after:`, which waits for the run before':
    '最多每分钟触发一次，或使用 `after:`，它会等上一次运行结束',
  'the first of six fields is seconds; for minutes write `{0}`': '六个字段中的第一个是秒；要表示分钟请写 `{0}`',
  'a run may last {0}, longer than the {1} between two fires': '一次运行最长 {0}，超过两次触发之间的 {1}',
  'give a `timeout` of {0} at most, or fire less often': '把 `timeout` 设为不超过 {0}，或降低触发频率',
  'fires every {0} at its shortest': '触发间隔最短为 {0}',
  'the waits between {0} attempts are {1}, longer than the {2} between two fires':
    '{0} 次尝试之间的等待共 {1}，超过两次触发之间的 {2}',
  'try fewer times or wait less: `max` is the longest wait': '减少尝试次数或缩短等待：`max` 是最长等待时间',
  'with `overlap: skip` the fires that come meanwhile are skipped': '使用 `overlap: skip` 时，期间到来的触发会被跳过',
  'with `overlap: queue-one` one fire waits, and the others that come meanwhile are skipped':
    '使用 `overlap: queue-one` 时，只有一次触发排队，期间的其他触发会被跳过',
  'with `overlap: queue-all` fires pile up faster than they are worked off':
    '使用 `overlap: queue-all` 时，触发的堆积速度会超过处理速度',
  'with `overlap: cancel-running` the next fire stops the run before its time is up':
    '使用 `overlap: cancel-running` 时，下一次触发会在超时之前中止本次运行',
  'no row is lost by it: the next run goes on from the cursor': '不会因此丢数据：下一次运行会从游标处继续',
  '{0} never fire at the same time': '{0} 永远不会在同一时刻触发',
  '`{0}` needs all it depends on to succeed for one and the same fire time: it would never run':
    '`{0}` 需要所依赖的流水线在同一触发时间全部成功，因此永远不会运行',
  'give them one schedule, or give the pipelines between them schedules of their own: each then waits for the last fire before its own':
    '让它们使用同一调度，或给中间的流水线各自设置调度：这样它只等待自己触发之前的最近一次',
  '`{0}` fires by this': '`{0}` 按此触发',
  'for minutes write six fields: `0 {0} * * * ?`': '要表示分钟请写六个字段：`0 {0} * * * ?`',
  'after a month of 31 days it fires on day {0} and then on day 1':
    '在 31 天的月份之后，它会先在 {0} 日、再在 1 日触发',
  'for an even interval write `every: {0}d`': '要均匀的间隔请写 `every: {0}d`',
  'for an even interval write `every: {0}{1}`': '要均匀的间隔请写 `every: {0}{1}`',
  'it fires at {0} and then at 0, after {1}{2}': '它在 {0} 触发后，仅隔 {1}{2} 又在 0 触发',
  '`{0}` is not an even interval': '`{0}` 不是均匀的间隔',
  '`{0}` is suspended': '`{0}` 已暂停',
  'a run of `{0}` that would wait for it is skipped': '`{0}` 需要等待它的运行会被跳过',
  '`{0}` does not start until it runs again': '在它恢复之前 `{0}` 不会启动',
  'suspend `{0}` too, or take the dependency away': '同时暂停 `{0}`，或去掉这个依赖',
  '`{0}` is continuous: it has no fires and no end': '`{0}` 是持续运行的：没有触发，也不会结束',
  '`{0}` waits for the others alone': '`{0}` 只等待其余的流水线',
  '`{0}` does not wait for it': '`{0}` 不会等待它',
  '`{0}` would never start': '`{0}` 永远不会启动',
  'take the dependency away': '去掉这个依赖',
  'give `{0}` a schedule of its own': '给 `{0}` 设置自己的调度',
  '`{0}` fires when its last run has ended, at no time that another pipeline has too':
    '`{0}` 在上一次运行结束后触发，其触发时间不会与别的流水线相同',
  '`{0}` waits for it to succeed for exactly the same fire time, which does not come':
    '`{0}` 等待它在完全相同的触发时间成功，而这不会发生',
  'give `{0}` a `cron` or `every`, or let `{1}` depend on it alone and without a schedule':
    '给 `{0}` 设置 `cron` 或 `every`，或让 `{1}` 只依赖它且不设调度',
  '`{0}` runs only when somebody starts it': '`{0}` 只在有人手动启动时运行',
  '`{0}` waits for it to succeed for exactly the same fire time': '`{0}` 等待它在完全相同的触发时间成功',
  'give `{0}` a schedule, or start it with `sluice run {1} --fire TIME`':
    '给 `{0}` 设置调度，或用 `sluice run {1} --fire TIME` 启动',
  'Sunday to Thursday': '周日至周四',
  'Friday and Saturday': '周五和周六',
  '`{0}` is {1} here': '`{0}` 在这里表示{1}',
  'Quartz counts from 1 = Sunday, Unix from 1 = Monday': 'Quartz 从 1 = 周日算起，Unix 从 1 = 周一算起',
  'write the days by name: `{0}`, or `{1}` where that is meant': '用名称表示星期：`{0}`；若本意如此，则写 `{1}`',
  'the periods of fires of `{0}` that the freeze `{1}` skips are never loaded':
    '冻结 `{1}` 跳过 `{0}` 的触发，其对应的周期不会再加载',
  'write `fires: hold`: fires wait for the end of it; or leave the pipeline out of its `select`':
    '写 `fires: hold`，触发会等到冻结结束；或不让其 `select` 选中该流水线',
  'after an outage of more than {0}, some periods are never loaded': '停机超过 {0} 后，有些时段的数据再也不会加载',
  'each fire loads rows of its own, and of those missed only the newest {0} are made up for':
    '每次触发加载各自的数据，错过的触发只补最新的 {0} 次',
  'for a day write `misfire: {0}`': '要覆盖一天请写 `misfire: {0}`',
  'make up for a day: `limit: {0}`': '补足一天：`limit: {0}`',
  'a continuous pipeline has no fires, so `${{0}}` never moves on': '持续运行的流水线没有触发，`${{0}}` 不会再变化',
  'it is filled once, when somebody starts the stream, and stays so until the next start':
    '它只在启动流时填一次，直到下次启动都不变',
  'write the value itself, or give the pipeline a `cron` or `every`': '直接写值，或给流水线设置 `cron` 或 `every`',
  '`${window.start}` is the same time as `${window.end}` here: the window is empty':
    '这里 `${window.start}` 与 `${window.end}` 是同一时刻：窗口为空',
  'a window goes from the fire before to this one, and `{0}` has no fire before by its arithmetic':
    '窗口从上一次触发到本次触发，而 `{0}` 无法推算上一次触发',
  'use `cron` or `every`, or say how far back: `${fire-1d}`': '使用 `cron` 或 `every`，或写明回溯多久：`${fire-1d}`',
  'it does not fire after that time': '在此之后不再触发',
  '{0} does not exist on this day': '当天没有 {0}',
  'skipped by the freeze `{0}`': '被冻结 `{0}` 跳过',
  'held by the freeze `{0}`': '被冻结 `{0}` 推迟',
  'held by the freeze `{0}` until {1}': '被冻结 `{0}` 推迟到 {1}',
  'the earlier of two {0}': '两次 {0} 中较早的一次',
  'the later of two {0}': '两次 {0} 中较晚的一次',
};
