import type { Catalogue } from '../message.ts';

const RATES: Catalogue = {
  'what comes to {0} meanwhile waits there: what its retention takes before the stream goes on is lost':
    '其间进入 {0} 的数据会在那里等待：流恢复之前被其保留策略清除的数据会丢失',
  '1 fire a day': '每天触发 1 次',
  '{0} fires a day': '每天触发 {0} 次',
  '1 fire a week': '每周触发 1 次',
  '{0} fires a week': '每周触发 {0} 次',
  '1 fire a year': '每年触发 1 次',
  '{0} fires a year': '每年触发 {0} 次',
};

const SCHEDULES: Catalogue = {
  'it fires {0}, no longer {1}': '触发时间改为：{0}，不再是：{1}',
  '{0}: {1}': '{0}：{1}',
  '{0} instead of {1}': '{0}，此前{1}',
  'the first new fire is at {0}': '首次新增的触发在 {0}',
  'the fire at {0} is no more': '{0} 的触发不再发生',
  'of a time that the clock skips it no longer fires, and of one that comes twice it fires at the later, as Quartz does':
    '时钟跳过的时刻不再触发，重复的时刻在较晚的一次触发，与 Quartz 一致',
  'of a time that the clock skips it fires at the first moment after, and of one that comes twice at the earlier, no longer as Quartz does':
    '时钟跳过的时刻在其后的第一刻触发，重复的时刻在较早的一次触发，不再与 Quartz 一致',
  'its schedule is written in another way, and fires at the same times of the clock':
    '只是调度的写法变了，触发时刻不变',
  'it is a stream that goes on without an end, and no longer fires {0}': '它变为持续运行的流，不再按此触发：{0}',
  'it fires {0}, and is no longer a stream that goes on without an end': '触发时间为：{0}，不再是持续运行的流',
  'it is no longer a stream that goes on without an end: it runs when somebody starts it':
    '它不再是持续运行的流，只在有人启动时运行',
  'it does not fire by itself any more, only when somebody starts it: it fired {0}':
    '它不再自动触发，只在有人启动时运行；此前的触发时间为：{0}',
  '{0}, and the fire at {1} is no more': '{0}，{1} 的触发不再发生',
  'its end, {0}, has passed: it never fires again': '它的结束时间 {0} 已过：不会再触发',
  'it has no fire left: the days of `{0}` are not known from {1} on': '没有剩余的触发：`{0}` 自 {1} 起的日子尚未知',
  'its last fire is over: it never fires again': '它的最后一次触发已过：不会再触发',
  'its time, {0}, has passed, and it has fired since: it never fires again':
    '指定的时间 {0} 已过，且此后已触发过：它永远不会再触发',
  'the times of its schedule and in its texts are of the clock of {0}, no longer of {1}':
    '它的调度和文本中的时间按 {0} 的时钟，不再按 {1}',
  'the times in its texts are of the clock of {0}, no longer of {1}; this alone moves no fire':
    '文本中的时间改按 {0} 的时钟计算，不再按 {1}；仅此一项不会移动触发时刻',
  'it fires by the clock of {0}, no longer of {1}: its next fires stay where they are':
    '改按 {0} 的时钟触发，不再按 {1}：接下来的触发时刻不变',
  'it fires by the clock of {0}, no longer of {1}: its next fire stays, and later ones move':
    '改按 {0} 的时钟触发，不再按 {1}：下一次触发不变，之后的会移动',
  'it fires at the same times of the clock of {0}, no longer of {1}: the next is at {2}, {3} than the one at {4} ({5}, not {6})':
    '改按 {0} 的时钟在同样的钟点触发，不再按 {1}：下一次在 {2}，比原来的 {4} {3}（即 {5}，而不是 {6}）',
  '{0} later': '晚 {0}',
  '{0} earlier': '早 {0}',
  'the clock of {0} has no {1} on {2}: it fires at {3} that day': '{0} 的时钟在 {2} 没有 {1} 这个时刻：那天在 {3} 触发',
  'the clock of {0} has {1} twice on {2}: it fires at the earlier, {3}':
    '{0} 的时钟在 {2} 会两次走到 {1}：在较早的一次触发，即 {3}',
  'the clock of {0} has no {1} on {2}: it does not fire then': '{0} 的时钟在 {2} 没有 {1} 这个时刻：那次不触发',
  'the clock of {0} has {1} twice on {2}: it fires at the later, {3}':
    '{0} 的时钟在 {2} 会两次走到 {1}：在较晚的一次触发，即 {3}',
  'it begins in the same second as {0} on the datasource `{1}`: {2}':
    '它与{0}在同一秒开始，读取同一个数据源 `{1}`：{2}',
  'at {0}': '在 {0}',
  '{0}, first at {1}': '{0}，首次在 {1}',
  '{0} in the next 24h, first at {1}': '未来 24 小时内{0}，首次在 {1}',
  '{0} times in the next {1}, first at {2}': '未来 {1} 内 {0} 次，首次在 {2}',
  '{0} others ({1} and {2} more)': '另外 {0} 条流水线（{1} 等，其余 {2} 条）',
  '{0} others ({1})': '另外 {0} 条流水线（{1}）',
};

