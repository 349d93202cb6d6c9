import type { TopicRecord } from '../../../support/read-topic.ts';
import type { Verdict } from '../../support/verdict.ts';
import type { DoneRollback } from '../sim-hosts.ts';

/** What nobody but a person has told. */
const DONE: readonly string[] = ['ROLLED_BACK', 'ROLLBACK_UNDONE'];

/** Each person asked once: it was done once at most, however often it was sent, and once where they were told so. */
export function checkRollbacks(told: readonly DoneRollback[], events: readonly TopicRecord[], verdict: Verdict): void {
  const done = events.flatMap(({ event: { type, data } }) =>
    type.startsWith('deployment.') && type !== 'deployment.unpinned' && DONE.includes(codeOf(data['reason']))
      ? [`${String(data['pipeline'])} ${String(data['generation'])} by ${String(data['actor'])}`]
      : [],
  );
  const actors = done.map((one) => one.slice(one.lastIndexOf(' ')));
  if (new Set(actors).size < actors.length) verdict.doubled.push(`a rollback was done twice: ${done.join(', ')}`);
  for (const { pipeline, generation, actor } of told) {
    if (!done.includes(`${pipeline} ${generation} by ${actor}`))
      verdict.lost.push(`${actor} was told that ${pipeline} is rolled back, and no event tells it`);
  }
}

function codeOf(reason: unknown): string {
  return typeof reason === 'object' && reason !== null && 'code' in reason ? String(reason.code) : '';
}
