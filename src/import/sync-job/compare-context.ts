import type { Message } from '../../message/index.ts';
import type { DifferenceReason, FoundDifference } from '../import-result.ts';
import { hideSecrets } from './hide-secrets.ts';
import type { Notes } from './notes.ts';

/** One comparison: differences are collected here, secrets taken out. */
export class Comparison {
  readonly target: 'flinkx' | 'chunjun';
  readonly notes: Notes;
  readonly differences: FoundDifference[] = [];

  constructor(target: 'flinkx' | 'chunjun', notes: Notes) {
    this.target = target;
    this.notes = notes;
  }

  /** `undefined` on a side means that it says nothing there. A note of the reader beats the reason given. */
  add(path: string, from: unknown, to: unknown, reason: DifferenceReason, message: Message): void {
    const noted = this.notes.at(path);
    // what is left out because it says nothing is no reason for another value
    const note = to !== undefined && noted?.reason === 'default' ? undefined : noted;
    const [, quoted, plain] = /(?:\["([^"]*)"\]|([\w-]+))(?:\[\d+\])*$/.exec(path) ?? [];
    const name = quoted ?? plain ?? '';
    this.differences.push({
      path,
      ...(from === undefined ? {} : { from: hideSecrets(from, name) }),
      ...(to === undefined ? {} : { to: hideSecrets(to, name) }),
      ...(from === undefined ? { reason, message } : (note ?? { reason, message })),
    });
  }
}
