import type { Catalogue } from '../message.ts';

/** Schema snapshots, and what `sluice check --connect` says. */
export const CONNECT: Catalogue = {
  'schema snapshot `{0}` holds both sides of a merge': '表结构快照 `{0}` 含有合并冲突的两侧内容',
  'schema snapshot `{0}` is not JSON': '表结构快照 `{0}` 不是 JSON',
  'the types of this datasource’s columns are not known, so nothing is compiled for it':
    '该数据源的列类型未知，因此不会为它编译任何作业',
  'take the file of one side, and write it anew with `sluice check --connect`':
    '保留其中一侧的文件，再用 `sluice check --connect` 重新生成',
  'write it anew with `sluice check --connect`': '用 `sluice check --connect` 重新生成',
  '`{0}` is no schema snapshot: {1}': '`{0}` 不是表结构快照：{1}',
  '`{0}` is no schema snapshot': '`{0}` 不是表结构快照',
  '`{0}` is the schema snapshot of datasource `{1}`': '`{0}` 是数据源 `{1}` 的表结构快照',
};
