import type { Catalogue } from '../message.ts';

/** Of values that plans compare, and of pipelines that get another name. */
export const PLAN_VALUES: Catalogue = {
  '`{0}` is the name that it has': '`{0}` 就是它现在的名称',
  '`moved` names the one that it had before, whose cursor and runs it goes on with':
    '`moved` 给出它以前的名称，它将沿用那个名称下的游标和运行记录',
  'write the name before, or leave `moved` out': '请写以前的名称，或去掉 `moved`',
  '`{0}` is a pipeline of this list': '`{0}` 是这个列表自己的流水线',
  'each pipeline of a list moves from the list of the name before: `NAME-<table>`':
    '列表中的每条流水线都从旧名称的列表移来：`NAME-<table>`',
  'write the name that the list had before, or leave `moved` out': '请写这个列表以前的名称，或去掉 `moved`',
  '`{0}` is still there': '`{0}` 仍然存在',
  'it is in {0}': '它在 {0} 中',
  'a cursor and runs belong to one pipeline, and stay with the one that has the name':
    '游标和运行记录只属于一条流水线，并留在拥有该名称的那一条',
  'leave `moved` out, or take `{0}` away; two names that change places need a third in between':
    '请去掉 `moved`，或删除 `{0}`；两个名称互换时，中间需要第三个名称',
  'two pipelines were `{0}` before': '有两条流水线都声称以前是 `{0}`',
  'a cursor and runs belong to one pipeline': '游标和运行记录只属于一条流水线',
  'leave `moved` out of one of them: it begins anew': '请在其中一条去掉 `moved`：它将从头开始',
  'moved from its own name': '移自它自己的名称',
  'moved from a pipeline that is still there': '移自仍然存在的流水线',
  'two pipelines moved from one': '两条流水线移自同一条',
  'list moved from one of its pipelines': '列表移自它自己的一条流水线',
};
