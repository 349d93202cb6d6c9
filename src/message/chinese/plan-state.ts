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
  'it commits as the consumer group `{0}`, no longer as `{1}`': '它以消费组 `{0}` 提交，不再以 `{1}`',
  'what the consumer group `{0}` has committed is not looked at any more: a start without its state reads from {1}':
    '不再看消费组 `{0}` 已提交的位点：没有状态的启动从{1}开始读取',
  'where the stream stood is not taken over: each run reads {0} from {1}':
    '不会接管流所处的位置：每次运行从{1}开始读取 {0}',
  'where the stream stood is not taken over: runs read {0} as a source that ends':
    '不会接管流所处的位置：每次运行把 {0} 当作有终点的来源读取',
  'where the stream stood is not taken over: the next run reads rows whose `{0}` is after the cursor {1} that runs have set, also those that the stream has read':
    '不会接管流所处的位置：下次运行读取 `{0}` 在运行所设游标 {1} 之后的行，流已读过的也会再读',
  'where the stream stood is not taken over: without a cursor that runs have set the next run reads all of {0} again':
    '不会接管流所处的位置：若没有运行设置过游标，下次运行会重新读取 {0} 的全部数据',
  'where the stream stood is not taken over: without a cursor that runs have set the next run reads rows whose `{0}` is after {1} again':
    '不会接管流所处的位置：若没有运行设置过游标，下次运行会重新读取 `{0}` 在 {1} 之后的行',
  'the engine keeps where it is from then on: its first start reads {0} from {1}, whatever runs have read':
    '此后由引擎保存位置：首次启动从{1}开始读取 {0}，不管运行读到了哪里',
  'the engine keeps where it is from then on: what came to {0} since the last run and before its first start is not read':
    '此后由引擎保存位置：上次运行之后、首次启动之前进入 {0} 的数据不会读取',
  'the engine keeps where it is from then on: its first start reads rows whose `{0}` is after the cursor {1}, which is moved no more':
    '此后由引擎保存位置：首次启动读取 `{0}` 在游标 {1} 之后的行，此后游标不再移动',
  'the engine keeps where it is from then on: its first start reads after the cursor that runs have set, or all of {0}, and the cursor is moved no more':
    '此后由引擎保存位置：首次启动从运行所设的游标之后读取，没有则读取 {0} 的全部数据，此后游标不再移动',
  'the engine keeps where it is from then on: its first start reads after the cursor that runs have set, or after {0}, and the cursor is moved no more':
    '此后由引擎保存位置：首次启动从运行所设的游标之后读取，没有则从 {0} 之后读取，此后游标不再移动',
};
