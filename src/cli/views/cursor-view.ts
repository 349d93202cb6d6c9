import { say, type Message } from '../../message/index.ts';
import type { CursorJson, RunJson } from '../../server/index.ts';
import type { AnsweredValue } from '../cursor/value-of-sql.ts';
import { isOver } from '../is-over.ts';

/** Where a pipeline is, and what has put it there. */
export function cursorText({
  pipeline,
  column,
  type,
  value,
  begins,
  setBy,
  updatedAt,
  running,
}: CursorJson): readonly Message[] {
  if (value === null)
    return [
      begins === null
        ? say`\`${pipeline}\` has no position: its next new fire reads all rows`
        : say`\`${pipeline}\` has no position: its next new fire begins after ${begins}, as its definition says`,
    ];
  const set =
    setBy?.kind === 'run'
      ? say`set by run ${setBy.run ?? ''} of ${setBy.fireTime ?? ''}, at ${updatedAt ?? ''}`
      : say`set by a person, at ${updatedAt ?? ''}`;
  const at = say`\`${pipeline}\` goes on after ${value} (column \`${column}\`, ${type})`;
  return running === 0 ? [at, set] : [at, set, say`runs that have begun and not ended: ${running}`];
}

/** Which database has given a value. */
export function answeredText({ value, datasource, environment }: AnsweredValue): Message {
  return say`datasource \`${datasource}\` of environment \`${environment}\` answers ${value}`;
}

/** What is about to be done. */
export function plannedCursorText({ pipeline, value, running }: CursorJson, to: string | null): Message {
  const from = value ?? say`no position`;
  const change =
    to === null
      ? say`${pipeline}: from ${from} to no position, as before its first run`
      : say`${pipeline}: from ${from} to ${to}`;
  return running === 0 ? change : say`${change}; what runs of it now (${running}) does not move it when it ends`;
}

/** That the newest run, once more, would not read from where the pipeline is put; nothing where that did not begin or has succeeded. */
export function repeatedRunText({ id, fireAt, state, attempts }: RunJson): readonly Message[] {
  if (state === 'succeeded' || !isOver({ state }) || attempts.length === 0) return [];
  return [
    say`its newest run ${id}, of ${fireAt}, has not succeeded: run once more, it reads from where it began, and not from there`,
  ];
}

/** What was done, and what follows from it. */
export function changedCursorText({ pipeline, value, begins, outcome }: CursorJson): readonly Message[] {
  if (outcome === 'unchanged')
    return [
      value === null
        ? say`\`${pipeline}\` had no position; nothing was changed`
        : say`\`${pipeline}\` was at ${value} already; nothing was changed`,
    ];
  if (value !== null) return [say`\`${pipeline}\` goes on after ${value} with its next new fire`];
  return [
    begins === null
      ? say`\`${pipeline}\` reads all rows with its next new fire`
      : say`\`${pipeline}\` begins after ${begins} with its next new fire`,
  ];
}
