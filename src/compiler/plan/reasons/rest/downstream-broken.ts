import { say, type Message } from '../../../../message/index.ts';
import { MEANINGS } from '../../meaning.ts';
import type { Reason } from '../../reason.ts';

/** So many names are told. */
const NAMES_TOLD = 3;

/** A change that breaks others concerns data, whatever it does to its own pipeline; nothing where that is said already. */
export const downstreamBroken: Reason = {
  reason: 'DOWNSTREAM_BROKEN',
  find(_change, { findings, downstream }) {
    const broken = downstream.filter(({ breaking }) => breaking).map(({ pipeline }) => pipeline);
    const concerns = MEANINGS.indexOf('data-affecting');
    if (broken.length === 0 || findings.some(({ meaning }) => MEANINGS.indexOf(meaning) <= concerns)) return [];
    return [{ meaning: 'data-affecting', consequence: wordsOf(broken), paths: [] }];
  },
};

function wordsOf(broken: readonly string[]): Message {
  const told = broken
    .slice(0, NAMES_TOLD)
    .map((name) => `\`${name}\``)
    .join(', ');
  const more = broken.length - NAMES_TOLD;
  if (more > 0) return say`what hangs on it breaks: ${told} and ${more} more`;
  return say`what hangs on it breaks: ${told}`;
}
