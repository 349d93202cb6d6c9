import type { Catalogue } from '../message.ts';

/** What src/compiler/syntax says of keys at the wrong place, and of what an engine would have done. */
export const SHAPE: Catalogue = {
  '`{0}` is cut in two by its comma': '`{0}` 被其中的逗号切成了两段',
  'it begins here': '它从这里开始',
  'a comma ends an entry of a map in `{ }`, unless its value has quotes':
    '在 `{ }` 映射中，逗号会结束一项，除非值带引号',
  'write `{0}: "{1}"`': '写成 `{0}: "{1}"`',
  'FlinkX and ChunJun ignore a key that they do not know: the whole table would be read':
    'FlinkX 和 ChunJun 会忽略不认识的键：将读取整张表',
  'FlinkX and ChunJun ignore a key that they do not know: every run would read all rows again':
    'FlinkX 和 ChunJun 会忽略不认识的键：每次运行都会重新读取所有行',
  'FlinkX and ChunJun ignore a key that they do not know: no columns would be known':
    'FlinkX 和 ChunJun 会忽略不认识的键：将不知道有哪些列',
  'FlinkX and ChunJun ignore a key that they do not know: one channel would read everything':
    'FlinkX 和 ChunJun 会忽略不认识的键：将只用一个通道读取全部数据',
  'FlinkX and ChunJun ignore a key that they do not know: the query would not be asked':
    'FlinkX 和 ChunJun 会忽略不认识的键：该查询不会被执行',
  'FlinkX and ChunJun ignore a key that they do not know: rows would be added, and none updated':
    'FlinkX 和 ChunJun 会忽略不认识的键：只会追加行，不会更新任何行',
  'FlinkX and ChunJun ignore a key that they do not know: which rows are the same would not be known':
    'FlinkX 和 ChunJun 会忽略不认识的键：将无法判断哪些行是同一行',
  'FlinkX and ChunJun ignore a key that they do not know: the statement would not be run':
    'FlinkX 和 ChunJun 会忽略不认识的键：该语句不会被执行',
  'FlinkX and ChunJun ignore a key that they do not know: rows would go to another partition':
    'FlinkX 和 ChunJun 会忽略不认识的键：行会写入别的分区',
  'FlinkX and ChunJun ignore a key that they do not know': 'FlinkX 和 ChunJun 会忽略不认识的键',
  'use `{0}`': '改用 `{0}`',
  'a connection is a datasource: write `{0}` there': '连接信息属于数据源：在数据源中写 `{0}`',
  'an option of the engine goes under `options`': '引擎自身的选项写在 `options` 下面',
  'this too': '这个也是',
  '{0} are no keys of the document itself': '{0} 不是文档顶层的键',
  '{0} is no key of the document itself': '{0} 不是文档顶层的键',
  '{0} do not belong under `{1}`': '{0} 不属于 `{1}`',
  '{0} does not belong under `{1}`': '{0} 不属于 `{1}`',
  'move them under `{0}`': '把它们移到 `{0}` 下面',
  'move it under `{0}`': '把它移到 `{0}` 下面',
  'move them out of `{0}`': '把它们移出 `{0}`',
  'move it out of `{0}`': '把它移出 `{0}`',
  'key at the wrong indentation': '键的缩进不对',
  '`{0}` is written out': '`{0}` 是明文',
  'remove it': '删除它',
  'unknown type of datasource': '数据源类型未知',
  'put it in quotes': '加上引号',
  'write a list: `{0}`': '写成列表：`{0}`',
};
