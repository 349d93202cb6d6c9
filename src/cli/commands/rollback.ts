import { toPlanDocument } from '../../compiler/index.ts';
import { catalogueOf, say, wordsOf } from '../../message/index.ts';
import type { RollbackJson } from '../../server/index.ts';
import { chosenPipelines } from '../chosen-pipelines.ts';
import { EXIT, FailedOperation, UsageError } from '../exit-code.ts';
import { openOperatorApi, type OperatorFlags } from '../operator-api.ts';
import { rollbackPlan } from '../plan/rollback-plan.ts';
import { isToBeDone } from '../scaffold/is-to-be-done.ts';
import type { Words } from '../scaffold/prompts.ts';
import { Terminal } from '../terminal.ts';
import { planText } from '../views/plan/plan-text.ts';
import { doneRollbackText, plannedRollbackText } from '../views/rollback-view.ts';

interface RollbackFlags extends OperatorFlags {
  readonly to?: string;
  readonly undo?: boolean;
  readonly reason?: string;
  readonly yes?: boolean;
  readonly input?: boolean;
}

/** `sluice rollback PIPELINE`: shows what it would be again, and makes it that at a yes. */
export async function rollbackCommand(flags: RollbackFlags, [pipeline = '']: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const words: Words = (message) => wordsOf(message, catalogue);
  const question = questionOf(flags);
  await using api = await openOperatorApi(flags);
  const path = `/api/v1/pipelines/${encodeURIComponent(pipeline)}/rollback`;
  const query = new URLSearchParams(
    Object.entries(question).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const planned = await api.find<RollbackJson>(`${path}?${query}`);
  if (planned === undefined) {
    // says which name may be meant
    await chosenPipelines(api, [pipeline], {});
    throw new FailedOperation(say`no pipeline \`${pipeline}\` is deployed; nothing was done`);
  }
  const plan = toPlanDocument(await rollbackPlan(api, planned, flags.env ?? 'default', Date.now()), catalogue);
  terminal.say(words(plannedRollbackText(planned)));
  const changes = planText(plan, { paint: terminal.paint, width: terminal.width, full: false, quiet: true, catalogue });
  terminal.say(changes === '' ? words(say`both versions do the same`) : changes);
  if (
    !(await isToBeDone({
      flags,
      question: say`Deploy this version of \`${pipeline}\`?`,
      words,
      terminal,
      document: planned,
    }))
  )
    return EXIT.done;
  const done = await api.post<RollbackJson>(path, {
    ...question,
    // the yes is for what was shown
    ...(planned.to.generation === null || flags.undo === true ? {} : { to: planned.to.generation }),
    ...(planned.from.generation === null ? {} : { from: planned.from.generation }),
    ...(flags.reason === undefined ? {} : { reason: flags.reason }),
  });
  terminal.emit(done);
  for (const line of doneRollbackText(done)) terminal.say(words(line));
  return EXIT.done;
}

function questionOf({ to, undo, reason }: RollbackFlags): { readonly to?: number; readonly undo?: true } {
  if (undo === true && (to !== undefined || reason !== undefined))
    throw new UsageError(say`--undo takes neither --to nor --reason`, say`it deploys what the rollback had refused`);
  if (undo === true) return { undo };
  if (to === undefined) return {};
  const generation = Number(to);
  if (!Number.isSafeInteger(generation) || generation < 1)
    throw new UsageError(say`--to ${to} is no generation`, say`\`sluice history PIPELINE\` shows their numbers`);
  return { to: generation };
}
