import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { savedPlanText, toSavedPlan, type PlanDocument } from '../../compiler/index.ts';
import { catalogueOf, say, sentence, wordsOf, type Message } from '../../message/index.ts';
import { FailedOperation, UsageError } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { readVersion } from '../version.ts';
import { WRITE_REASONS } from '../write-reasons.ts';
import { sealWords } from '../views/review-view.ts';
import type { MadePlan } from './make-plan.ts';

/** A plan as it was asked for, and as it is told. */
export interface AnsweredPlan extends Pick<MadePlan, 'plan' | 'head' | 'base'> {
  readonly document: PlanDocument;
}

/** A file has the plan of one environment: each is applied on its own. Throws a usage error. */
export function refuseSeveral(environments: readonly string[]): void {
  if (environments.length > 1)
    throw new UsageError(
      say`--out saves the plan of one environment, and these are asked for: ${environments.join(', ')}`,
      say`save a plan for each, in a file of its own`,
    );
}

/**
 * Saves a plan for `sluice apply`, whole or not at all. One of a project with errors is not saved: what does not compile is
 * never applied, and a plan without it would not be what the files say. Throws a failed operation where the file cannot be
 * written.
 */
export async function writePlan(
  file: string,
  { plan, head, base, document }: AnsweredPlan,
  terminal: Terminal,
): Promise<void> {
  const catalogue = await catalogueOf(terminal.language);
  const words = (message: Message): string => wordsOf(message, catalogue);
  const errors = document.diagnostics.filter(({ severity }) => severity === 'error').length;
  if (errors > 0 || plan.broken.length > 0 || plan.project === undefined) {
    terminal.warn(
      words(say`no plan is saved in ${file}: the project has errors (${errors}), and nothing of it is applied`),
    );
    return;
  }
  const { project } = plan;
  const saved = toSavedPlan({ plan, document, project, pipelines: head.pipelines, sluice: readVersion() });
  await replaceFile(file, savedPlanText(saved));
  const environment = plan.environment === 'default' ? '' : ` --env ${plan.environment}`;
  terminal.say(words(say`the plan is saved; \`sluice apply ${file}${environment}\` does it, and nothing else`));
  terminal.say(words(sealWords(saved.seal)));
  if (base.source === 'git')
    terminal.warn(
      words(
        say`what is deployed there follows a repository: the plan is refused until its daemon runs with \`--source apply\``,
      ),
    );
  if (base.source === 'folder')
    terminal.warn(
      words(
        say`what is deployed there follows a folder: the plan is refused until its daemon runs with \`--source apply\``,
      ),
    );
}

async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${path.resolve(file)}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new FailedOperation(
      say`cannot save the plan in ${file}: ${sentence(WRITE_REASONS[code] ?? code)}`,
      code === 'ENOSPC'
        ? say`make room there, or name a file elsewhere`
        : say`name a file in a folder that you may write`,
      error,
    );
  }
}
