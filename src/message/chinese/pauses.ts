import type { Catalogue } from '../message.ts';

/** Of pipelines that a person pauses, and lets go on. */
export const PAUSES: Catalogue = {
  'no pipeline is named': '没有指明流水线',
  'write names, or --select with a glob or a tag': '请写出名称，或用 --select 加通配符或标签',
  'no pipeline `{0}` is deployed; nothing was done': '没有部署名为 `{0}` 的流水线；未做任何操作',
  '`sluice status` lists what is deployed': '`sluice status` 会列出已部署的流水线',
  '`{0}` is paused until somebody resumes it': '`{0}` 已暂停，直到有人恢复它',
  '`{0}` is paused until {1}, or until somebody resumes it before': '`{0}` 已暂停至 {1}，或直到有人提前恢复它',
  '`{0}` was paused already; nothing was changed': '`{0}` 之前已暂停；没有更改',
  'runs of `{0}` that were asked to stop: {1}': '已要求停止 `{0}` 的运行数：{1}',
  '--until {0} is no duration and no time with an offset': '--until {0} 既不是时长，也不是带时区偏移的时间',
  'write it as 2h, or as 2026-12-24T06:00:00+08:00': '请写成 2h 或 2026-12-24T06:00:00+08:00',
  '`{0}` goes on': '`{0}` 继续运行',
  '`{0}` was not paused; nothing was changed': '`{0}` 没有暂停；没有更改',
};
