import type { Catalogue } from '../message.ts';

/** What a plan says of files of `backfills/`. */
export const PLAN_BACKFILLS: Catalogue = {
  'backfills of files': '文件中的回填',
  backfill: '回填',
  'what it runs': '将运行什么',
  new: '新增',
  changed: '有改动',
  gone: '已移除',
  '{0}; some {1} rows': '{0}；约 {1} 行',
  '1 run, of the fire of {0}, as soon as this is deployed': '部署后立即运行 1 次，对应 {0} 的触发',
  '{0} runs, of the fires from {1} to {2}, {3} at a time, as soon as this is deployed':
    '部署后立即运行 {0} 次，对应从 {1} 到 {2} 的触发，每次并行 {3} 个',
  'a backfill of a name is run once: where it has begun, nothing of this is run; another name has it run':
    '同名回填只运行一次：若已开始，则不会运行这里的任何内容；换一个名称才会运行',
  'it is cancelled where it is under way; runs of it that have started go on':
    '若正在进行则会被取消；已开始的运行会继续',
};
