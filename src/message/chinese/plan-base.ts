import type { Catalogue } from '../message.ts';

/** Of commits that plans compare with. */
export const PLAN_BASE: Catalogue = {
  'git has no commit `{0}` here: the clone is shallow, it has the newest commits only':
    'git 在此没有提交 `{0}`：这是浅克隆，只有最新的提交',
  'git has no commit `{0}` here': 'git 在此没有提交 `{0}`',
  'fetch it first: `git fetch --depth=1 origin {0}` and `--base FETCH_HEAD`, or check out with `fetch-depth: 0`':
    '请先取回：`git fetch --depth=1 origin {0}` 并用 `--base FETCH_HEAD`，或以 `fetch-depth: 0` 检出',
  '`{0}` is no name of a commit': '`{0}` 不是提交的名称',
  'name a branch, a tag or a commit: `--base origin/main`': '请写分支、标签或提交：`--base origin/main`',
  'git finds no commit that `{0}` and this tree have in common': 'git 找不到 `{0}` 与此工作区的共同提交',
  'a shallow clone does not reach back to it: check out with `fetch-depth: 0`, or name the base without `...`':
    '浅克隆追溯不到它：请以 `fetch-depth: 0` 检出，或写基准时不带 `...`',
  '`git` is not on the PATH': '`PATH` 中没有 `git`',
  'install git; a plan against a commit reads the history with it': '请安装 git；与提交比较的计划用它读取历史',
  'git refuses to read this repository: its files belong to another user': 'git 拒绝读取此仓库：其文件属于另一个用户',
  'where that is meant, as in a container, say so: `git config --global --add safe.directory "$PWD"`':
    '若本意如此（例如在容器中），请声明：`git config --global --add safe.directory "$PWD"`',
  'this folder is in no git repository': '此文件夹不在任何 git 仓库中',
  'run it in a clone; a copy of the files without `.git` has no history to compare with':
    '请在克隆中运行；没有 `.git` 的文件副本没有可比较的历史',
  'git did not answer within two minutes': 'git 两分钟内没有应答',
  'git failed: {0}': 'git 失败：{0}',
  'see what `git status` and `git fsck` say here; a partial clone fetches files that it has not, so the remote must answer':
    '请看 `git status` 和 `git fsck` 在此怎么说；部分克隆会取回缺少的文件，因此远端必须能应答',
  'git has not the bytes of `{0}` at that commit': 'git 没有该提交中 `{0}` 的内容',
  'a partial clone fetches them from its remote: see that it answers, or make a whole clone':
    '部分克隆从远端取回内容：请确认远端能应答，或做完整克隆',
  '`{0}` has commits that this tree has not: what they changed shows reversed; `--base {1}...` compares with where the two parted':
    '`{0}` 有此工作区没有的提交：其改动会反向显示；`--base {1}...` 与两者分开之处比较',
  'that commit has no project here: every pipeline is new': '该提交在此没有项目：每条流水线都是新的',
  'that commit has the project in `{0}`: it is compared with what lies there': '该提交的项目在 `{0}`：与那里的内容比较',
  'the base does not compile whole ({0} errors): what is wrong there is not compared':
    '基准不能完整编译（{0} 个错误）：其中有错的不作比较',
  'the base does not compile whole ({0} errors), and a file of it cannot be read: pipelines of that file show as new':
    '基准不能完整编译（{0} 个错误），且有文件不能读取：该文件的流水线显示为新建',
};
