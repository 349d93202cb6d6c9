import type { Catalogue } from '../message.ts';

/** What src/compiler/load says of plain scalars that are easily misread. */
export const YAML: Catalogue = {
  '`{0}` is read as {1}': '`{0}` 会被读作 {1}',
  '{0} more mistakes in this file are not told': '该文件中还有 {0} 处错误未列出',
  'look at the first ones: the file may not be what its folder says it is':
    '看最前面的几处：该文件可能并不是它所在目录应有的内容',
  'more findings like `{0}` are not told': '还有更多与 `{0}` 类似的问题未列出',
  'look at the first ones: they may have one cause': '看最前面的几处：它们可能出自同一个原因',
  'the pattern of parameter `{0}` may take for ever': '参数 `{0}` 的 `pattern` 可能永远匹配不完',
  'a repetition or a choice inside a repetition has countless ways to match one value':
    '重复之中再有重复或选择时，同一个值会有无数种匹配方式',
  'write it without, as in `[a-z0-9-]+`': '改用没有嵌套重复的写法，例如 `[a-z0-9-]+`',
  'the value of parameter `{0}` is longer than {1} characters': '参数 `{0}` 的值超过 {1} 个字符',
  'a parameter is a name or a number; longer texts belong in the pipeline':
    '参数应是名称或数字；更长的文本请写在流水线里',
  '{0} tables would make as many pipelines': '{0} 张表会生成同样多的流水线',
  'a list makes {0} at most': '一个列表最多生成 {0} 条',
  'name them under `shards` of the datasource, or split the list over several files':
    '写在数据源的 `shards` 下，或把列表拆到多个文件',
  'the file is nested too deeply': '文件嵌套过深',
  'more than {0} levels or links of one chain would end the compiler itself':
    '超过 {0} 层嵌套或链式调用会让编译器自身崩溃',
  'make the definitions with a loop or a function instead of one long expression':
    '用循环或函数生成定义，而不要写成一个很长的表达式',
  'a number keeps no leading zero': '数字不保留前导零',
  'a number keeps no leading zero, and tools that read YAML 1.1 take it for {0}':
    '数字不保留前导零；按 YAML 1.1 读取的工具会把它当作 {0}',
  'quote it where text is meant: `"{0}"`; otherwise write `{1}`': '若要表示文本，请加引号：`"{0}"`；否则写成 `{1}`',
  '`{0}` is a text here, not `{1}`': '`{0}` 在这里是文本，不是 `{1}`',
  'YAML 1.1 knew it as `{0}`; in YAML 1.2 it is a word like any other':
    'YAML 1.1 把它当作 `{0}`；在 YAML 1.2 中它只是一个普通单词',
  'write `{0}`, or quote it where the word is meant: `"{1}"`': '写成 `{0}`；若就是要这个单词，请加引号：`"{1}"`',
  '`{0}` is text here': '`{0}` 在这里是文本',
  'tools that read YAML 1.1 take it for the number {0}, in base sixty':
    '按 YAML 1.1 读取的工具会把它当作六十进制数字 {0}',
  'quote it, so that every reader agrees: `"{0}"`': '加引号，使各种工具的读法一致：`"{0}"`',
  '`{0}` is text here, not a number': '`{0}` 在这里是文本，不是数字',
  'YAML 1.1 allowed `_` between digits; YAML 1.2 does not': 'YAML 1.1 允许数字之间用 `_`；YAML 1.2 不允许',
  'write `{0}`': '写成 `{0}`',
  '`{0}` is read as the number {1}': '`{0}` 会被读作数字 {1}',
  'a number keeps no zeros at its end, so the engine would get `{0}`': '数字不保留末尾的零，引擎得到的会是 `{0}`',
  'quote it where text is meant, as for a version: `"{0}"`': '若要表示文本（例如版本号），请加引号：`"{0}"`',
  'write `"{0}"`': '写成 `"{0}"`',
};
