import type { Catalogue } from '../message.ts';

/** What `sluice fmt`, `init` and `new` say. */
export const FORMAT: Catalogue = {
  '`{0}` is left as it is: it cannot be read': '`{0}` 保持原样：无法读取',
  '`{0}` is left as it is: it is not one YAML document without mistakes; see `sluice check`':
    '`{0}` 保持原样：它有错误，或不是单个 YAML 文档；见 `sluice check`',
  '`{0}` is left as it is: its layout has a meaning that formatting would change':
    '`{0}` 保持原样：它的排版带有含义，格式化会改变其内容',
  '{0}, all formatted': '{0}，格式均已正确',
  '{0}, {1} {2}': '{0}，其中 {1} 个{2}',
  'to be formatted': '需要格式化',
  formatted: '已格式化',
  'a project of pipelines': '一个流水线项目',
  'name of the project': '项目名称',
  'what runs the jobs': '用什么运行作业',
  'time zone of the schedules': '调度所用的时区',
  'an IANA name, as in `Asia/Shanghai`': 'IANA 时区名，例如 `Asia/Shanghai`',
  'inside Sluice: files, SQLite and MySQL, no server': '在 Sluice 进程内运行：文件、SQLite 和 MySQL，不需要服务器',
  'FlinkX 1.11 in a folder of the executor': '执行节点某个目录中的 FlinkX 1.11',
  'ChunJun 1.16 in a folder of the executor': '执行节点某个目录中的 ChunJun 1.16',
  'Flink SQL through its gateway': '通过网关提交 Flink SQL',
  'lower-case letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit':
    '由小写字母、数字、`-`、`_` 和 `.` 组成，以字母或数字开头和结尾',
  'made a project in {0}': '已在 {0} 创建项目',
  'next:': '接下来：',
  'made {0}': '已创建 {0}',
  'there is no kind `{0}` of file': '没有 `{0}` 这种文件',
  '`{0}` is no name': '`{0}` 不能用作名称',
  'no datasource has the type `{0}`': '没有类型为 `{0}` 的数据源',
  'type of the datasource': '数据源类型',
  'the project has no datasource that can be used': '项目中没有可用的数据源',
  'make one with `sluice new datasource NAME --type mysql`, and see what `sluice check` says':
    '用 `sluice new datasource NAME --type mysql` 创建一个，并看看 `sluice check` 的结果',
  'no datasource is named `{0}`': '没有名为 `{0}` 的数据源',
  'no engine is named `{0}`': '没有名为 `{0}` 的引擎',
  '`{0}` is no time zone of its own': '`{0}` 不是一个独立的时区',
  'abbreviations stand for several zones: most systems take `CST` for the middle of America':
    '缩写可能代表多个时区：多数系统把 `CST` 当作美国中部时间',
  '`{0}` is text here, nothing fills it in': '`{0}` 在这里只是文本，不会被替换',
  'the database would get it as it is, and find no row, or others':
    '数据库会原样收到它，结果查不到数据，或查到别的数据',
  'write a run-time value, as `${bizdate}` or `${fire:yyyy-MM-dd}`':
    '写成运行时取值，例如 `${bizdate}` 或 `${fire:yyyy-MM-dd}`',
  'port `{0}` is not a number from 1 to 65535': '端口 `{0}` 不是 1 到 65535 之间的数字',
  'write the port that the server listens on': '写服务器监听的端口',
  '`host` is a name alone': '`host` 只能是主机名',
  'write `{0}`, and the port under `port`': '写成 `{0}`，端口写在 `port` 下',
  'one entry names several servers': '一个条目里写了多个服务器',
  'write each as an entry of its own: `[{0}]`': '每个单独成为一项：`[{0}]`',
  'where rows come from': '数据从哪里来',
  'where rows go': '数据写到哪里',
  'table, topic or file that is read': '要读取的表、topic 或文件',
  '`{0}` is missing, and nobody can be asked': '缺少 `{0}`，而这里无法提问',
  'one of {0}': '可选值：{0}',
  'there are {0}': '现有 {0}',
};
