/**
 * Adds a fact to the global parameters of a job, where whoever looks at the job finds it again. As hexadecimal digits, because
 * Flink's map syntax gives `:`, `,` and quotes a meaning.
 *
 * @param given the `pipeline.global-job-parameters` that there are already.
 */
export function withStamp(given: string | undefined, key: string, text: string): string {
  const stamp = `${key}:${stampText(text)}`;
  return given === undefined || given === '' ? stamp : `${given},${stamp}`;
}

/** How a fact stands there. */
export function stampText(text: string): string {
  return Buffer.from(text, 'utf8').toString('hex');
}

/** Reads a fact out of a job's parameters; undefined where it has none of ours. */
export function stampOf(parameters: Readonly<Record<string, string>>, key: string): string | undefined {
  const stamp = parameters[key];
  return stamp !== undefined && /^(?:[0-9a-f]{2})+$/.test(stamp)
    ? Buffer.from(stamp, 'hex').toString('utf8')
    : undefined;
}
