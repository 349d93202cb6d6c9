import { createHash } from 'node:crypto';
import { say, wordsOf, type Catalogue } from '../../message/index.ts';
import type { AlertMessage } from '../ports/index.ts';

/**
 * Several messages as one, for people to read at once: what the limit of a service or quiet hours made wait. One alone stays as it is.
 *
 * @param dropped How many messages before them never arrived, which is said at the end.
 */
export function joinMessages(
  messages: readonly [AlertMessage, ...AlertMessage[]],
  dropped: number,
  catalogue: Catalogue | undefined,
): AlertMessage {
  const [first, ...others] = messages;
  const loss =
    dropped === 0 ? [] : [wordsOf(say`messages before this one that could not be delivered: ${dropped}`, catalogue)];
  if (others.length === 0) return { ...first, lines: [...first.lines, ...loss] };
  // what has begun and is over says both, the later last
  const isAmiss = [...new Map(messages.map(({ key, status }) => [key, status])).values()].includes('firing');
  const parts = messages.flatMap(({ title, lines }) => ['', title, ...lines.map((line) => `  ${line}`)]);
  return {
    key: createHash('sha256')
      .update(JSON.stringify(messages.map(({ key }) => key)))
      .digest('hex'),
    status: isAmiss ? 'firing' : 'resolved',
    title: wordsOf(say`${messages.length} alerts`, catalogue),
    lines: [...messages.map(({ title }) => `- ${title}`), ...loss, ...parts],
    labels: {},
    startedAt: Math.min(...messages.map(({ startedAt }) => startedAt)),
  };
}
