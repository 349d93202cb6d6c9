import { say, type Message } from '../../message/index.ts';

/** What to do about a setting that a version does not read and another one does. */
export const DROPPED_SETTINGS: Readonly<Record<string, Message>> = {
  errorLimit: say`give the limit in -confProp: \`chunjun.dirty-data.max-rows\` (the job fails at that many rows; negative = no limit)`,
  dirty: say`give it in -confProp: the keys under \`chunjun.dirty-data\``,
  log: say`set it in the log configuration of the cluster`,
  restart: say`give it in -confProp: the keys \`restart-strategy\` of Flink`,
  test: say`leave it out`,
  metricPluginConf: say`write \`metricPluginConfig\``,
  metricPluginConfig: say`leave it out`,
};
