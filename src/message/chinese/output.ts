import type { Catalogue } from '../message.ts';

/** What stands around findings in the output of verbs. */
export const OUTPUT: Catalogue = {
  note: '注',
  help: '帮助',
  'and here: {0}': '此处还有：{0}',
  'the same in {0} more files: {1}': '另有 {0} 个文件存在同样的问题：{1}',
  'the same at {0} more places: {1}': '另有 {0} 处存在同样的问题：{1}',
  'and {0} more; `--max-findings 0` shows all, `--output json` writes them':
    '还有 {0} 个问题；`--max-findings 0` 显示全部，`--output json` 输出全部',
  '`sluice explain {0}` tells more of a code': '运行 `sluice explain {0}` 查看错误码的详细说明',
  ', 1 finding elsewhere': '，其他文件中还有 1 个问题',
  ', {0} findings elsewhere': '，其他文件中还有 {0} 个问题',
  '{0}, {1} compiled': '{0}，已编译 {1}',
  '1 file': '1 个文件',
  '{0} files': '{0} 个文件',
  '1 pipeline': '1 条流水线',
  '{0} pipelines': '{0} 条流水线',
  '1 error': '1 个错误',
  '{0} errors': '{0} 个错误',
  '1 warning': '1 个警告',
  '{0} warnings': '{0} 个警告',
};
