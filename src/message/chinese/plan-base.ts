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
  'git has not the bytes of `{0}` at that commit': 'git 没有该提交中 `{0}` 的内容',
  'a partial clone fetches them from its remote: see that it answers, or make a whole clone':
    '部分克隆从远端取回内容：请确认远端能应答，或做完整克隆',
  '`{0}` has commits that this tree has not: what they changed shows reversed; `--base {1}...` compares with where the two parted':
    '`{0}` 有此工作区没有的提交：其改动会反向显示；`--base {1}...` 与两者分开之处比较',
  '`{0}` is pinned: {1}': '`{0}` 已固定：{1}',
  'that commit has no project here: every pipeline is new': '该提交在此没有项目：每条流水线都是新的',
  'that commit has the project in `{0}`: it is compared with what lies there': '该提交的项目在 `{0}`：与那里的内容比较',
  '{0} errors, the first': '{0} 个错误，第一个',
  'the base does not compile whole ({0}: {1}): pipelines that do not compile there show as new':
    '基准不能完整编译（{0}：{1}）：在其中不能编译的流水线显示为新建',
  'this is a bare repository: it has no working tree to plan': '这是裸仓库：没有可作计划的工作区',
  'run it in a clone of it': '请在它的克隆中运行',
  'this is a partial clone, and its remote does not give the files of that commit':
    '这是部分克隆，而它的远端没有给出该提交的文件',
  'see that `git fetch` reaches the remote, or make a clone without `--filter`':
    '请确认 `git fetch` 能连到远端，或做不带 `--filter` 的克隆',
  'see what `git status` and `git fsck` say here': '请看 `git status` 和 `git fsck` 在此怎么说',
  'a sparse checkout leaves `{0}` out of this tree: a plan would show it as deleted':
    '稀疏检出使 `{0}` 不在此工作树中：计划会把它显示为已删除',
  'check out the whole project: `git sparse-checkout disable`, or add its folders with `git sparse-checkout add`':
    '请检出整个项目：`git sparse-checkout disable`，或用 `git sparse-checkout add` 加入其目录',
  '`{0}` is a submodule: what it held at that commit is not read, and shows as new':
    '`{0}` 是子模块：它在该提交中的内容没有读取，显示为新建',
  '`{0}` is no commit to compare with': '`{0}` 不是可以与之比较的提交',
  '`{0}` names something in the history that is no commit': '`{0}` 指的是历史中的某个对象，但不是提交',
  '`{0}` is the beginning of several names in the history': '历史中有多个名称以 `{0}` 开头',
  'write more digits of the commit': '请多写几位提交号',
  'this repository has no commit yet': '此仓库还没有提交',
  'commit first; without `--base` a plan compares with what is deployed':
    '请先提交；不带 `--base` 时，计划与已部署的内容比较',
  '`{0}` is a range of commits, and a plan compares with one': '`{0}` 是一段提交，而计划只与一个提交比较',
  '`--base {0}` compares with it, `--base {1}...` with where this branch left it':
    '`--base {0}` 与它比较，`--base {1}...` 与此分支离开它之处比较',
  'the history does not reach back to it: `git fetch --unshallow`, or check out with `fetch-depth: 0`':
    '历史没有回溯到那里：请执行 `git fetch --unshallow`，或以 `fetch-depth: 0` 检出',
  'the history does not reach back to it: `git log` shows what there is':
    '历史没有回溯到那里：`git log` 显示现有的提交',
  'fetch it first: `git fetch origin {0}`, and `--base FETCH_HEAD`':
    '请先取回：`git fetch origin {0}`，并用 `--base FETCH_HEAD`',
  '`{0}` is the name of a branch and of a tag, and the tag is taken: `--base refs/heads/{1}` is the branch':
    '`{0}` 既是分支名也是标签名，这里取标签：`--base refs/heads/{1}` 是分支',
};
