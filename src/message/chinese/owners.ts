import type { Catalogue } from '../message.ts';

/** What is said of CODEOWNERS. */
export const OWNERS: Catalogue = {
  'line of CODEOWNERS not understood': 'CODEOWNERS 中有无法识别的行',
  'CODEOWNERS cannot be read': '无法读取 CODEOWNERS',
  'a pattern of {0} characters matches nothing': '长达 {0} 个字符的匹配模式匹配不到任何文件',
  'write a shorter pattern: no path of a repository is as long': '请缩短匹配模式：仓库中没有这么长的路径',
  '`{0}` is no owner': '`{0}` 不是有效的负责人',
  'write `@user`, `@group/team` or an address; a space in a path is written `\\ `':
    '写 `@user`、`@group/team` 或邮箱地址；路径中的空格写作 `\\ `',
  'a pattern of CODEOWNERS cannot begin with `!`': 'CODEOWNERS 的匹配模式不能以 `!` 开头',
  'write the rule above, and under it a rule for these files with other owners, or with none':
    '保留上面的规则，并在其下方为这些文件另写一条规则，指定其他负责人或不指定负责人',
  'pipelines without an `owner` have the one of `defaults` then, or none':
    '没有写 `owner` 的流水线此时使用 `defaults` 中的负责人，或者没有负责人',
  'CODEOWNERS changes who owns {0}': 'CODEOWNERS 的变更改变了 {0} 的负责人',
  '{0}; approvals are asked of those whom the base names': '{0}；批准仍由基准中的负责人给出',
  'it is too large': '文件过大',
  'it is not UTF-8': '文件不是 UTF-8 编码',
  'the link leads out of the repository': '该链接指向仓库之外',
};