const POLICIES: Catalogue = {
  'fires that come while nothing runs them are skipped': '无人执行期间到来的触发会被跳过',
  'a run waits for its start however long it takes, no longer {0} at most': '运行会一直等待启动，不再最多等 {0}',
  'other freezes say when it may start': '决定何时可以启动的冻结窗口有变化',
  'of its next {0} fires freezes hold {1} and skip {2}; before, they held {3} and skipped {4}':
    '接下来 {0} 次触发中，冻结会推迟 {1} 次、跳过 {2} 次；原先推迟 {3} 次、跳过 {4} 次',
  'a run starts at its fire time, no longer up to {0} later': '运行在触发时间启动，不再最多晚 {0}',
  'a run starts up to {0} after its fire time, by a time that its name decides':
    '运行在触发时间之后最多 {0} 启动，具体由其名称决定',
  '{0}; before, it started at once': '{0}；原先立即启动',
  '{0}, no longer up to {1}': '{0}，原先最多 {1}',
  'a run that nobody has started {0} after its fire is skipped; before, it waited':
    '触发后 {0} 仍未启动的运行会被跳过；以前会一直等待',
  'a run that nobody has started {0} after its fire is skipped, no longer after {1}':
    '触发后 {0} 仍未启动的运行会被跳过，原先是 {1}',
  'a fire counts as missed when it is late by more than {0}, no longer {1}': '触发迟到超过 {0} 即算错过，原先是 {1}',
  'of the fires that come while nothing runs them only the newest is made up for':
    '无人执行期间到来的触发只补最新的一次',
  'of the fires that come while nothing runs them the newest {0} are made up for, oldest first':
    '无人执行期间到来的触发补最新的 {0} 次，从最早的开始',
  '{0}; the rows of a fire that is left out are never loaded': '{0}；被略过的触发所对应的数据永远不会加载',
  '{0}; the rows of a run that is stopped are never loaded': '{0}；被停止的运行所对应的数据永远不会加载',
  'a fire that comes while a run goes on is skipped': '上一次运行未结束时到来的触发会被跳过',
  'of the fires that come while a run goes on one waits for its end, the others are skipped':
    '上一次运行未结束时到来的触发只有一次排队等待，其余跳过',
  'every fire that comes while a run goes on waits for its turn': '上一次运行未结束时到来的触发全部排队等待',
  'a fire stops the run that goes on and takes its place': '新的触发会停止正在进行的运行并取而代之',
  'a fire starts a run beside the one that goes on': '新的触发会与正在进行的运行同时运行',
  'it waits until {0} has succeeded': '它要等 {0} 成功之后才运行',
  'it waits until {0} have succeeded': '它要等 {0} 都成功之后才运行',
  '{0}: next for the fire at {1}': '{0}：下一次对应 {1} 的触发',
  '{0}: its fire at {1} waits {2}': '{0}：它在 {1} 的触发{2}',
  'for a run of `{0}` for that same time': '等待 `{0}` 同一时刻的运行',
  'for nothing of `{0}`, which does not fire between the fire before and this one':
    '不必等待 `{0}`，因为它在上一次与这一次触发之间没有触发',
  'for `{0}`, which is suspended, so that it is skipped': '等待已暂停的 `{0}`，因此会被跳过',
  'for that of `{0}` at {1}': '等待 `{0}` 在 {1} 的触发',
  'it starts also when {0} has succeeded': '{0} 成功后它也会启动',
  'it starts also when one of {0} has succeeded': '{0} 中任意一个成功后它也会启动',
  'one of {0} that succeeds is enough, and it may read what the others have not completed':
    '{0} 中任意一个成功即可，它可能读到其余尚未写完的数据',
  'it waits until all of {0} have succeeded, not only one of them': '它等待 {0} 全部成功，而不再只等其中一个',
  'it waits without a limit, and is skipped where an upstream does not succeed':
    '它的等待没有时限；上游未成功时会被跳过',
  'a run that has waited {0} fails': '等待超过 {0} 的运行会失败',
  'a run that has waited {0} is skipped': '等待超过 {0} 的运行会被跳过',
  'a run that has waited {0} runs, and may read what is not complete yet':
    '等待超过 {0} 的运行会照常执行，可能读到尚未写完的数据',
  'it does not wait for {0} any more, and may read what is not complete yet': '它不再等待 {0}，可能读到尚未写完的数据',
};

