import { Command, CommanderError, Option } from 'commander';
import { catalogueOf, say, wordsOf, type Language, type Message } from '../message/index.ts';
import { chooseLanguage } from './choose-language.ts';
import { ConfigurationError, EndOfVerb, EXIT, Interruption, UsageError } from './exit-code.ts';
import { WRITE_REASONS } from './write-reasons.ts';
import { addAuthorVerbs } from './verbs/author-verbs.ts';
import { addLookVerbs } from './verbs/look-verbs.ts';
import { addOperatorVerbs } from './verbs/operator-verbs.ts';
import { addReferenceVerbs } from './verbs/reference-verbs.ts';
import { addReviewVerbs } from './verbs/review-verbs.ts';
import { append } from './verbs/verb-action.ts';
import { readVersion } from './version.ts';

function buildProgram(): Command {
  const program = new Command('sluice')
    .description('Pipelines as code for Kafka, FlinkX / ChunJun and Flink.')
    .version(readVersion(), '-V', 'output the version number, as `sluice --version` does')
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .option('-C, --chdir <dir>', 'project folder (default: the nearest with a sluice.yaml, from here upward)')
    .addOption(new Option('--env <name>', 'environment (default: "default")').argParser(append))
    .addOption(
      new Option('-o, --output <format>', 'text, json, and what else fits the verb; may be repeated').argParser(append),
    )
    .addOption(
      new Option(
        '--output-file <file>',
        'write that machine output there, keep the text on the terminal; one for each --output',
      ).argParser(append),
    )
    .option('-q, --quiet', 'say nothing but results and errors')
    .option('--no-color', 'no colour')
    .option(
      '--lang <language>',
      'language of texts, en or zh (SLUICE_LANG; default: that of LC_ALL, LC_MESSAGES or LANG)',
    )
    .option('--server <url>', 'address of a running `sluice serve` (SLUICE_SERVER)')
    .option('--state-dir <dir>', 'store, logs and events of the embedded mode (SLUICE_STATE_DIR)');

  addAuthorVerbs(program);
  addReviewVerbs(program);
  addOperatorVerbs(program);
  addLookVerbs(program);
  addReferenceVerbs(program);
  return program;
}

async function main(argv: readonly string[]): Promise<void> {
  const program = buildProgram();
  try {
    // `check` has a --version of its own, so it is the program's only where no verb stands before it
    const [node = '', script = '', first = '', ...rest] = argv;
    await program.parseAsync(first === '--version' ? [node, script, '-V', ...rest] : argv);
  } catch (error) {
    process.exitCode = await report(error, program.opts<{ lang?: string }>().lang);
  }
}

/** Says why the verb ended, and gives its exit code. */
async function report(error: unknown, lang: string | undefined): Promise<number> {
  if (error instanceof CommanderError) {
    // commander has printed help, version or the mistake already
    return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
  if (error instanceof Interruption) return EXIT.interrupted;
  const words = await wordsIn(lang);
  const isKnown = error instanceof EndOfVerb || isOperating(error);
  const { said, help } = error instanceof EndOfVerb ? error : wordsOfOther(error);
  process.stderr.write(`${words(say`error`)}: ${words(said)}\n`);
  if (help !== undefined) process.stderr.write(`${words(say`help`)}: ${words(help)}\n`);
  if (!isKnown && error instanceof Error)
    process.stderr.write(`${error.stack ?? ''}\n${words(say`this is a defect of Sluice; please report it`)}\n`);
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof ConfigurationError) return EXIT.configuration;
  return EXIT.failed;
}

/** What the runtime throws comes in English. */
function wordsOfOther(error: unknown): { readonly said: string; readonly help: string | undefined } {
  const said = error instanceof Error ? error.message : String(error);
  const help = typeof error === 'object' && error !== null && 'help' in error ? error.help : undefined;
  return { said, help: typeof help === 'string' ? help : undefined };
}

/** Says texts in the language of the run; in English where it was asked for one that there is not. */
async function wordsIn(lang: string | undefined): Promise<(said: string | Message) => string> {
  let language: Language = 'en';
  try {
    language = chooseLanguage(lang, process.env);
  } catch {
    // that is the error which is being said
  }
  const catalogue = await catalogueOf(language);
  return (said) => (typeof said === 'string' ? said : wordsOf(said, catalogue));
}

/** By name: the runtime's class is not loaded for the verbs that need no runtime. */
function isOperating(error: unknown): boolean {
  return error instanceof Error && error.name === 'OperatingError';
}

// A reader that goes away (`sluice runs | head`) is no failure, and hides none.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.done);
  process.stderr.write(`error: cannot write to stdout: ${WRITE_REASONS[error.code ?? ''] ?? error.code}\n`);
  process.exit(EXIT.failed);
});
process.stderr.on('error', () => {});

await main(process.argv);
