import type { TopicRecord } from '../../../support/read-topic.ts';
import type { Verdict } from '../../support/verdict.ts';
import type { ToldDeed } from '../sim-hosts.ts';

/** What people have done to a pipeline, each of whom asked once. */
const PEOPLES: readonly string[] = [
  'deployment.paused',
  'deployment.unpaused',
  'deployment.restored',
  'deployment.deleted',
];

/** What a person asked for was done once at most, however often it was sent, and once where the person was told so. */
export function checkTold(told: readonly ToldDeed[], events: readonly TopicRecord[], verdict: Verdict): void {
  const done = new Map<string, number>();
  for (const { event } of events) {
    const actor = String(event.data['actor']);
    if (!actor.startsWith('person-') || !PEOPLES.includes(event.type)) continue;
    const deed = `${event.type} of ${String(event.data['pipeline'])} by ${actor}`;
    done.set(deed, (done.get(deed) ?? 0) + 1);
  }
  for (const [deed, times] of done) if (times > 1) verdict.doubled.push(`${deed} is told ${times} times`);
  for (const { pipeline, actor, type } of told) {
    const deed = `${type} of ${pipeline} by ${actor}`;
    if (!done.has(deed)) verdict.lost.push(`${deed} was promised, and no event tells it`);
  }
}
