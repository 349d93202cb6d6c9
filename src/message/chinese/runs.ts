import type { Catalogue } from '../message.ts';

/** Of asking a server for a run, and following it. */
export const RUNS: Catalogue = {
  'no server has answered for a minute; run {0} goes on without': '服务器已有一分钟没有应答；运行 {0} 仍在继续',
  'the server cannot answer just now; the log goes on once it does': '服务器暂时无法应答；恢复后日志会继续',
  'no server has answered for ten minutes; run {0} goes on without': '服务器已有十分钟没有应答；运行 {0} 仍在继续',
  '`sluice logs {0} --follow` follows it once there is one': '服务器恢复后可用 `sluice logs {0} --follow` 继续跟踪',
  'this fire has run already (run {0}); nothing was done': '该触发已运行过（运行 {0}）；未做任何操作',
  '`--again` runs it once more; `--fire T` another fire': '`--again` 会再运行一次；`--fire T` 运行另一次触发',
  'run {0} is on record: `sluice logs {1} --follow` shows what it prints':
    '运行 {0} 已记录：`sluice logs {1} --follow` 可查看其输出',
  'the server has not answered; it is asked again': '服务器没有应答；正在再次询问',
  'no answer was waited for: the run may be on record, or not; `sluice runs` shows it':
    '未等待应答：运行可能已记录，也可能没有；可用 `sluice runs` 查看',
  'run {0} goes on; `sluice logs {1} --follow` follows it again':
    '运行 {0} 仍在继续；`sluice logs {1} --follow` 可再次跟踪',
  '`{0}` gives no parameter': '`{0}` 没有给出参数',
  'write NAME=VALUE': '请写作 NAME=VALUE',
  '--no-wait is of a run that a server makes; this one is made here':
    '--no-wait 只用于由服务器执行的运行；本次运行在本机执行',
  'add --server, or leave --no-wait out': '请加上 --server，或去掉 --no-wait',
};
