import type { Meaning, PlanAction, PlanOrigin } from '../../../compiler/index.ts';
import { joined, say, type Message } from '../../../message/index.ts';

/** One sign for each action, as wide as a letter. */
export const ACTION_SIGNS: Readonly<Record<PlanAction, string>> = {
  create: '+',
  update: '~',
  replace: '!',
  delete: '-',
  move: '>',
  none: ' ',
};

/** What becomes of a pipeline, in a word. */
export const ACTION_WORDS: Readonly<Record<PlanAction, Message>> = {
  create: say`create`,
  update: say`change`,
  replace: say`replace`,
  delete: say`delete`,
  move: say`move`,
  none: say`nothing`,
};

/** What a change means, in a word. */
export const MEANING_WORDS: Readonly<Record<Meaning, Message>> = {
  destructive: say`destructive`,
  'state-breaking': say`state-breaking`,
  'data-affecting': say`data-affecting`,
  schedule: say`schedule`,
  resource: say`resource`,
  cosmetic: say`cosmetic`,
};

/** The words of {@link MEANING_WORDS} in a sentence. */
export const MEANING_LEGEND: Readonly<Record<Meaning, Message>> = {
  destructive: say`something ends, or data is removed`,
  'state-breaking': say`what a stream or a cursor has kept does not carry on`,
  'data-affecting': say`other rows are read or written`,
  schedule: say`it runs at other times`,
  resource: say`it takes more or less, or runs elsewhere`,
  cosmetic: say`only people see a difference`,
};

/** So many digits of a commit are shown. */
const SHORT = 7;

/** The beginning of a commit, as people write it. */
export function shortCommit(commit: string): string {
  return commit.slice(0, SHORT);
}

/** Where a side of a plan comes from. */
export function originWords({ kind, ref, commit, dirty, at }: PlanOrigin): Message {
  const short = commit === undefined ? undefined : shortCommit(commit);
  switch (kind) {
    case 'git':
      if (ref === undefined || commit?.startsWith(ref) === true) return say`${short ?? ref ?? ''}`;
      return short === undefined ? say`${ref}` : say`${ref} (${short})`;
    case 'folder': {
      const tree = dirty === true ? say`working tree with changes` : say`working tree`;
      return short === undefined ? tree : say`${tree} on ${short}`;
    }
    case 'deployed':
      return at === undefined ? say`what is deployed` : say`what is deployed (${at})`;
    case 'nothing':
      return say`nothing`;
    default:
      return kind satisfies never;
  }
}

/** Parts of an enumeration, a comma between each two. */
export function listed(parts: readonly Message[]): Message {
  const [first, ...rest] = parts;
  if (first === undefined) return joined([]);
  return rest.reduce((list, part) => say`${list}, ${part}`, first);
}
