import type { Catalogue } from '../message.ts';

/** Of deletes that wait for a person, and of what is restored. */
export const DELETES: Catalogue = {
  '{0} of {1} deletes were held before, and nobody has confirmed them: `sluice prune` shows them':
    '{1} 个删除中有 {0} 个之前已被搁置，还没有人确认：`sluice prune` 会列出它们',
  'what is held is another set than --held names; nothing was deleted':
    '被搁置的已不是 --held 所指的那一组；没有删除任何内容',
  'look at what is held now, and say yes to that': '请查看现在被搁置的内容，再对它作出确认',
  'nobody is there to be asked whether they are to be deleted': '没有人可以回答是否删除它们',
  'add --yes, and `--held {0}` so that it counts for this set only':
    '请加上 --yes，并加上 `--held {0}`，这样确认只对这一组有效',
  'nothing was deleted': '没有删除任何内容',
  'deleted: `{0}`. `sluice restore` brings them back for a while':
    '已删除：`{0}`。在一段时间内可以用 `sluice restore` 恢复',
  'Delete this pipeline?': '删除这个流水线吗？',
  'Delete these {0} pipelines?': '删除这 {0} 个流水线吗？',
  '`{0}` is back, and stays until git has it again or `sluice prune {1}` deletes it':
    '`{0}` 已恢复，并会一直保留，直到 git 中重新有它，或用 `sluice prune {1}` 删除它',
  '`{0}` is back': '`{0}` 已恢复',
  'no delete waits for a yes': '没有等待确认的删除',
  'held set: {0}': '被搁置的一组：{0}',
  'nothing was deleted that can be restored': '没有可以恢复的已删除内容',
};
