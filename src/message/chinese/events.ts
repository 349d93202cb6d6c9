import type { Catalogue } from '../message.ts';

/** Of `sluice events`. */
export const EVENTS: Catalogue = {
  '--output json is one document, and this list has no end': '--output json 是一个完整文档，而这个列表没有结尾',
  'use `--output jsonl`, an event a line': '请用 `--output jsonl`，每行一个事件',
  '--limit {0} is not a number from 1 to {1}': '--limit {0} 不是 1 到 {1} 之间的数字',
  'there is no topic `{0}`': '没有名为 `{0}` 的主题',
  'there are audit and runs': '只有 `audit` 和 `runs`',
  'no event is of type `{0}`': '没有类型为 `{0}` 的事件',
  'is `{0}` meant?': '是不是想写 `{0}`？',
  '{0} {1} is no date, no time and no duration': '{0} {1} 不是日期、时间或时长',
  'write it as 2026-12-24, 2026-12-24T06:00 (UTC), or 2h for two hours ago':
    '写成 `2026-12-24`、`2026-12-24T06:00`（`UTC`），或用 `2h` 表示两小时前',
  '{0} events of {1} read': '已读取 {1} 的 {0} 个事件',
  '{0} of them came more than once, which at-least-once delivery allows':
    '其中 {0} 个重复出现，至少一次投递允许这种情况',
  '{0} came again too late to be compared with the first; readers drop them by id':
    '{0} 个重复出现得太晚，无法与第一次比较；读取方按 `id` 丢弃它们',
  'and {0} more: `--output json` has all of them': '另有 {0} 个：`--output json` 列出全部',
  'the events of {0} are not whole': '{0} 的事件不完整',
  'the events of {0} are whole': '{0} 的事件完整',
  'the events of {0} are not whole: {1} findings, of each key the first':
    '{0} 的事件不完整：{1} 个问题，每个键只列第一个',
  '{0} events of {1} keys, {2} head records': '{1} 个键的 {0} 个事件，{2} 条链头记录',
  '{0}; the newest is of {1}': '{0}；最新的是 {1}',
  'complete from {0} on: what was before has expired': '从 {0} 起完整：更早的已过期',
  'nothing is left of {0} keys': '{0} 个键已无任何事件',
  '{0} in {1}: event {2} is gone, and later ones are there': '{1} 中的 {0}：事件 {2} 不见了，而之后的还在',
  '{0} in {1}: event {2} is cut off; a head record of {3} tells of it':
    '{1} 中的 {0}：事件 {2} 被截掉；{3} 的链头记录提到了它',
  '{0} in {1}: event {2} is not what was written': '{1} 中的 {0}：事件 {2} 与写入时不同',
  '{0} in {1}: event {2} comes after one that it was before': '{1} 中的 {0}：事件 {2} 排到了原本在它之后的事件后面',
  '{0} in {1}: event {2} is there once more with other content': '{1} 中的 {0}：事件 {2} 再次出现，内容不同',
  'there is no event': '这里不是事件',
  '{0} is complete only from {1} on': '{0} 从 {1} 起才完整',
  '`--from store` takes no --file and no --brokers': '`--from store` 不能与 --file 或 --brokers 同用',
  '--file and --brokers name two places': '--file 和 --brokers 指向两个地方',
  '--brokers names no broker': '--brokers 没有写任何地址',
  'write it as host:9092,host:9092': '写成 `host:9092,host:9092`',
  '--rebuild builds the whole index anew: it takes no filter': '--rebuild 会重建整个索引，不能与过滤条件同用',
  'the index of events cannot be built: {0}': '事件索引无法建立：{0}',
  'see to the state folder of the server': '请检查服务的状态目录',
  '{0} is removed: the server of this host builds it anew from Kafka': '{0} 已删除：本机的服务会从 Kafka 重新建立它',
  '{0} of {1} events read back from Kafka': '已从 Kafka 读回 {1} 个事件中的 {0} 个',
  'the index is built: {0} events are read back from Kafka': '索引已建好：从 Kafka 读回了 {0} 个事件',
  'events wait to be published ({0}), the oldest for {1} s: see the log of the process with the role relay':
    '有事件等待发布（{0} 个），最早的已等待 {1} 秒：请查看角色为 `relay` 的进程的日志',
  '--verify looks at all events: it takes no filter': '--verify 检查全部事件，不能与过滤条件同用',
  '--since says from when on nothing may have expired': '--since 表示从何时起不允许有过期的事件',
  '--from, --file and --brokers say what --verify looks at': '--from、--file 和 --brokers 指定 --verify 检查的对象',
  'add --verify': '请加上 --verify',
};
