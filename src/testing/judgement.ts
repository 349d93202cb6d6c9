import { child, makeDiagnostic, type Diagnostic, type Location } from '../compiler/index.ts';
import { say, type Message } from '../message/index.ts';
import type { ExpectationUpdate } from './expectation-update.ts';
import type { Mismatch } from './match-value.ts';
import { quoted } from './show-value.ts';

/** What is found wrong in one case, and how its file could say what is so. */
export interface Judgement {
  readonly found: readonly Diagnostic[];
  readonly updates: readonly ExpectationUpdate[];
}

export const NOTHING_FOUND: Judgement = { found: [], updates: [] };

export function together(judgements: readonly Judgement[]): Judgement {
  return {
    found: judgements.flatMap(({ found }) => found),
    updates: judgements.flatMap(({ updates }) => updates),
  };
}

/** Each mismatch as a finding at the part of the expectation that is not met. `what` names the thing that was looked at. */
export function judge(
  mismatches: readonly Mismatch[],
  expectation: Location,
  what: (mismatch: Mismatch) => Message,
  pipeline: { readonly at: Location; readonly message: Message },
): Judgement {
  return {
    found: mismatches.map((mismatch) =>
      makeDiagnostic('SL1101', child(expectation, ...mismatch.path), say`${what(mismatch)} is not as expected`, {
        labels: [pipeline],
        notes: [expectedNote(mismatch), actualNote(mismatch), ...firstDifference(mismatch)],
      }),
    ),
    updates: mismatches
      .filter(({ replaceable }) => replaceable)
      .map(({ path, actual }) => ({ kind: 'set', path: [...expectation.path, ...path], value: actual })),
  };
}

function expectedNote({ expected, path, replaceable }: Mismatch): Message {
  const word = replaceable ? undefined : path.at(-1);
  switch (word) {
    case 'contains':
      return say`the case expects it to contain ${quoted(expected)}`;
    case 'matches':
      return say`the case expects it to match ${quoted(expected)}`;
    case 'oneOf':
      return say`the case expects one of ${quoted(expected)}`;
    case 'absent':
      return expected === true ? say`the case expects it to be absent` : say`the case expects it to be there`;
    default:
      return say`the case expects ${quoted(expected)}`;
  }
}

function actualNote({ actual }: Mismatch): Message {
  return actual === undefined ? say`there is no such value` : say`it is ${quoted(actual)}`;
}

/** Where two long texts part: the eye does not find it. */
function firstDifference({ expected, actual, replaceable }: Mismatch): Message[] {
  if (!replaceable || typeof expected !== 'string' || typeof actual !== 'string' || actual.length < 40) return [];
  let at = 0;
  while (at < expected.length && expected[at] === actual[at]) at += 1;
  if (at < 10) return [];
  return [
    say`they part at character ${at + 1}: ${quoted(expected.slice(at, at + 40))} expected, ${quoted(actual.slice(at, at + 40))} found`,
  ];
}
