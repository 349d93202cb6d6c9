import { sluice } from '../../support/sluice-program.ts';
import type { Verdict } from '../support/verdict.ts';
import type { Place } from './place.ts';

interface Verification {
  readonly topics: readonly { readonly events: number }[];
  readonly findings: readonly {
    readonly kind: string;
    readonly key: string | null;
    readonly sequence: number | null;
  }[];
}

/** `sluice events --verify`, as a user runs it, reads the bus and finds nothing of this project that is not whole. */
export async function checkLog(folder: string, { project, env }: Place, verdict: Verdict): Promise<void> {
  const end = await sluice(['events', '--verify', '--output', 'json'], { cwd: folder, env });
  let found: Verification;
  try {
    // `as` because the shape is held to its schema elsewhere.
    found = JSON.parse(end.stdout) as Verification;
  } catch {
    verdict.broken.push(`events --verify ended with ${end.code} and gave no JSON: ${end.stderr.slice(0, 300)}`);
    return;
  }
  // The topics of a shared Kafka have the events of other projects, too.
  const own = found.findings.filter(({ key }) => key?.startsWith(`${project}/`));
  for (const { kind, key, sequence } of own) verdict.broken.push(`events --verify: ${kind}, ${key} ${sequence}`);
  if (!found.topics.some(({ events }) => events > 0)) verdict.lost.push('events --verify has seen no event');
  verdict.count('verifications by the program');
}
