import { say, type Message } from '../../message/index.ts';
import type { RollbackJson, VersionJson } from '../../server/index.ts';

/** Digits of a digest, or of a revision, that tell versions of one pipeline apart. */
const SHORT = 12;

/** A digest or a revision as people compare it: `3f2a91c0b7de`. */
export function shortVersion(name: string): string {
  return name.replace(/^[a-z0-9]+:/, '').slice(0, SHORT);
}

/** From where to where a pipeline would go. */
export function plannedRollbackText({ pipeline, from, to }: RollbackJson): Message {
  return say`${pipeline}: from ${versionWords(from)} to ${versionWords(to)}`;
}

/** What was done, and what follows from it. */
export function doneRollbackText({ pipeline, outcome, to, generation, pinned }: RollbackJson): readonly Message[] {
  const number = generation ?? 0;
  if (outcome === 'undone')
    return [say`\`${pipeline}\` is ${versionWords(to)} again, as generation ${number}, and follows the desired state`];
  const done = say`\`${pipeline}\` is ${versionWords(to)} again, as generation ${number}`;
  return pinned === true
    ? [
        done,
        say`what the desired state has of it is not deployed until it changes there, or \`sluice rollback --undo ${pipeline}\``,
      ]
    : [done];
}

function versionWords({ generation, revision }: VersionJson): Message {
  const short = shortVersion(revision);
  return generation === null ? say`revision ${short}` : say`generation ${generation} (revision ${short})`;
}
