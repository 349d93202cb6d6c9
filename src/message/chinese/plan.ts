import type { Catalogue } from '../message.ts';

/** Of `sluice plan` and of what it compares. */
export const PLAN: Catalogue = {
  'people read another description': '只是给人看的描述变了',
  'runs from then on work with other values of {0}': '此后的运行将使用不同的 {0}',
  '`{0}` keeps its clock, cursor and runs under the name `{1}`': '`{0}` 改名为 `{1}`，触发时钟、游标和运行记录都保留',
  'it does not fire any more; {0} of its runs are not over and are finished as they are':
    '它不再触发；尚有 {0} 次运行未结束，会照原样跑完',
  'it does not fire any more; what it wrote stays, and so do its cursor and its runs':
    '它不再触发；已写出的数据保留，游标和运行记录也保留',
};
