import type { Catalogue } from '../message.ts';

/** Of versions that pipelines had, and of going back to one. */
export const ROLLBACKS: Catalogue = {
  'both versions do the same': '两个版本的作用相同',
  'nobody is there to be asked whether it is to be done': '没有人可以回答是否执行',
  'add --yes': '请加上 --yes',
  'nothing was done': '未做任何操作',
  '--undo takes neither --to nor --reason': '--undo 不能与 --to 或 --reason 一起使用',
  'it deploys what the rollback had refused': '它会部署回滚时所拒绝的版本',
  '--to {0} is no generation': '--to {0} 不是代数',
  '`sluice history PIPELINE` shows their numbers': '`sluice history PIPELINE` 会列出各代的编号',
  'Deploy this version of `{0}`?': '部署 `{0}` 的这个版本吗？',
  '{0}: from {1} to {2}': '{0}：从{1}到{2}',
  '`{0}` is {1} again, as generation {2}, and follows the desired state':
    '`{0}` 又是{1}，现为第 {2} 代，并重新跟随期望状态',
  '`{0}` is {1} again, as generation {2}': '`{0}` 又是{1}，现为第 {2} 代',
  'what the desired state has of it is not deployed until it changes there, or `sluice rollback --undo {0}`':
    '期望状态中的版本不会部署，直到它在那里发生变化，或执行 `sluice rollback --undo {0}`',
  'revision {0}': '修订 {0}',
  'generation {0} (revision {1})': '第 {0} 代（修订 {1}）',
  'no pipeline `{0}` is or was deployed': '没有部署过名为 `{0}` 的流水线',
  'there is more: `--limit` shows it': '还有更多：用 `--limit` 查看',
  'to generation {0}': '回到第 {0} 代',
  'now {0}': '现为 {0}',
  'was {0}': '原为 {0}',
};
