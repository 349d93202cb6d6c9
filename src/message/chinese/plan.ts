import type { Catalogue } from '../message.ts';

/** Of `sluice plan` and of what it compares. */
export const PLAN: Catalogue = {
  'people read another description': '只是给人看的描述变了',
  'runs from then on work with other values of {0}': '此后的运行将使用不同的 {0}',
  '`{0}` keeps its clock, cursor and runs under the name `{1}`': '`{0}` 改名为 `{1}`，触发时钟、游标和运行记录都保留',
  'it does not fire any more; {0} of its runs are not over: those that wait for their turn are skipped, others are finished as they are':
    '它不再触发；有 {0} 次运行尚未结束：排队等待的会被跳过，其余照常跑完',
  'its job is not stopped: it goes on until somebody cancels it': '它的作业不会被停止：一直运行到有人取消为止',
  'its job, if one runs, is not stopped: it goes on until somebody cancels it':
    '它的作业如果正在运行，不会被停止：一直运行到有人取消为止',
  'what it wrote stays, and where it stood is kept by its engine alone': '它写入的数据保留，读到哪里只有它的引擎记着',
  'it is a stream that is not started any more; {0}': '它是流，以后不再启动；{0}',
  'it does not fire any more; what it wrote stays, and so do its cursor and its runs':
    '它不再触发；已写出的数据保留，游标和运行记录也保留',
};
