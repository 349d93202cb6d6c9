/** What to do about a setting that a version does not read and another one does. */
export const DROPPED_SETTINGS: Readonly<Record<string, string>> = {
  errorLimit:
    'give the limit in -confProp: `chunjun.dirty-data.max-rows` (the job fails at that many rows; negative = no limit)',
  dirty: 'give it in -confProp: the keys under `chunjun.dirty-data`',
  log: 'set it in the log configuration of the cluster',
  restart: 'give it in -confProp: the keys `restart-strategy` of Flink',
  test: 'leave it out',
  metricPluginConf: 'write `metricPluginConfig`',
  metricPluginConfig: 'leave it out',
};
