// Lets a test say what a message reads in English: `expect(diagnostic.message).toBe`-like matchers compare a
// message with a text by its words. One language is enough there; the catalogue has tests of its own.
import { expect } from 'vitest';
import { wordsOf, type Message } from '../../src/message/index.ts';

// what a verb prints in a test is English, wherever the test runs
process.env['SLUICE_LANG'] = 'en';

// Files that share a process run this again, and testers stay: one is enough.
const ADDED = Symbol.for('sluice.test.messages-as-english');
if (!Reflect.has(globalThis, ADDED)) {
  Reflect.set(globalThis, ADDED, true);
  expect.addEqualityTesters([
    (a: unknown, b: unknown): boolean | undefined => {
      if (isMessage(a) && typeof b === 'string') return wordsOf(a) === b;
      if (typeof a === 'string' && isMessage(b)) return a === wordsOf(b);
      return undefined;
    },
  ]);
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'template' in value && 'args' in value;
}
