/** Flink's names of one setting: that of 1.16 to 1.18, and that since. */
const CHAINING = ['pipeline.operator-chaining', 'pipeline.operator-chaining.enabled'];

/** Whether Flink may make one vertex of several steps of a job: by these options of it, it does unless they say otherwise. */
export function isChained(options: Readonly<Record<string, unknown>>): boolean {
  return !CHAINING.some((key) => String(options[key]) === 'false');
}
