import type { Catalogue } from '../message.ts';

/** Of reasons about cursors, and of what reaches readers. */
export const PLAN_STATE: Catalogue = {
  'each run reads everything that its source selects, no longer only rows with a later `{0}`':
    '每次运行读取来源选出的全部数据，不再只读取 `{0}` 更大的行',
  'runs read only rows whose `{0}` is after the kept cursor {1}': '运行只读取 `{0}` 在所保留的游标 {1} 之后的行',
  'the next run still reads everything, later ones only rows with a later `{0}`: changes that do not raise it are missed':
    '下次运行仍读取全部，之后只读取 `{0}` 更大的行：不使其增大的修改会被漏掉',
  'runs read only rows whose `{0}` is after {1}, later ones only what is new: changes that do not raise it are missed':
    '运行只读取 `{0}` 在 {1} 之后的行，之后只读取新增：不使其增大的修改会被漏掉',
  'the cursor {0} is kept: `from` is looked at only where there is none': '保留游标 {0}：仅在没有游标时才看 `from`',
  'where no run has set a cursor, the next run reads everything, no longer only rows after {0}':
    '若尚无运行设置过游标，下次运行读取全部，不再只读取 {0} 之后的行',
  'where no run has set a cursor, the next run reads rows whose `{0}` is after {1}':
    '若尚无运行设置过游标，下次运行读取 `{0}` 在 {1} 之后的行',
  'a cursor that runs have set is a value of `{0}` and is compared with `{1}`: rows are missed or read again':
    '运行设置过的游标是 `{0}` 的值，却与 `{1}` 比较：会漏读或重复读取行',
  'the kept cursor {0} is a value of `{1}` and is compared with `{2}`: rows are missed or read again':
    '所保留的游标 {0} 是 `{1}` 的值，却与 `{2}` 比较：会漏读或重复读取行',
};
