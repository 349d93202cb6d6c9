import { catalogueOf, say, wordsOf } from '../../message/index.ts';
import {
  createForge,
  ForgeError,
  publishReview,
  statusName,
  verdictOf,
  type PublishedReview,
} from '../../review/index.ts';
import { EXIT, FailedOperation, type ExitCode } from '../exit-code.ts';
import { projectRoot } from '../project-root.ts';
import { repositoryPrefix } from '../repository-prefix.ts';
import { makePublication, type MadePublication, type PublicationOptions } from '../review/make-publication.ts';
import { readToken } from '../review/read-token.ts';
import { headCommit, requireHead } from '../review/review-base.ts';
import type { ReviewFlags } from '../review/review-flags.ts';
import { readGivenPlan } from '../review/given-plan.ts';
import { whichPull, type WhichPull } from '../review/which-pull.ts';
import { Terminal } from '../terminal.ts';
import { planAs, PLAN_FORMATS } from '../views/plan/emit-plan.ts';
import { showPlan } from '../views/plan/plan-view.ts';
import { reviewDocument, sealWords, showReview } from '../views/review-view.ts';

const clock = {
  now: () => Date.now(),
  sleep: (milliseconds: number) => new Promise<void>((done) => void setTimeout(done, milliseconds)),
};

/** `sluice review`: publishes what a pull request changes, as one comment and one check. */
export async function reviewCommand(flags: ReviewFlags): Promise<number> {
  const terminal = new Terminal(flags, PLAN_FORMATS);
  const root = projectRoot(flags);
  const options: PublicationOptions = {
    root,
    environment: flags.env ?? 'default',
    language: terminal.language,
    prefix: repositoryPrefix(root),
    base: flags.base,
    saved: flags.plan === undefined ? undefined : readGivenPlan(flags.plan),
  };
  try {
    if (flags.dryRun === true && flags.base !== undefined)
      return await showOnly(await makePublication(flags.base, options), options.prefix, terminal);
    const pull = whichPull(flags, process.env);
    const token = await readToken(flags.token, pull.forge);
    const forge = createForge(pull.forge, { ...pull, token, clock });
    if (flags.dryRun === true)
      return await showOnly(await makePublication((await forge.pullRequest()).base, options), options.prefix, terminal);
    return await publish(pull, forge, options, flags, terminal);
  } catch (error) {
    if (error instanceof ForgeError) throw new FailedOperation(error.said, error.help, error);
    throw error;
  }
}

async function publish(
  pull: WhichPull,
  forge: ReturnType<typeof createForge>,
  options: PublicationOptions,
  flags: ReviewFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const catalogue = await catalogueOf(terminal.language);
  const head = pull.head ?? (await headCommit(options.root)) ?? '';
  await requireHead(options.root, head);
  let files: readonly string[] = [];
  let seal: string | undefined;
  const review = await publishReview(forge, {
    head,
    always: flags.always === true,
    clock,
    catalogue,
    async plan(base) {
      const made = await makePublication(base, options);
      ({ files, seal } = made);
      return made;
    },
  });
  const exitCode = review.outcome === 'stale' || review.verdict?.state === 'passed' ? EXIT.done : EXIT.failed;
  await emit(review, exitCode, files, pull, options, terminal);
  const { publication } = review;
  if (publication !== undefined)
    showPlan(publication.document, terminal, { root: options.root, full: false, catalogue });
  showReview(review, terminal, catalogue);
  if (seal !== undefined) terminal.say(wordsOf(sealWords(seal), catalogue));
  return exitCode;
}

async function emit(
  review: PublishedReview,
  exitCode: ExitCode,
  files: readonly string[],
  pull: WhichPull,
  { prefix }: PublicationOptions,
  terminal: Terminal,
): Promise<void> {
  const catalogue = await catalogueOf(terminal.language);
  const { publication } = review;
  await terminal.emitEach(async (format) => {
    const document = reviewDocument(review, pull, catalogue);
    if (format === 'json') return `${JSON.stringify(document, null, 2)}\n`;
    if (format === 'jsonl') return `${JSON.stringify(document)}\n`;
    // a stale run has nothing to say of the newer commit
    if (publication === undefined) return '';
    return await planAs(format, publication.document, { files, prefix, exitCode }, terminal.language);
  });
}

/** `--dry-run`: what would be published. */
async function showOnly(publication: MadePublication, prefix: string, terminal: Terminal): Promise<ExitCode> {
  const catalogue = await catalogueOf(terminal.language);
  const { document, markdown, annotations, seal } = publication;
  const { state, title } = verdictOf(document, []);
  const exitCode = state === 'passed' ? EXIT.done : EXIT.failed;
  const told = { files: publication.files, prefix, exitCode };
  await terminal.emitEach((format) => planAs(format, document, told, terminal.language));
  terminal.show(markdown().trimEnd());
  for (const { path, start, title: code, message } of annotations)
    terminal.show(`${path}:${start.line}:${start.column} ${code} ${message}`);
  terminal.say(wordsOf(say`check \`${statusName(document.project, document.environment)}\`: ${title}`, catalogue));
  if (seal !== undefined) terminal.say(wordsOf(sealWords(seal), catalogue));
  return exitCode;
}
