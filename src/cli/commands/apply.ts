import type { SavedPlan } from '../../compiler/index.ts';
import { catalogueOf, say, wordsOf, type Message } from '../../message/index.ts';
import type { ApplyJson } from '../../server/index.ts';
import { EXIT, FailedOperation, UsageError } from '../exit-code.ts';
import { openOperatorApi, type OperatorFlags } from '../operator-api.ts';
import { applySaved, refuseOtherPlace } from '../plan/apply-saved.ts';
import { readPlan } from '../plan/read-plan.ts';
import { projectRoot } from '../project-root.ts';
import { isConfirmed, mayAsk } from '../scaffold/prompts.ts';
import { Terminal } from '../terminal.ts';
import { applyText } from '../views/apply-view.ts';
import { showPlan } from '../views/plan/plan-view.ts';

interface ApplyFlags extends OperatorFlags {
  readonly full?: boolean;
  readonly seal?: string;
  readonly yes?: boolean;
  readonly input?: boolean;
}

/** `sluice apply FILE`: does exactly what a saved plan says, as a whole, or nothing and says what is different. */
export async function applyCommand(flags: ApplyFlags, [file = '']: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const words = (message: Message): string => wordsOf(message, catalogue);
  const saved = await readPlan(file);
  if (flags.seal !== undefined) refuseOtherSeal(file, saved, flags.seal);
  refuseOtherEnvironment(saved, flags.env ?? 'default');
  const isEmpty = saved.changes.length === 0;
  if (!isEmpty && flags.yes !== true && !mayAsk(flags))
    throw new UsageError(
      say`nobody is there to be asked whether to apply ${file}`,
      say`add --yes where the plan was reviewed, as in CI`,
    );
  await using api = await openOperatorApi(flags);
  await refuseOtherPlace(saved, api);
  showPlan(saved.plan, terminal, { root: projectRoot(flags), full: flags.full === true, catalogue });
  if (!isEmpty && flags.yes !== true && !(await isConfirmed(questionOf(saved), words)))
    throw new FailedOperation(say`nothing was applied`);
  return await finish(await applySaved(saved, api), saved, terminal, words);
}

/** Whoever can write the file can seal it anew: what was reviewed is known by the seal that was told then. */
function refuseOtherSeal(file: string, { seal }: SavedPlan, given: string): void {
  if (!/^sha256:[0-9a-f]{64}$/.test(given))
    throw new UsageError(
      say`--seal ${given} is no seal`,
      say`write it whole, as \`plan --out\` and \`review --plan\` print it: \`sha256:\` and 64 digits`,
    );
  if (seal !== given)
    throw new FailedOperation(
      say`${file} is not applied: its seal is ${seal}, and --seal asks for ${given}`,
      say`apply the file that was reviewed; where this one is meant, have it reviewed first`,
    );
}

function refuseOtherEnvironment({ environment }: SavedPlan, given: string): void {
  if (environment === given) return;
  throw new UsageError(
    say`the plan is for environment \`${environment}\`, and this is \`${given}\``,
    say`name it: \`--env ${environment}\``,
  );
}

function questionOf({ changes, project, environment }: SavedPlan): Message {
  return changes.length === 1
    ? say`Apply this change to \`${project}\`, environment \`${environment}\`?`
    : say`Apply these ${changes.length} changes to \`${project}\`, environment \`${environment}\`?`;
}

async function finish(
  answer: ApplyJson,
  saved: SavedPlan,
  terminal: Terminal,
  words: (message: Message) => string,
): Promise<number> {
  terminal.emit(answer);
  const { done, refused } = applyText(answer, saved, words);
  if (done !== undefined) terminal.say(done);
  if (refused === undefined) return EXIT.done;
  terminal.warn(refused);
  return EXIT.failed;
}