const CHANGE_OVER: Catalogue = {
  '{0}; runs that somebody starts read and write beside it': '{0}；有人启动的运行与它并行读写',
  '{0}; no other run can be started before': '{0}；在此之前无法启动其他运行',
  '{0}; by `overlap: skip` each fire before is skipped': '{0}；按 `overlap: skip`，在此之前的每次触发都被跳过',
  '{0}; by `overlap: queue-one` the first fire waits for its end, and others before it are skipped':
    '{0}；按 `overlap: queue-one`，第一次触发等它结束，在此之前的其余触发被跳过',
  '{0}; by `overlap: queue-all` fires wait for its end': '{0}；按 `overlap: queue-all`，触发都等它结束',
  'by `overlap: cancel-running` the first fire cancels the job of the stream, if one runs':
    '按 `overlap: cancel-running`，第一次触发会取消流的作业（如果正在运行）',
  '{0}; by `overlap: allow` runs read and write beside it': '{0}；按 `overlap: allow`，运行与它并行读写',
  'while no job of it runs, what comes to {0} waits there: what its retention takes before the stream goes on is lost':
    '没有作业运行期间，到达 {0} 的数据留在那里：流继续之前因保留期限被清除的数据会丢失',
  'it does not start by itself until it is set to `running` again': '在重新设为 `running` 之前，它不会自动启动',
  'it does not fire until it is set to `running` again: the fire at {0} is the first that is left out, and none of them is made up for':
    '在重新设为 `running` 之前它不会触发：从 {0} 的触发起都被略过，且不会补跑',
  '{0}; its run that is not over is finished as it is': '{0}；尚未结束的那次运行会照原样跑完',
  '{0}; its {1} runs that are not over are finished as they are': '{0}；尚未结束的 {1} 次运行会照原样跑完',
  'it may start again': '它可以再次启动',
  'it fires again, next at {0}': '它恢复触发，下一次在 {0}',
  '{0}; the fires that came while it was suspended are not made up for': '{0}；暂停期间的触发不会补跑',
  '{0}; it has missed none': '{0}；没有错过任何触发',
  '{0}; more than {1} fires that came since the last one, at {2}, are not made up for':
    '{0}；自上一次触发（{2}）以来错过的触发超过 {1} 次，都不会补跑',
  '{0}; {1} of its fires since the last one, at {2}, are not made up for':
    '{0}；自上一次触发（{2}）以来错过的 {1} 次触发不会补跑',
  'the fire at {0} is due and not on record yet: once the new schedule is deployed it never runs':
    '{0} 的触发已到期但尚未记录：新调度部署后它永远不会运行',
  '{0} fires from {1} on are due and not on record yet: once the new schedule is deployed they never run':
    '自 {1} 起有 {0} 次触发已到期但尚未记录：新调度部署后它们永远不会运行',
  'once deployed it fires at once, for {0}': '部署后立即触发，对应 {0}',
  'once deployed it fires at once': '部署后立即触发',
  'once deployed it fires at once, then {0} after each run has ended': '部署后立即触发，此后每次运行结束 {0} 后再触发',
  'its time, {0}, has passed: it is recorded as skipped': '指定的时间 {0} 已过：记录为跳过',
  'its time, {0}, has passed: once deployed it fires at once': '指定的时间 {0} 已过：部署后立即触发',
};

