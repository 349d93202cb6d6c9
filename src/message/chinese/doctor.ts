import type { Catalogue } from '../message.ts';

/** What `sluice doctor` sees, and what to do. */
export const DOCTOR: Catalogue = {
  'the project compiles, pipelines: {0}': '项目可以编译，流水线数：{0}',
  'the project has {0} errors, and {1} pipelines that compile': '项目有 {0} 个错误，{1} 条流水线可以编译',
  '`sluice check` shows them; what is broken keeps its last good version':
    '用 `sluice check` 查看；有问题的流水线保持上一个正确的版本',
  'no pipeline of this environment runs on an engine `{0}`': '该环境中没有流水线运行在引擎 `{0}` 上',
  '`sluice check` says whether pipelines compile': '`sluice check` 会说明流水线能否编译',
  'they run on {0}': '它们运行在 {0} 上',
  'port {0} of {1} is free': '{1} 的端口 {0} 空闲',
  'a Sluice listens on port {0} of {1} already': '{1} 的端口 {0} 上已有一个 `sluice` 在监听',
  'nothing to mend if that is the daemon of this project; a second one takes another --port':
    '如果那就是本项目的守护进程，则无需处理；第二个守护进程请用另一个 `--port`',
  'what to do': '处理办法',
  '`{0}` answers, jobs of Sluice that run: {1}': '`{0}` 有应答，运行中的 `sluice` 作业数：{1}',
  '`{0}` {1} answers, jobs of Sluice that run: {2}': '`{0}` {1} 有应答，运行中的 `sluice` 作业数：{2}',
  'see the address of the engine in sluice.yaml, and whether it runs':
    '请检查 `sluice.yaml` 中引擎的地址，以及引擎是否在运行',
  '{0}: “{1}”': '{0}：“{1}”',
  'the engine cannot be reached': '无法连接引擎',
  'the engine refuses, or something else answers at its address': '引擎拒绝了请求，或该地址上应答的不是引擎',
  'the settings of the engine do not go': '引擎的设置不可用',
  'see what sluice.yaml says of the engine': '请检查 `sluice.yaml` 中引擎的设置',
  'the repository cannot be reached': '无法连接仓库',
  'see that this machine reaches it: `git ls-remote` with the same address, as the same user':
    '请确认本机能连接它：以同一用户对同一地址执行 `git ls-remote`',
  'the repository is not shown to this machine': '仓库不允许本机读取，或不存在',
  'see SLUICE_GIT_URL, and give SLUICE_GIT_TOKEN of somebody who may read it; by ssh, a key and the host in known_hosts':
    '请检查 `SLUICE_GIT_URL`，并用 `SLUICE_GIT_TOKEN` 提供有读权限者的令牌；若用 `ssh`，请提供密钥并将主机加入 `known_hosts`',
  'the repository does not have the branch or tag that is followed': '仓库中没有要跟随的分支或标签',
  'push it, or name another one with SLUICE_GIT_REF': '请推送它，或用 `SLUICE_GIT_REF` 指定其他分支或标签',
  'the store cannot be reached': '无法连接存储',
  'see the address of the store, and whether its server runs': '请检查存储的地址，以及服务器是否在运行',
  'the store refuses the user, or has no such database': '存储拒绝该用户，或者没有这个数据库',
  'see the user, the password and the database of the store; the user needs SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER and INDEX there':
    '请检查存储的用户、密码和数据库；该用户需要 `SELECT`、`INSERT`、`UPDATE`、`DELETE`、`CREATE`、`ALTER` 和 `INDEX` 权限',
  'this build does not go with the store': '本程序不能使用该存储',
  'use MySQL 8.0 or newer or MariaDB 10.6 or newer, or the embedded SQLite store; or upgrade this host':
    '请使用 `MySQL` 8.0 或更高版本、`MariaDB` 10.6 或更高版本，或内嵌的 `SQLite` 存储；或升级本机',
  'Redis cannot be reached': '无法连接 `Redis`',
  'see the address of Redis, and whether it runs': '请检查 `Redis` 的地址，以及它是否在运行',
  'Redis refuses, or is another one than the settings say': '`Redis` 拒绝连接，或者与配置所写的不是同一个',
  'see the user and the password of Redis, its certificate, and whether it is a sentinel, a cluster or one server':
    '请检查 `Redis` 的用户、密码和证书，以及它是哨兵、集群还是单个服务器',
  'a file of authorities cannot be read': '证书颁发机构文件无法读取',
  'name a PEM file that this process may read, with REDIS_TLS_CA_FILE or KAFKA_TLS_CA_FILE':
    '请用 `REDIS_TLS_CA_FILE` 或 `KAFKA_TLS_CA_FILE` 指定一个本进程可读的 `PEM` 文件',
  'this user may not listen on the port': '当前用户不能监听该端口',
  'name a port from 1024 on with --port, or let the service have CAP_NET_BIND_SERVICE':
    '请用 `--port` 指定 1024 及以上的端口，或为服务授予 `CAP_NET_BIND_SERVICE`',
  'the address is none of this host': '该地址不是本机的地址',
  'name one of this host with --host': '请用 `--host` 指定一个本机的地址',
  'Kafka cannot be reached': '无法连接 `Kafka`',
  'see the addresses of the brokers, and whether they run': '请检查各节点的地址，以及它们是否在运行',
  'another process has the port': '端口被其他进程占用',
  'end that process, or name another port with --port': '请结束该进程，或用 `--port` 指定其他端口',
  '{0} answers: {1} is at {2}': '{0} 有应答：{1} 位于 {2}',
  'Node {0}': '`Node` {0}',
  'Node {0} is too old': '`Node` {0} 版本过低',
  'install Node {0} or newer': '请安装 `Node` {0} 或更高版本',
  'time zones are of {0}': '时区数据版本为 {0}',
  'this Node does not know the time zones': '这个 `Node` 没有时区数据',
  'install Node with full ICU, and unset NODE_ICU_DATA': '请安装带完整 `ICU` 的 `Node`，并取消 `NODE_ICU_DATA`',
  'the state folder {0} cannot be written ({1})': '状态目录 {0} 不可写（{1}）',
  'let this user write there, or name another folder with SLUICE_STATE_DIR':
    '请授予当前用户写权限，或用 `SLUICE_STATE_DIR` 指定其他目录',
  '{0} can be written': '{0} 可写',
  'the logs of runs take {0}, and have no quota': '运行日志占用 {0}，没有限额',
  'the logs of runs take {0} of {1} MiB': '运行日志占用 {0}，限额 {1} `MiB`',
  'an executor that runs here removes the oldest; raise SLUICE_LOG_QUOTA to keep them':
    '在此运行的执行器会删除最旧的日志；要保留它们，请调高 `SLUICE_LOG_QUOTA`',
  '{0} GiB are free where the state folder is': '状态目录所在磁盘剩余 {0} `GiB`',
  'make room there: job logs, checkouts and, embedded, the store itself grow in it':
    '请腾出空间：作业日志、检出的仓库以及内嵌存储都会在那里增长',
  'this system does not tell the limit of open files': '本系统不提供打开文件数的上限',
  '{0} files may be open at once': '最多可同时打开 {0} 个文件',
  'raise it: `LimitNOFILE=65536` in the unit, or `ulimit -n 65536`':
    '请调高：在服务单元中设 `LimitNOFILE=65536`，或执行 `ulimit -n 65536`',
  'this system does not tell how many folders may be watched': '本系统不提供可监视的目录数上限',
  '{0} files and folders may be watched': '最多可监视 {0} 个文件和目录',
  'raise it: `sysctl fs.inotify.max_user_watches=524288`': '请调高：`sysctl fs.inotify.max_user_watches=524288`',
  'Kafka on {0} answers, brokers: {1}': '{0} 上的 `Kafka` 有应答，节点数：{1}',
  'these topics are not there yet: {0}': '以下主题尚不存在：{0}',
  '`sluice serve` makes them where its user may create topics; else create them, sluice.audit with retention.ms=-1':
    '若有建主题的权限，`sluice serve` 会创建它们；否则请手动创建，其中 `sluice.audit` 设 `retention.ms=-1`',
  'replicas are behind in {0}': '{0} 的副本落后',
  'see whether a broker is down': '请检查是否有节点宕机',
  'both topics are there and keep what they are given': '两个主题都存在，并会保留写入的内容',
  'the server on {0} takes the user `{1}`': '{0} 上的服务器接受用户 `{1}`',
  'the server is {0}': '服务器版本为 {0}',
  'the database `{0}` is there': '数据库 `{0}` 存在',
  'there is no database `{0}` that this user sees: `sluice serve` makes it where it may':
    '该用户看不到数据库 `{0}`：有权限时 `sluice serve` 会创建它',
  'create it: CREATE DATABASE `{0}` CHARACTER SET utf8mb4': '请创建 `{0}`：`CREATE DATABASE … CHARACTER SET utf8mb4`',
  'what the roles of `{0}` may do in `{1}` is not looked at': '未检查 `{0}` 的角色在 `{1}` 中的权限',
  '`{0}` may do in `{1}` what is needed': '`{0}` 在 `{1}` 中拥有所需权限',
  '`{0}` may not {1} in `{2}`': '`{0}` 在 `{2}` 中缺少权限 {1}',
  "GRANT {0} ON `{1}`.* TO '{2}'": "请在 `{1}` 上授予 '{2}' 权限 {0}",
  'the server takes writes': '服务器可写',
  'the server is read-only, as a replica is': '服务器只读，如同副本',
  'let MYSQL_ADDRESS name the primary, or SET GLOBAL read_only = 0 where this is it':
    '请让 `MYSQL_ADDRESS` 指向主库；若这就是主库，执行 `SET GLOBAL read_only = 0`',
  'binlog_format is STATEMENT, under which the server refuses what the store writes':
    '`binlog_format` 为 `STATEMENT`，此时服务器会拒绝存储的写入',
  'set binlog_format to ROW': '请将 `binlog_format` 设为 `ROW`',
  'max_allowed_packet is {0} bytes, less than a large pipeline may have':
    '`max_allowed_packet` 为 {0} 字节，大型流水线可能超出',
  'set max_allowed_packet to 64M': '请将 `max_allowed_packet` 设为 `64M`',
  "innodb_flush_log_at_trx_commit is {0}: what was committed is lost when the server's machine fails":
    '`innodb_flush_log_at_trx_commit` 为 {0}：服务器所在机器故障时，已提交的内容会丢失',
  'set innodb_flush_log_at_trx_commit to 1': '请将 `innodb_flush_log_at_trx_commit` 设为 `1`',
  'the settings of the server fit': '服务器设置合适',
  '{0} daemons run on this store': '有 {0} 个守护进程在使用该存储',
  'daemons of another version run on this store: {0}': '有其他版本的守护进程在使用该存储：{0}',
  'upgrade them one after the other; only neighbouring releases go on beside each other':
    '请逐个升级；只有相邻版本可以并存',
  'Redis on {0} answers and runs scripts': '{0} 上的 `Redis` 有应答，可执行脚本',
  'the server is Redis {0}': '服务器为 `Redis` {0}',
  'it takes writes': '它可写',
  'it is a replica, and takes no lease': '它是副本，不能保存租约',
  'name the master, or its Sentinels with REDIS_SENTINELS': '请指定主节点，或用 `REDIS_SENTINELS` 指定其哨兵',
  'it evicts nothing': '它不会淘汰键',
  'under maxmemory-policy {0} it may evict the lease when its memory is full, and another leads: two do not, but runs are late':
    '在 `maxmemory-policy` {0} 下，内存用满时它可能淘汰租约，由另一进程接任：不会有两个领导者，但运行会延迟',
  'set maxmemory-policy to noeviction, or use a Redis of its own':
    '请将 `maxmemory-policy` 设为 `noeviction`，或使用独立的 `Redis`',
  'there is no store at {0} yet: `sluice serve` makes it': '{0} 处尚无存储：`sluice serve` 会创建它',
  'the store is {0}': '存储为 {0}',
  'the store {0} cannot be read: {1}': '无法读取存储 {0}：{1}',
  'let this user read it, or put a backup in its place': '请授予当前用户读权限，或用备份替换它',
  'its clock is {0} ms off': '其时钟相差 {0} 毫秒',
  "its clock is {0} ms off this machine's": '其时钟与本机相差 {0} 毫秒',
  'let a time service set both, as chrony or systemd-timesyncd':
    '请用时间服务校准两者，例如 `chrony` 或 `systemd-timesyncd`',
  'there are no tables yet: `sluice serve` makes them': '尚无数据表：`sluice serve` 会创建',
  'schema {0}, as this build has it': '表结构版本 {0}，与本程序一致',
  'schema {0}: `sluice serve` of this build brings it to {1}': '表结构版本 {0}：本程序的 `sluice serve` 会升级到 {1}',
  "schema {0} is newer than this build's {1}, and this build goes on with it":
    '表结构版本 {0} 高于本程序的 {1}，本程序可以继续使用',
  'upgrade this host soon': '请尽快升级本机',
  "schema {0} is newer than this build's {1}, and this build does not go on with it":
    '表结构版本 {0} 高于本程序的 {1}，本程序无法使用',
  'upgrade this host: schemas only go forward': '请升级本机：表结构只会向前升级',
  'it gave no answer within {0} s': '{0} 秒内没有应答',
  'see whether the server hangs, or a firewall swallows what is sent to it':
    '请检查服务器是否卡住，或防火墙是否丢弃了数据包',
  ok: '正常',
  skipped: '已跳过',
  state: '状态',
  'what was looked at': '检查项',
  'what was seen': '观察结果',
};
