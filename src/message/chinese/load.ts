import type { Catalogue } from '../message.ts';

/** What src/compiler/load says of files, YAML and TypeScript. */
export const LOAD: Catalogue = {
  '`{0}` is not UTF-8: byte 0x{1} at byte offset {2}': '`{0}` 不是 UTF-8：字节偏移 {2} 处是字节 `0x{1}`',
  'files are read as UTF-8, so that every machine reads the same text':
    '文件一律按 UTF-8 读取，这样每台机器读到的文本才一致',
  'save the file as UTF-8; text from an old Windows editor is often GBK or Windows-1252':
    '把文件存为 UTF-8；旧的 Windows 编辑器保存的文本往往是 GBK 或 Windows-1252',
  'the file begins with a {0} byte order mark: save it as UTF-8': '文件以 {0} 字节序标记开头：存为 UTF-8',
  'definition threw: {0}': '定义抛出了异常：“{0}”',
  'nothing of this file is known, so its pipelines are left as they are':
    '这个文件的内容无从得知，因此它的流水线保持原样',
  'a definition has the language itself and `sluice`; give it what it needs as a constant':
    '定义里只有语言本身和 `sluice` 可用；需要的东西请写成常量',
  'definition waits for a promise that nothing settles': '定义在等待一个不会有结果的 Promise',
  'there is nothing to wait for in a definition: remove the `await`': '定义里没有什么可等的：去掉 `await`',
  'definition ran too long and was stopped': '定义运行太久，已被中止',
  'look for a loop that does not end; a definition should take milliseconds':
    '检查是否有死循环；一个定义应在几毫秒内完成',
  'definition needed too much memory and was stopped': '定义占用内存过多，已被中止',
  'a definition may use 64 MB; look for a list that grows without end':
    '一个定义最多可用 64 MB；检查是否有不断增长的列表',
  'definition gives more than 4 MB of pipelines': '定义给出的流水线超过 4 MB',
  'split it into several files': '拆成几个文件',
  '`export default` is missing, or gives nothing': '缺少 `export default`，或它没有给出任何内容',
  '{0} (item {1} of the list)': '{0}（列表的第 {1} 项）',
  'export a pipeline or a list of them: `export default definePipeline({ … })`':
    '导出一条流水线或流水线的列表：`export default definePipeline({ … })`',
  'imports are written with a literal path': 'import 的路径必须是字面量',
  'link `{0}` cannot be followed: {1}': '无法跟随链接 `{0}`：{1}',
  'link `{0}` leads out of the project': '链接 `{0}` 指向项目之外',
  'a commit must not make a machine read its own files': '不能让一次提交使机器去读它自己的文件',
  'copy what it leads to into the project': '把链接指向的内容复制到项目中',
  'folder `{0}` cannot be read: {1}': '无法读取目录 `{0}`：{1}',
  'too many files are open': '打开的文件过多',
  'it is larger than {0} MB': '大于 {0} MB',
  'what it holds is not known, so nothing is deleted on the strength of this run':
    '其中的内容无从得知，因此不会据此删除任何东西',
  'this folder has no `sluice.yaml`': '这个目录下没有 `sluice.yaml`',
  'it names the project, its engines and environments; without it no pipeline has a meaning':
    '项目名、引擎和环境都写在其中；没有它，流水线就没有意义',
  'go to the folder of a project, or begin one with `sluice init`': '进入某个项目的目录，或用 `sluice init` 新建一个',
  'no pipeline found under `pipelines/`': '在 `pipelines/` 下没有找到流水线',
  'definitions are `.yaml`, `.yml` and `.ts` files there; `_name.ts` and `_folder/` hold modules, `.test.` files tests':
    '那里的定义是 `.yaml`、`.yml` 和 `.ts` 文件；`_name.ts` 和 `_folder/` 放模块，`.test.` 文件是测试',
  'begin with `sluice init`, or write `pipelines/first.yaml`': '用 `sluice init` 开始，或编写 `pipelines/first.yaml`',
  '`{0}` holds only comments': '`{0}` 中只有注释',
  '`{0}` is empty': '`{0}` 是空的',
  'write a definition, or delete the file': '写一个定义，或删掉这个文件',
  '{0} is {1}, not an object': '{0}是{1}，而不是对象',
  '{0} is {1}, which is not data': '{0}是{1}，不是数据',
  '{0} is {1}, which is not plain data': '{0}是{1}，不是纯数据',
  '{0} is {1}, which is not a finite number': '{0}是 {1}，不是有限的数字',
  '{0} is a bigint: write it as a number or as text': '{0}是 `bigint`：写成数字或文本',
  '{0} is nested deeper than 100 levels, or contains itself': '{0}的嵌套超过 100 层，或者包含了自己',
  '{0} is a key that is not allowed': '{0}是不允许的键',
  null: '`null`',
  undefined: '`undefined`',
  'a list inside a list': '列表中的列表',
  'a function': '函数',
  'a symbol': '`symbol`',
  'a string': '字符串',
  'a boolean': '布尔值',
  'a bigint': '`bigint`',
  'a Date': '`Date`',
  'a Promise': '`Promise`',
  'a class instance': '类的实例',
  'the definition': '定义',
  'it is neither a relative path nor `sluice`': '它既不是相对路径，也不是 `sluice`',
  'it leads out of the project': '它指向项目之外',
  '`{0}` cannot be imported: {1}': '不能导入 `{0}`：{1}',
  'TypeScript of a project is evaluated without files, network and packages, so that the same commit always means the same':
    '项目里的 TypeScript 在没有文件、网络和包的环境中求值，这样同一个提交的含义永远相同',
  'import from `sluice`, or by a relative path from a `.ts` file of this project; types may come from anywhere with `import type`':
    '从 `sluice` 导入，或用相对路径从本项目的 `.ts` 文件导入；类型可以用 `import type` 从任何地方导入',
  'TypeScript cannot be parsed: “{0}”': '无法解析 TypeScript：“{0}”',
  here: '这里',
  'key `{0}` is not allowed': '不允许使用键 `{0}`',
  'the name has a meaning of its own in JavaScript, where it can change every other object':
    '这个名称在 JavaScript 中另有含义，可能改变所有其他对象',
  'choose another name': '换一个名称',
  'key `{0}` is written twice': '键 `{0}` 写了两次',
  'first written here': '第一次写在这里',
  'of two values only one can hold, and parsers differ in which': '两个值只有一个有效，各解析器的取法不同',
  'remove one of them, or rename it': '去掉其中一个，或给它改名',
  'alias `*{0}` names no anchor': '别名 `*{0}` 没有对应的锚点',
  'write `&{0}` at the value it stands for, or quote it if it is text: `"*{1}"`':
    '在它所指的值处写 `&{0}`；如果是文本，请加引号：`"*{1}"`',
  '`<<` merges maps only': '`<<` 只能合并映射',
  'name an anchor of a map, or a list of such anchors: `<<: *defaults`':
    '写一个映射的锚点，或这种锚点的列表：`<<: *defaults`',
  '`{0}` is not a finite number': '`{0}` 不是有限的数字',
  'quote it if it is text: `"{0}"`': '如果是文本，请加引号：`"{0}"`',
  '`{0}` is too large to be kept exactly': '`{0}` 太大，无法精确表示',
  'integers beyond 2^53 are rounded: it would be read as {0}': '超过 2^53 的整数会被舍入：它会被读成 {0}',
  'quote it: `"{0}"`': '加上引号：`"{0}"`',
  'quote the number': '给数字加上引号',
  'aliases expand too far': '别名展开过多',
  'aliases may add {0} values and {1} levels; beyond that a small file fills the memory':
    '别名最多可增加 {0} 个值和 {1} 层；超过这个限度，小文件也会占满内存',
  'write the values out, or make the definitions in TypeScript': '把值直接写出来，或用 TypeScript 编写定义',
  'nested deeper than {0} levels': '嵌套超过 {0} 层',
  'no definition needs such depth: look for a bracket that is never closed':
    '没有定义需要这么深：检查是否有未闭合的括号',
  'a list or a map is used as a key': '用列表或映射作了键',
  'a key is a word; quote the value if brackets are part of a text':
    '键应是一个词；如果括号是文本的一部分，请给值加引号',
  'tag `{0}` is not known': '不认识标签 `{0}`',
  'definitions are plain data; no tag loads, encrypts or computes anything':
    '定义是纯数据；没有哪个标签会加载、加密或计算任何东西',
  'remove the tag, or quote the value if it is text that begins with `!`':
    '去掉标签；如果是以 `!` 开头的文本，请给值加引号',
  'control character U+{0} is not allowed': '不允许控制字符 U+{0}',
  'remove it, or write it as `\\u{0}` inside double quotes': '去掉它，或在双引号中写成 `\\u{0}`',
  '`{{` opens a map here, it is not text': '`{{` 在这里开始一个映射，而不是文本',
  'quote the whole value; run-time values are written `"${bizdate}"`, not `{{ bizdate }}`':
    '给整个值加引号；运行时变量写作 `"${bizdate}"`，而不是 `{{ bizdate }}`',
  'an unquoted value cannot begin with `{0}`': '不加引号的值不能以 `{0}` 开头',
  '`&` alone is an anchor without a name': '单独的 `&` 是没有名称的锚点',
  'quote it if it is text: `"&"`': '如果是文本，请加引号：`"&"`',
  '`*` alone is an alias without a name': '单独的 `*` 是没有名称的别名',
  'quote it if it is text: `"*"`': '如果是文本，请加引号：`"*"`',
  '`{0}` is not an escape': '`{0}` 不是转义序列',
  'use single quotes, where a backslash is a backslash, or write `\\\\`':
    '使用单引号（其中反斜杠就是反斜杠），或写成 `\\\\`',
  'this line is no `key: value` pair': '这一行不是 `key: value` 形式',
  'write `key: value`, with a space after the colon': '写成 `key: value`，冒号后要有空格',
  'this line is indented like none of its siblings': '这一行的缩进与同级的各行都不同',
  'keys of one map begin in one column; what belongs to a key is indented deeper than the key':
    '同一映射的键从同一列开始；属于某个键的内容要缩进得更深',
  'the value has ended before `{0}`': '值在 `{0}` 之前就已结束',
  'quote the whole value': '给整个值加上引号',
  'a key is longer than 1024 characters': '键超过 1024 个字符',
  '`{0}` is never closed': '`{0}` 没有闭合',
  'end the {0} with `{1}`, or quote the value if the bracket is part of a text':
    '用 `{1}` 结束{0}；如果括号是文本的一部分，请给值加引号',
  map: '映射',
  list: '列表',
  'this line is indented deeper, but the line before already has a value': '这一行缩进更深，但上一行已经有值',
  'the value it would continue': '它会接续的值',
  'give it the indentation of the line before, or quote the value if it goes on':
    '改成与上一行相同的缩进；如果是值的延续，请给值加引号',
  '`: ` inside an unquoted value would begin a map on the same line': '不加引号的值里的 `: ` 会在同一行开始一个映射',
  'this value': '这个值',
  'quote the value': '给值加上引号',
  'quote `{0}` is never closed': '引号 `{0}` 没有闭合',
  'end the text with `{0}`, or write {1}': '用 `{0}` 结束文本，或写{1}',
  "`''` for a single quote inside": "`''` 表示其中的一个单引号",
  '`\\"` for a quote inside': '`\\"` 表示其中的一个引号',
  'a key has no `:` after it': '键后面没有 `:`',
  'write `key: value`, with a space after the colon; text under `|` or `>` is indented deeper than its key':
    '写成 `key: value`，冒号后要有空格；`|` 或 `>` 下面的文本要比键缩进得更深',
  'look for a bracket or comma that is missing before this place': '检查这里之前是否缺少括号或逗号',
  'tab used for indentation': '用了制表符缩进',
  'how deep a tab reaches depends on the editor, so YAML forbids it': '制表符的宽度取决于编辑器，因此 YAML 不允许',
  'indent with spaces, two for a level': '用空格缩进，每级两个',
  'replace each tab by two spaces': '把每个制表符换成两个空格',
  'YAML cannot be parsed: “{0}”': '无法解析 YAML：“{0}”',
  'a second document begins here': '从这里开始是第二个文档',
  'a file holds one document; which of several is meant could only be guessed':
    '一个文件只放一个文档；放了几个，就只能猜测指的是哪个',
  'put each document in a file of its own, or remove `---` if it is one document':
    '每个文档放在单独的文件中；如果本来就是一个文档，去掉 `---`',
  'permission denied': '没有权限',
  '`{0}` cannot be read: {1}': '无法读取 `{0}`：{1}',
  '`{0}` is a pointer of Git LFS, and not the file itself': '`{0}` 只是 `Git LFS` 的指针，不是文件本身',
  'fetch it with `git lfs pull`; files that Sluice reads are small texts, and better kept out of LFS (`.gitattributes`)':
    '请用 `git lfs pull` 取回；Sluice 读取的都是小文本文件，最好不放进 `LFS`（`.gitattributes`）',
};