const RUN_TIME: Catalogue = {
  'it fires on {0} of the next {1} days, no longer on {2}: `bizdate` is the day before a fire, so the other days are not loaded':
    '接下来 {1} 天里只有 {0} 天触发，不再是 {2} 天：`bizdate` 是触发的前一天，因此其余各天不会加载',
  'it fires on {0} of the next {1} days, no longer on {2}, and loads the day before each':
    '接下来 {1} 天里有 {0} 天触发，不再是 {2} 天，每次加载前一天',
  '{0} runs of a day have the same `bizdate`, no longer {1}: each of them loads that day again':
    '一天内有 {0} 次运行的 `bizdate` 相同，不再是 {1} 次：每次都会重新加载那一天',
  'each day is loaded by 1 run, no longer by {0}': '每天的数据由 1 次运行加载，不再是 {0} 次',
  'the window of its next run is {0} long, no longer {1}': '下一次运行的窗口长度为 {0}，不再是 {1}',
  'no run reads the window from {0} to {1}: the last run before the change ends there, the first after it begins there; `sluice run --fire` loads it':
    '从 {0} 到 {1} 的窗口没有任何运行读取：变更前的最后一次运行止于前者，变更后的第一次始于后者；可用 `sluice run --fire` 补上',
  'no run has the `bizdate` {0}: the last one before the change is for the day before, the first after it for the day after; `sluice run --fire` loads it':
    '没有任何运行的 `bizdate` 是 {0}：变更前最后一次对应其前一天，变更后第一次对应其后一天；可用 `sluice run --fire` 补上',
  'no run has the `bizdate` {0} to {1}: they lie between the last run before the change and the first after it; `sluice run --fire` loads them':
    '没有任何运行的 `bizdate` 落在 {0} 至 {1}：它们在变更前最后一次与变更后第一次运行之间；可用 `sluice run --fire` 补上',
  'its first run reads the window from {0} to {1} again: the last run before the change has read it':
    '它的第一次运行会再次读取从 {0} 到 {1} 的窗口：变更前的最后一次运行已经读过',
  'its first run has the `bizdate` {0} again: the last run before the change has loaded that day':
    '它的第一次运行的 `bizdate` 又是 {0}：变更前的最后一次运行已经加载过那一天',
  'its first runs have the `bizdate` {0} to {1} again: runs before the change have loaded those days':
    '它最初几次运行的 `bizdate` 又是 {0} 至 {1}：变更前的运行已经加载过这些天',
  'at its next fire {0} is `{1}`, where it would have been `{2}`': '下一次触发时 {0} 为 `{1}`，而不是 `{2}`',
  'at its next fire {0} is `{1}`': '下一次触发时 {0} 为 `{1}`',
  '{0} has the values of the moment for which a run is asked for; at its next fire it would have been `{1}`':
    '{0} 取运行所指定时刻的值；原本下一次触发时为 `{1}`',
  '{0} is `{1}`, with the values of the moment for which a run is asked for': '{0} 为 `{1}`，取运行所指定时刻的值',
  '{0} more of its texts have other values in them at its next fire': '下一次触发时还有 {0} 处文本的值不同',
  'runs take `{0}`, by default `{1}`': '运行可接受参数 `{0}`，默认为 `{1}`',
  'runs take `{0}`, which has to be given: a fire has no value for it': '运行必须给出参数 `{0}`：自动触发时没有它的值',
  'runs do not take `{0}` any more: who gives it is refused': '运行不再接受参数 `{0}`：给出它会被拒绝',
  '`{0}` is `{1}` where nobody gives another, no longer `{2}`': '未另外给出时 `{0}` 为 `{1}`，不再是 `{2}`',
  '`{0}` is `{1}` where nobody gives another': '未另外给出时 `{0}` 为 `{1}`',
  '`{0}` has no default any more: a fire has no value for it': '`{0}` 不再有默认值：自动触发时没有它的值',
  'a value given for `{0}` has to match `{1}`': '给 `{0}` 的值必须匹配 `{1}`',
};

