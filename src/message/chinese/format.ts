import type { Catalogue } from '../message.ts';

/** What `sluice fmt`, `init` and `new` say. */
export const FORMAT: Catalogue = {
  '`{0}` is left as it is: it cannot be read': '`{0}` 保持原样：无法读取',
  '`{0}` is left as it is: it is not one YAML document without mistakes; see `sluice check`':
    '`{0}` 保持原样：它不是一个没有错误的 YAML 文档，请运行 `sluice check`',
  '`{0}` is left as it is: its layout has a meaning that formatting would change':
    '`{0}` 保持原样：它的排版带有含义，格式化会改变其内容',
  '{0}, all formatted': '{0}，格式均已正确',
  '{0}, {1} {2}': '{0}，其中 {1} 个{2}',
  'to be formatted': '需要格式化',
  formatted: '已格式化',
};
