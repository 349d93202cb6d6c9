import type { Catalogue } from '../message.ts';

/** Of `sluice events`. */
export const EVENTS: Catalogue = {
  '--output json is one document, and this list has no end': '--output json 是一个完整文档，而这个列表没有结尾',
  'use --output jsonl, an event a line': '请用 --output jsonl，每行一个事件',
  '--limit {0} is not a number from 1 to {1}': '--limit {0} 不是 1 到 {1} 之间的数字',
  'there is no topic `{0}`': '没有名为 `{0}` 的主题',
  'there are audit and runs': '只有 `audit` 和 `runs`',
  'no event is of type `{0}`': '没有类型为 `{0}` 的事件',
  'is `{0}` meant?': '是不是想写 `{0}`？',
  '{0} {1} is no date, no time and no duration': '{0} {1} 不是日期、时间或时长',
  'write it as 2026-12-24, 2026-12-24T06:00 (UTC), or 2h for two hours ago':
    '写成 `2026-12-24`、`2026-12-24T06:00`（`UTC`），或用 `2h` 表示两小时前',
};