const RESOURCES: Catalogue = {
  'a run fails at the first row that it refuses; before it succeeded with {0} refused':
    '运行遇到第一行拒收数据即失败；此前拒收{0}仍算成功',
  'a run succeeds with {0} refused and missing in the target; before it failed at the first':
    '运行拒收{0}仍算成功，这些行不会进入目标；此前遇到第一行拒收即失败',
  'a run succeeds with {0} refused and missing in the target, no longer with {1}':
    '运行拒收{0}仍算成功，这些行不会进入目标；此前的上限是{1}',
  'any number of rows': '任意多行',
  'up to {0} percent of its rows': '至多 {0}% 的行',
  'up to {0} rows and {1} percent of all': '至多 {0} 行且不超过全部的 {1}%',
  '1 row': '1 行',
  'up to {0} rows': '至多 {0} 行',
  'a run succeeds whatever it has moved; before, {0}': '无论搬运了什么，运行都算成功；此前{0}',
  'a run fails unless {0}': '除非{0}，否则运行失败',
  'it failed unless {0}': '除非{0}，否则失败',
  'a run is tried again unless {0}': '除非{0}，否则运行会重试',
  'it was tried again unless {0}': '除非{0}，否则会重试',
  'a run succeeds with a warning unless {0}': '除非{0}，否则运行成功但带有警告',
  'it succeeded with a warning unless {0}': '除非{0}，否则成功但带有警告',
  '{0}; what it has written stays then, and its position does not move': '{0}；此时已写入的行会保留，位点不动',
  '{0}; before, {1}': '{0}；此前{1}',
  'source and sink have the same {0}': '源和目标的{0}相同',
  'rows and sums of {0}': '行数及 {0} 的合计',
  '{0}, of the sink those of `sinkWhere`': '{0}（目标只取 `sinkWhere` 的行）',
  '{0}, up to {1} of them': '{0}，差异至多 {1} 行',
  'the newest row is at most {0} old': '最新的行不早于 {0} 之前',
  '{0}, and {1}': '{0}，且{1}',
  'it has ended well': '它正常结束',
  'it has written at most {0} rows': '写入至多 {0} 行',
  'it has written {0} to {1} rows': '写入 {0} 至 {1} 行',
  'it has written a row': '至少写入 1 行',
  'it has written at least {0} rows': '写入至少 {0} 行',
  'it runs on the engine {0}, which is set up as {1} was': '它在引擎 {0} 上运行，其设置与原来的 {1} 相同',
  'it runs on the engine {0}, no longer on {1}': '它在引擎 {0} 上运行，不再在 {1} 上',
  'its job is made for {0}, no longer for version {1}': '它的作业按 {0} 生成，不再按版本 {1}',
  'its runs go to {0} at another address, or start in another way: {1}':
    '它的运行改到 {0} 的另一个地址，或以另一种方式启动：{1}',
  'and {0} more': '以及另外 {0} 项',
  '{0} is not given any more': '{0} 不再给出',
  '{0} is `{1}`': '{0} 为 `{1}`',
  '{0} is `{1}`, no longer `{2}`': '{0} 为 `{1}`，不再是 `{2}`',
  'tasks that read and write at a time: {0}, no longer {1}': '同时读写的任务数：{0}，不再是 {1}',
  'tasks at a time: {0} that read and {1} that write, no longer {2} and {3}':
    '同时进行的任务数：读 {0}、写 {1}，不再是 {2} 和 {3}',
  'a run goes as fast as it can, no longer at {0} at most': '运行不再限速，此前至多 {0}',
  'a run goes at {0} at most, no longer as fast as it can': '运行限速至多 {0}，此前不限速',
  'a run goes at {0} at most, no longer {1}': '运行限速至多 {0}，不再是 {1}',
  'a run is never stopped for lasting long, no longer after {0}': '运行不再因耗时过长而被停止，此前满 {0} 即停止',
  'a run is stopped after {0}; before, it could last for ever': '运行满 {0} 即被停止；此前没有时限',
  'a run is stopped after {0}, no longer after {1}': '运行满 {0} 即被停止，不再是 {1}',
  '{0}; {1}': '{0}；{1}',
  'it may last into the next fire, {0} later': '它可能持续到 {0} 后的下一次触发',
  'it is over before the next fire, {0} later': '它会在 {0} 后的下一次触发之前结束',
  'a run that fails is not tried again, before and after': '运行失败后不重试，变更前后都一样',
  '{0}; before: {1}': '{0}；此前：{1}',
  'a run that fails is not tried again': '运行失败后不重试',
  'a run that fails is tried again once, after {0}': '运行失败后在 {0} 后重试 1 次',
  'a run that fails is tried again {0} times, each after {1}': '运行失败后重试 {0} 次，每次间隔 {1}',
  'a run that fails is tried again {0} times, first after {1}, at last after {2}':
    '运行失败后重试 {0} 次，间隔从 {1} 到 {2}',
  'the engine does not keep where it is any more, before every {0}: after a failure it begins anew':
    '引擎不再保存进度（此前每 {0} 一次）：失败后从头开始',
  'the engine keeps where it is every {0}': '引擎每 {0} 保存一次进度',
  '{0}; before, it did not': '{0}；此前不保存',
  '{0}, no longer every {1}: after a failure it goes back by that much at most':
    '{0}，不再是每 {1} 一次：失败后至多回退这么久',
  'the engine does not note any more by `{0}` how far a job has come; each run begins anew, as before':
    '引擎不再按 `{0}` 记录作业进度；每次运行仍和以前一样从头开始',
  'the engine notes by `{0}` how far a job has come; each run begins anew all the same':
    '引擎按 `{0}` 记录作业进度；每次运行仍从头开始',
  'the engine notes by `{0}` how far a job has come, no longer by `{1}`; each run begins anew all the same':
    '引擎按 `{0}` 记录作业进度，不再按 `{1}`；每次运行仍从头开始',
  'refused rows are not kept any more': '不再保存被拒收的行',
  'refused rows are kept in {0}': '被拒收的行保存在 {0}',
  'refused rows are kept in {0}, no longer in {1}': '被拒收的行保存在 {0}，不再在 {1}',
  '`{0}` of `{1}`': '`{1}` 的 `{0}`',
  'any number of runs read or write `{0}` at once, where {1} did':
    '同时读写 `{0}` 的运行不再有数量限制，此前最多 {1} 个',
  '{0} runs of all pipelines read or write `{1}` at once, and others wait':
    '所有流水线中同时读写 `{1}` 的运行最多 {0} 个，其余等待',
  '{0} runs of all pipelines read or write `{1}` at once, no longer {2}':
    '所有流水线中同时读写 `{1}` 的运行最多 {0} 个，不再是 {2} 个',
  'its runs take no slot of the pool `{0}` any more': '它的运行不再占用池 `{0}` 的名额',
  'of the pool `{0}` {1} runs are under way at most, no longer {2}': '池 `{0}` 最多同时有 {1} 个运行，原先是 {2} 个',
  'its runs wait for a slot of the pool `{0}`, which has {1}': '它的运行要等待池 `{0}` 的名额，共有 {1} 个',
  'an attempt may take any time until its engine runs it': '引擎开始运行一次尝试之前的等待时间没有上限',
  'an attempt that its engine does not run within {0} is stopped': '引擎在 {0} 内没有开始运行的尝试会被停止',
  '{0}, never after `{1}`': '{0}，遇到 `{1}` 时从不重试',
  '{0}, also after `{1}`': '{0}，遇到 `{1}` 时也重试',
  'its runs are taken by any executor': '任何执行器都可以接手它的运行',
  'its runs are taken only by executors that have the labels `{0}`': '只有带标签 `{0}` 的执行器才接手它的运行',
  'its priority is {0}, no longer {1}: of runs that wait it is started {2} than before':
    '优先级为 {0}，不再是 {1}：在等待的运行中它比以前{2}启动',
  sooner: '更早',
  later: '更晚',
};

