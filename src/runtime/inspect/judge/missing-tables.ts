import { say, type Message } from '../../../message/index.ts';
import { child, didYouMean, listWords, makeDiagnostic, type Diagnostic } from '../../../compiler/index.ts';
import { namesMatching } from '../wanted.ts';
import { sidesOf, tablesOf, type Case, type JudgedSide, type Judgement } from './judgement.ts';

const MOST_NAMED = 12;

/** Every table and topic that is named is there; a pattern finds at least one. */
export const missingTables: Judgement = function* (given: Case): Iterable<Diagnostic> {
  for (const side of sidesOf(given)) {
    for (const { name, steps } of tablesOf(side.node)) {
      if (side.facts.missing.has(name) && !isMade(name, side, given)) yield missing(name, steps, side);
    }
    yield* emptyPattern(side);
  }
};

function missing(name: string, steps: readonly (string | number)[], side: JudgedSide): Diagnostic {
  const { node, facts } = side;
  const at = child(node.at, ...steps);
  const near = didYouMean(name, facts.names);
  const suggestions =
    near === undefined
      ? {}
      : {
          suggestions: [
            { message: say`write \`${near}\``, confidence: 'likely' as const, edits: [{ at, newText: near }] },
          ],
        };
  const datasource = node.datasource?.name ?? '';
  if (facts.depth === 'topics')
    return makeDiagnostic('SL1020', at, say`datasource \`${datasource}\` has no topic \`${name}\``, {
      notes: [say`the cluster has ${facts.names.length} topics that this user sees`],
      help: near === undefined ? say`create the topic, or correct its name` : say`did you mean \`${near}\`?`,
      ...suggestions,
    });
  return makeDiagnostic('SL1015', at, say`datasource \`${datasource}\` has no table \`${name}\``, {
    notes: [seen(side)],
    help: near === undefined ? others(facts.names) : say`did you mean \`${near}\`?`,
    ...suggestions,
  });
}

function seen({ facts }: JudgedSide): Message {
  const { mysql } = facts;
  return mysql === undefined
    ? say`it was looked at just now; a run would fail when it opens the table`
    : say`user \`${mysql.user}\` was asked; a table on which it has no right does not show`;
}

function others(unsorted: readonly string[]): Message {
  const names = [...unsorted].sort();
  if (names.length === 0) return say`create the table, or correct its name; nothing is there yet`;
  const words = listWords(names.slice(0, MOST_NAMED), 'and');
  return names.length > MOST_NAMED
    ? say`create the table, or correct its name; there are ${words} and more`
    : say`create the table, or correct its name; there are ${words}`;
}

function* emptyPattern({ node, facts }: JudgedSide): Iterable<Diagnostic> {
  if (node.kind !== 'source' || node.tableMatch === undefined || facts.failures.length > 0) return;
  if (facts.depth === 'address' || namesMatching(facts.names, [node.tableMatch], node.datasource?.database).length > 0)
    return;
  yield makeDiagnostic(
    'SL1015',
    child(node.at, 'table', 'match'),
    say`no table of datasource \`${node.datasource?.name ?? ''}\` matches \`${node.tableMatch}\``,
    {
      notes: [say`the pattern has to match the whole name`],
      help: others(facts.names),
    },
  );
}

/** What a statement or a run of a checked pipeline makes is not missed before it has run. */
function isMade(name: string, { node, facts }: JudgedSide, { pipelines }: Case): boolean {
  if (node.kind === 'sink' && (node.datasource?.type === 'sqlite' || facts.makesTopics === true)) return true;
  const makesTables = ['sqlite', 'kafka'].includes(node.datasource?.type ?? '');
  return pipelines.some(({ work }) => {
    if (work.kind !== 'movement' || work.sink.datasource?.name !== node.datasource?.name) return false;
    if (node.kind === 'source' && makesTables && work.sink.table === name) return true;
    return work.sink.preSql.some((statement) => creates(statement, name));
  });
}

function creates(statement: unknown, name: string): boolean {
  const short = name.split('.').at(-1) ?? name;
  return typeof statement === 'string' && /^\s*create\b/i.test(statement) && statement.includes(short);
}
