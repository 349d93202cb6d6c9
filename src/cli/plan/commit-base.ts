import {
  compileAtCommit,
  digestOfAll,
  findCommit,
  readCommit,
  readTreeState,
  sideOf,
  type CommittedProject,
  type CommitFailure,
  type CompilationOutcome,
  type PlanOrigin,
  type PlanSide,
  type ReadCommit,
} from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import { FailedOperation } from '../exit-code.ts';
import { isMissingProject } from '../findings.ts';
import { missingProject } from '../project-root.ts';
import { definitionsOf } from './definitions-of.ts';
import type { BaseRules, PlanBase } from './plan-base.ts';
import { withShared } from './with-shared.ts';

/** The project as a commit has it: no server is asked. Git begins to read at once, while the working tree is compiled. */
export function commitBase(root: string, ref: string): PlanBase {
  const finding = findCommit(root, ref);
  const reading = Promise.all([
    finding.then((found) => ('failure' in found ? found : readCommit(root, found))),
    readTreeState(root),
  ]);
  const owning = reading.then(([commit]) => ('failure' in commit ? commit : commit.codeOwners()));
  // whoever asks for the side hears of it
  reading.catch(() => undefined);
  owning.catch(() => undefined);
  return {
    ready: finding.then(
      () => undefined,
      () => undefined,
    ),
    async sideFor(head, options) {
      const [commit, tree] = await reading;
      if ('failure' in commit) throw isOtherFolder(head, commit) ? missingProject(root) : failed(commit);
      const [committed, owners] = await Promise.all([compileAtCommit(commit, options, head), owning]);
      if ('failure' in committed) throw failed(committed);
      if ('failure' in owners) throw failed(owners);
      const { result } = committed;
      // where not all was compiled no file of them differs
      const backfills = (committed.only === undefined ? result : head).backfills ?? [];
      return {
        side: sideOfCommit(committed, head, { kind: 'git', ref, commit: commit.commit }),
        ...(tree === undefined ? {} : { head: tree }),
        definitions: definitionsOf(result),
        owners: {
          ownershipOf: (definition) => result.ownershipOf?.(definition, owners.before),
          codeOwners: owners.now,
        },
        ...(result.project === undefined ? {} : { policies: result.policies }),
        ...(result.policies.rules === undefined ? {} : { rules: rulesOf(commit) }),
        backfills,
        notes: [...commit.notes, ...(commit.hasProject ? notesOnErrors(committed) : [])],
      };
    },
  };
}

function rulesOf({ typeScript }: ReadCommit): BaseRules {
  return {
    isChanged: typeScript.isChanged,
    async checkOut() {
      const files = await typeScript.checkOut();
      if ('failure' in files) throw failed(files);
      return files;
    },
  };
}

/** The side as the commit has it: what was compiled of it, and the working tree's own where nothing differs. */
function sideOfCommit(
  { result, only }: CommittedProject,
  head: CompilationOutcome,
  origin: Omit<PlanOrigin, 'digest'>,
): PlanSide {
  const side = withShared(sideOf(result, origin), head.pipelines);
  if (only === undefined) return side;
  const own = sideOf(head, { kind: 'folder' });
  const fileOf = new Map((head.definitions ?? []).map(({ name, at }) => [name, at.file]));
  const isSame = (definition: string): boolean => !only.has(fileOf.get(definition) ?? '');
  const same = [...own.pipelines].filter(([name, { family }]) => isSame(family ?? name));
  const pipelines = new Map([...same, ...side.pipelines].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    origin: {
      ...origin,
      get digest() {
        return digestOfAll([...pipelines.values()]);
      },
    },
    pipelines,
    broken: new Set([...side.broken, ...[...own.broken].filter(isSame)]),
    incomplete: side.incomplete,
  };
}

/** What could not be compared, because it does not compile there. */
function notesOnErrors({ result }: CommittedProject): readonly Message[] {
  // that there was no pipeline yet is no mistake
  const errors = result.diagnostics.filter(({ severity, code }) => severity === 'error' && code !== 'SL0111');
  const [first] = errors;
  if (first === undefined) return [];
  const where = `${first.file}:${first.range.start.line}: ${first.message}`;
  const count = errors.length === 1 ? say`1 error` : say`${errors.length} errors, the first`;
  return [say`the base does not compile whole (${count}: ${where}): pipelines that do not compile there show as new`];
}

/** A wrong folder is the mistake, whatever git says of it; a bare repository may well have the project in its history. */
function isOtherFolder({ diagnostics }: CompilationOutcome, { failure }: CommitFailure): boolean {
  return failure !== 'bare' && diagnostics.some(isMissingProject);
}

function failed({ message, help }: CommitFailure): FailedOperation {
  return new FailedOperation(message, help);
}