const ABOUT: Catalogue = {
  'it has the tag {0} too': '新增标签 {0}',
  'it has the tag {0} no more': '不再有标签 {0}',
  'it has the tag {0}, no longer {1}': '标签为 {0}，不再是 {1}',
  'nobody is told any more when something is amiss with it': '它出问题时不再通知任何人',
  'when something is amiss with it, these channels are told from then on: {0}': '此后它出问题时会通知这些渠道：{0}',
  'when something is amiss with it, these channels are told in another way than before: {0}':
    '它出问题时通知这些渠道，方式与此前不同：{0}',
  'nobody is named to answer for it any more; it was `{0}`': '不再指定负责人；此前是 `{0}`',
  '`{0}` answers for it from then on; before nobody was named': '此后由 `{0}` 负责；此前没有指定负责人',
  '`{0}` answers for it from then on, no longer `{1}`': '此后由 `{0}` 负责，不再是 `{1}`',
  'people read other comments on {0}': '只是给人看的 {0} 注释变了',
};

/** Of reasons about schedules, resources and run-time values. */
export const PLAN_TIMING: Catalogue = {
  ...RATES,
  ...SCHEDULES,
  ...POLICIES,
  ...CHANGE_OVER,
  ...RUN_TIME,
  ...RESOURCES,
  ...ABOUT,
};
