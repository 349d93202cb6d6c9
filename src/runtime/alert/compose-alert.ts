import { createHash } from 'node:crypto';
import type { AlertFacts } from '../../compiler/index.ts';
import { say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import { formatDuration, formatTime, ISO_FORMAT } from '../../time/index.ts';
import type { AlertChanges, AlertMessage, AlertReason, Scope } from '../ports/index.ts';
import type { AlertChange } from './judge-alerts.ts';

const TITLES: Readonly<Record<AlertReason, (pipeline: string, place: string) => Message>> = {
  failed: (pipeline, place) => say`run failed: ${pipeline} (${place})`,
  late: (pipeline, place) => say`run not started in time: ${pipeline} (${place})`,
  stalled: (pipeline, place) => say`deployment cannot go on: ${pipeline} (${place})`,
};

const RECOVERED: Readonly<Record<AlertReason, (pipeline: string, place: string) => Message>> = {
  failed: (pipeline, place) => say`runs again: ${pipeline} (${place})`,
  late: (pipeline, place) => say`starts in time again: ${pipeline} (${place})`,
  stalled: (pipeline, place) => say`deployment goes on: ${pipeline} (${place})`,
};

/**
 * The messages about a change, one for each channel. Their ids are made of what they tell, so that one that is composed again is the same.
 *
 * @param catalogue Of the language that people are told in; undefined = English.
 */
export function composeAlert(
  change: AlertChange,
  facts: Pick<AlertFacts, 'owner' | 'timeZone'>,
  scope: Scope,
  catalogue: Catalogue | undefined,
): readonly Omit<AlertChanges['messages'][number], 'createdAt'>[] {
  const { alert, told, at, kind } = change;
  const document = documentOf(change, facts, scope, catalogue);
  return told.map((channel) => {
    const what = JSON.stringify([document.key, alert.since, alert.run ?? '', kind, channel]);
    const id = createHash('sha256').update(what).digest('hex');
    return { id, channel, notBefore: at, document };
  });
}

function documentOf(
  { alert, told, at, kind }: AlertChange,
  { owner, timeZone }: Pick<AlertFacts, 'owner' | 'timeZone'>,
  { project, environment }: Scope,
  catalogue: Catalogue | undefined,
): AlertMessage {
  const { pipeline, reason, since, fireTime, run, cause } = alert;
  const place = `${project}/${environment}`;
  const isOver = kind === 'closed';
  const toldBefore = alert.channels.filter((channel) => !told.includes(channel));
  const moment = (time: number): string => formatTime(time, ISO_FORMAT, timeZone);
  const lines: (Message | undefined)[] = [
    // a run of a range of cursor values stands before 1970, and for no fire
    fireTime === undefined || fireTime < 0 ? undefined : say`fire: ${moment(fireTime)}`,
    isOver || cause === undefined ? undefined : say`why: ${cause.code}: ${cause.message}`,
    isOver
      ? say`amiss since ${moment(since)}, for ${formatDuration(secondsOf(at - since))}`
      : say`since ${moment(since)}`,
    kind === 'escalated'
      ? say`not over after ${formatDuration(secondsOf(at - since))}; told before: ${toldBefore.join(', ')}`
      : undefined,
    owner === undefined ? undefined : say`owner: ${owner}`,
    isOver
      ? undefined
      : run === undefined
        ? say`more: \`sluice why ${pipeline}\``
        : say`more: \`sluice explain-run ${run}\``,
  ];
  return {
    key: `${place}/${pipeline}:${reason}`,
    status: isOver ? 'resolved' : 'firing',
    title: wordsOf((isOver ? RECOVERED : TITLES)[reason](pipeline, place), catalogue),
    lines: lines.flatMap((line) => (line === undefined ? [] : [wordsOf(line, catalogue)])),
    labels: { project, environment, pipeline, reason, ...(owner === undefined ? {} : { owner }) },
    startedAt: since,
    ...(isOver ? { endedAt: at } : {}),
  };
}

/** Whole seconds, one at least: nobody reads more of it. */
function secondsOf(ms: number): number {
  return Math.max(1, Math.round(ms / 1_000)) * 1_000;
}
