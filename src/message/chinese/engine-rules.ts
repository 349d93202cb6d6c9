import type { Catalogue } from '../message.ts';

/** The rules about what an engine, its version and its mode have (src/compiler/check). */
export const ENGINE_RULES: Catalogue = {
  '`{0}` is a field of the {1}: write it beside `options`': '`{0}` 是{1}的字段：与 `options` 并列书写',
  'as a {0} it has `{1}` on {2}': '作为{0}时，它在 {2} 上有 `{1}`',
  '`{0}` is an option of connector `{1}` as a {2}': '`{0}` 是连接器 `{1}` 作为{2}时的选项',
  'use `parallelism` or `rateLimit`, which have these names on every engine':
    '使用 `parallelism` 或 `rateLimit`：它们在所有引擎上名称相同',
  'use `errorLimit` of `settings`, which has this name on every engine that has a limit':
    '使用 `settings` 的 `errorLimit`：它在所有支持上限的引擎上名称相同',
  '{0} would read it': '{0} 会读取它',
  'engine {0} of sluice.yaml runs both source and sink: write `engine: {1}`':
    '`sluice.yaml` 中的引擎 {0} 同时支持这里的源端和目标端：写成 `engine: {1}`',
  'engines {0} of sluice.yaml run both source and sink': '`sluice.yaml` 中的引擎 {0} 同时支持这里的源端和目标端',
  '`url` of engine `{0}` is not used in mode `local`': '引擎 `{0}` 的 `url` 在模式 `local` 下不起作用',
  'a local run starts a Flink of its own, in one process with the job': '本地运行会与作业在同一进程里自行启动 Flink',
  'leave it out, or write `mode: session` for the cluster at that address':
    '去掉它，或写成 `mode: session` 以使用该地址上的集群',
  'leave `url` out': '去掉 `url`',
  'move it there': '移到那里',
  'declare an engine of such a type in sluice.yaml, and name it': '在 sluice.yaml 中声明一个这种类型的引擎并引用它',
  'ChunJun 1.16 has it': 'ChunJun 1.16 有它',
};
