import type { Catalogue } from '../message.ts';

/** Of `sluice review`. */
export const REVIEW: Catalogue = {
  '{0} answers with something that is no JSON': '{0} 返回的内容不是 JSON',
  'check the address with --api: a proxy or a login page may stand before it':
    '检查 --api 的地址：前面可能有代理或登录页',
  'check the address (--api) and the network; Node takes a proxy from HTTPS_PROXY only with NODE_USE_ENV_PROXY=1, from version 24 on':
    '检查地址（`--api`）和网络；`Node` 从 24 版起，且设置了 `NODE_USE_ENV_PROXY=1` 时，才使用 `HTTPS_PROXY` 的代理',
  'gives no answer within {0} s': '在 {0} 秒内没有应答',
  'refuses connections': '拒绝连接',
  'has a host name that does not resolve': '的主机名无法解析',
  'cuts the connection': '中断了连接',
  'cuts the connection ({0})': '中断了连接（{0}）',
  '{0} answers {1} to {2}': '{0} 对 {2} 返回 {1}',
  '{0} answers {1} to {2}: {3}': '{0} 对 {2} 返回 {1}：{3}',
  'the limit of this token is used up: run it again later': '该令牌的调用额度已用完：稍后再运行',
  'it has moved: name the new address with --api or --repository': '它已迁移：用 --api 或 --repository 写新地址',
  'the token is wrong or has expired: make a new one, and name it with --token env/NAME or file/PATH':
    '令牌不对或已过期：新建一个，并用 `--token env/NAME` 或 `file/PATH` 指明',
  'give the token {0}': '给令牌以下权限：{0}',
  'check --repository and --number; a forge also answers so to a token that may not read there: it needs {0}':
    '检查 --repository 和 --number；令牌无权读取时平台也这样回答：它需要 {0}',
  'the forge does not take this text or commit: was it pushed, and is the pull request open?':
    '平台不接受这段文本或这个提交：是否已推送，合并请求是否仍打开？',
  'the forge has trouble: run it again later': '平台出了问题：稍后再运行',
  'run it again with --dry-run to see what is sent': '加 --dry-run 再运行一次，看看发送的是什么',
  'the base has moved to {0}: planned again': '基准已移到 {0}：重新做了计划',
  'the base has moved to {0} since: run it again': '此后基准又移到了 {0}：请再运行一次',
  'the comment tells of a newer plan already: it stays as it is': '评论里已经是更新的计划：保持不变',
  'the forge names no commits of the pull request': '平台没有给出合并请求的提交',
  'check --api: another system may answer there': '检查 --api：应答的可能是别的系统',
  'the branch has moved from {0} to {1}: the run of that commit publishes its own plan':
    '分支已从 {0} 移到 {1}：那个提交的流水线会发布它自己的计划',
  '{0} has to approve: {1}{2}': '需要 {0} 批准：{1}{2}',
  'approved by `{0}`: {1}{2}': '`{0}` 已批准：{1}{2}',
  '0 pipelines found': '找到 0 条流水线',
  'approval is missing: {0}': '缺少批准：{0}',
  'no change': '没有变化',
  '1 pipeline changes': '1 条流水线有变化',
  '{0} pipelines change': '{0} 条流水线有变化',
  'check `{0}`: {1}': '检查 `{0}`：{1}',
  '--token is no reference': '--token 不是引用',
  'write env/NAME or file/PATH, not the token: arguments of a process can be read by others':
    '写 `env/NAME` 或 `file/PATH`，不要写令牌本身：进程的参数别人可以读到',
  'the token {0} cannot be read': '无法读取令牌 {0}',
  'set it in the settings of CI as a secret, or name another with --token env/NAME or file/PATH':
    '在流水线的设置里把它设为机密变量，或用 `--token env/NAME` 或 `file/PATH` 指明另一个',
  'the token {0} holds characters that no token has': '令牌 {0} 中有令牌不会有的字符',
  'it is one line of letters, digits and signs: was a whole file taken?':
    '它是一行字母、数字和符号：是不是取了整个文件？',
  'the clone does not reach back to where the branch leaves its base ({0})':
    '克隆的历史不够深，到不了分支离开基准（{0}）的地方',
  'clone with all of the history: `fetch-depth: 0` at GitHub, `GIT_DEPTH: 0` at GitLab, `git fetch --unshallow` elsewhere':
    '克隆全部历史：`GitHub` 写 `fetch-depth: 0`，`GitLab` 写 `GIT_DEPTH: 0`，其他地方用 `git fetch --unshallow`',
  'the working tree does not have commit {0} of the pull request': '工作区里没有合并请求的提交 {0}',
  'check that commit out, or a merge of it, with all of the history': '检出那个提交，或它的合并提交，并带全部历史',
  '--plan is of another commit than the working tree': '--plan 不是工作区这个提交的计划',
  'make the plan of this commit, or leave --plan out': '为这个提交做计划，或不写 --plan',
  '--plan compares with what is deployed, and a review with a commit':
    '--plan 与已部署的内容比较，而评审与某个提交比较',
  'make it with `sluice plan --base REF...`, REF being the branch that is merged into; or leave --plan out':
    '请用 `sluice plan --base REF...` 生成，其中 `REF` 是要合并到的分支；或不写 --plan',
  '--plan {0} cannot be read as JSON': '--plan {0} 无法作为 JSON 读取',
  'write it with `sluice plan --base REF --output json --output-file FILE`':
    '用 `sluice plan --base REF --output json --output-file FILE` 写出',
  '--plan {0} is no plan of format version 1': '--plan {0} 不是格式版本 1 的计划',
  'write it with `sluice plan --base REF --output json --output-file FILE`, with the same version of Sluice':
    '用同一版本的 Sluice，以 `sluice plan --base REF --output json --output-file FILE` 写出',
  'this is no CI that review knows': '当前不是 `sluice review` 认识的持续集成环境',
  'name the pull request: --forge github --repository OWNER/NAME --number N':
    '指明合并请求：`--forge github --repository OWNER/NAME --number N`',
  'the repository is not known': '不知道是哪个仓库',
  '--repository {0} is no path': '--repository {0} 不是路径',
  'write --repository OWNER/NAME': '写 `--repository OWNER/NAME`',
  'the number of the pull request is not known': '不知道合并请求的编号',
  '--number {0} is no number': '--number {0} 不是数字',
  'run it for a pull request, or add --number N': '在合并请求的流水线里运行，或加上 `--number N`',
  '--api is no http or https address without a user': '`--api` 不是不带用户名的 `http` 或 `https` 地址',
  'write it like https://git.example/api/v4; the token goes into --token as a reference':
    '写成 https://git.example/api/v4 这样；令牌以引用的形式写在 --token 里',
  'comment written': '已写评论',
  'comment edited': '已修改评论',
  'no comment: nothing changes': '没有评论：没有变化',
  'comment left as it is': '评论保持不变',
  '{0} `{1}`: {2}': '{0} `{1}`：{2}',
  check: '检查',
  'commit status': '提交状态',
  label: '标签',
};
