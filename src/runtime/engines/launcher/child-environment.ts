/** What a launcher or a start script may need of the executor's own environment. Nothing else is passed on. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'USER',
  'LANG',
  'LC_ALL',
  'TZ',
  'JAVA_HOME',
  'FLINKX_HOME',
  'CHUNJUN_HOME',
  'FLINK_HOME',
  'FLINK_CONF_DIR',
  'HADOOP_HOME',
  'HADOOP_CONF_DIR',
  'YARN_CONF_DIR',
];

/** The whole environment of a job's process: a short list, so that no secret of the executor leaks into it. */
export function childEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  temporary: string,
): Readonly<Record<string, string>> {
  const passed = PASSED_ON.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(passed), TMPDIR: temporary };
}
