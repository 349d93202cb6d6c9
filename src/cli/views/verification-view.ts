import { say, type Message } from '../../message/index.ts';
import type { ChainFinding, TopicVerification, Verification } from '../../runtime/index.ts';
import type { Terminal } from '../terminal.ts';

type Words = (message: Message) => string;

/** So many findings as a person reads; JSON has all. */
const MOST = 20;

/** What verifying came to, for people. */
export function showVerification(place: string, verification: Verification, terminal: Terminal, words: Words): void {
  const { topics, findings, repeats, uncompared } = verification;
  for (const topic of topics) terminal.say(`${topic.topic}  ${words(countsOf(topic))}${startOf(topic, words)}`);
  if (repeats > 0)
    terminal.say(words(say`${repeats} of them came more than once, which at-least-once delivery allows`));
  if (uncompared > 0)
    terminal.say(words(say`${uncompared} came again too late to be compared with the first; readers drop them by id`));
  for (const finding of findings.slice(0, MOST))
    terminal.show(`${terminal.paint.red(finding.kind)}  ${words(findingMessage(finding))} (${finding.place})`);
  if (findings.length > MOST)
    terminal.say(words(say`and ${findings.length - MOST} more: \`--output json\` has all of them`));
  terminal.show(words(verdictOf(place, findings.length)));
}

function verdictOf(place: string, findings: number): Message {
  if (findings === 0) return say`the events of ${place} are whole`;
  return findings === 1
    ? say`the events of ${place} are not whole`
    : say`the events of ${place} are not whole: ${findings} findings, of each key the first`;
}

/** schemas/events-verify.schema.json. */
export function verificationJson(place: string, { topics, findings, repeats, uncompared }: Verification): object {
  return {
    formatVersion: '1.0',
    place,
    whole: findings.length === 0,
    topics: topics.map(({ completeFrom, newest, ...topic }) => ({
      ...topic,
      completeFrom: timeOf(completeFrom),
      newest: timeOf(newest),
    })),
    repeats,
    uncompared,
    findings: findings.map((finding) => ({
      kind: finding.kind,
      topic: finding.topic ?? null,
      key: finding.key ?? null,
      sequence: finding.sequence ?? null,
      through: finding.through ?? null,
      type: finding.type ?? null,
      place: finding.place,
      toldAt: timeOf(finding.toldAt ?? null),
    })),
  };
}

/** The time of the newest is told so that an end that is too early catches the eye. */
function countsOf({ events, chains, headRecords, newest }: TopicVerification): Message {
  const counts = say`${events} events of ${chains} keys, ${headRecords} head records`;
  return newest === null ? counts : say`${counts}; the newest is of ${timeOf(newest) ?? ''}`;
}

function startOf({ completeFrom, expiredChains }: TopicVerification, words: Words): string {
  if (completeFrom === null) return '';
  const from = say`complete from ${timeOf(completeFrom) ?? ''} on: what was before has expired`;
  const gone = expiredChains === 0 ? '' : `; ${words(say`nothing is left of ${expiredChains} keys`)}`;
  return `; ${words(from)}${gone}`;
}

/** What is wrong, in a sentence that names the event. */
export function findingMessage(finding: ChainFinding): Message {
  const { kind, key = '', topic = '', sequence = 0, through, type, toldAt } = finding;
  const range = through === undefined ? String(sequence) : `${sequence} - ${through}`;
  const event = type === undefined ? range : `${range} (${type})`;
  const told = timeOf(toldAt ?? null) ?? '';
  switch (kind) {
    case 'removed':
      return say`${key} in ${topic}: event ${event} is gone, and later ones are there`;
    case 'cut':
      return say`${key} in ${topic}: event ${event} is cut off; a head record of ${told} tells of it`;
    case 'changed':
      return say`${key} in ${topic}: event ${event} is not what was written`;
    case 'reordered':
      return say`${key} in ${topic}: event ${event} comes after one that it was before`;
    case 'doubled':
      return say`${key} in ${topic}: event ${event} is there once more with other content`;
    case 'unreadable':
      return say`there is no event`;
    case 'expired':
      return say`${topic} is complete only from ${told} on`;
    default:
      return kind satisfies never;
  }
}

function timeOf(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
