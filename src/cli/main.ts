import { Argument, Command, CommanderError, Option } from 'commander';
import type { Shell } from './completion-script.ts';
import { catalogueOf, say, wordsOf, type Language, type Message } from '../message/index.ts';
import { chooseLanguage } from './choose-language.ts';
import { ConfigurationError, EndOfVerb, EXIT, Interruption, UsageError } from './exit-code.ts';
import { WRITE_REASONS } from './write-reasons.ts';
import { readVersion } from './version.ts';

type Action = (flags: Record<string, unknown>, positionals: string[]) => Promise<number>;

/** A verb's action is loaded when it is called, so that `check` never pays for a driver. */
function action(load: () => Promise<Action>): (...given: unknown[]) => Promise<void> {
  return async (...given) => {
    const command = given.at(-1) as Command; // commander passes itself last
    const positionals = given
      .slice(0, -2)
      .flat()
      .filter((value): value is string => typeof value === 'string');
    const run = await load();
    process.exitCode = await run(withEnvironment(command.optsWithGlobals(), command.name()), positionals);
  };
}

/** Verbs that take several `--env`. */
const OF_SEVERAL = new Set(['plan']);

/** `--env` as verbs read it: one name, and beside it all that were given. Throws a usage error where a verb takes only one. */
function withEnvironment(flags: Record<string, unknown>, verb: string): Record<string, unknown> {
  const environments = Array.isArray(flags['env']) ? [...new Set(flags['env'])] : [];
  const [first = 'default', second] = environments;
  if (second !== undefined && !OF_SEVERAL.has(verb))
    throw new UsageError(say`${verb} is for one environment, and --env names several`, say`call it once for each`);
  return { ...flags, env: first, environments };
}

/** A flag that may be repeated: all its values in their order. */
function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function failOn(): Option {
  return new Option('--fail-on <severity>', 'exit 1 from `error` or `warning` on').default('error');
}

function maxFindings(): Option {
  return new Option('--max-findings <n>', 'show at most so many on the terminal, 0 for all').default('100');
}

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

  program
    .command('init')
    .argument('[dir]', 'folder to make', '.')
    .option('--engine <type>', 'what runs the jobs: local, flinkx, chunjun or flink-sql')
    .option('--name <name>', 'name of the project (default: that of the folder)')
    .option('--from <example>', 'begin with an example, or with the demo that moves real data')
    .option('--yes', 'ask nothing')
    .option('--no-input', 'ask nothing')
    .description('make a project to start from; asks three things on a terminal')
    .action(action(async () => (await import('./commands/init.ts')).initCommand));
  program
    .command('new')
    .argument('<kind>', 'pipeline, datasource or test')
    .argument('<name>', 'its name; of a test, the pipeline that it tests')
    .option('--source <datasource>', 'of a pipeline: where rows come from')
    .option('--table <name>', 'of a pipeline: the table, topic or file that is read')
    .option('--sink <datasource>', 'of a pipeline: where rows go')
    .option('--to <name>', 'of a pipeline: the table, topic or file that is written (default: that of --table)')
    .option('--engine <name>', 'of a pipeline: engine of sluice.yaml (default: that of `defaults`)')
    .option('--type <type>', 'of a datasource: mysql, kafka, ...')
    .option('--no-input', 'ask nothing')
    .description('make a file to start from')
    .action(action(async () => (await import('./commands/new.ts')).newCommand));
  program
    .command('check')
    .alias('validate')
    .argument('[paths...]', 'report on these files or folders only')
    .addOption(failOn())
    .addOption(maxFindings())
    .option('--connect', 'look at the real datasources too, and keep what they have in schemas/')
    .option('--no-write', 'with --connect: look only, write no snapshot')
    .option('--fix', 'make the fixes that are certain, and say what is left')
    .option('--dry-run', 'with --fix: show what would change, and write nothing')
    .option('--as <engine>', 'check job files of flinkx or chunjun where they lie')
    .option('--version <version>', 'with --as: version of the engine (default: the newest known)')
    .description('check everything; no network without --connect, no daemon')
    .action(action(async () => (await import('./commands/check.ts')).checkCommand));
  program
    .command('fmt')
    .argument('[paths...]', 'these files or folders only; `-` formats stdin to stdout')
    .option('--check', 'write nothing; exit 1 where a file is not formatted')
    .option('--diff', 'write nothing; show what would change')
    .description('format the YAML files of a project, comments kept')
    .action(action(async () => (await import('./commands/fmt.ts')).fmtCommand));
  program
    .command('compile')
    .argument('[pipelines...]', 'names; all when left out')
    .option('--out <dir>', 'where to write (default: .sluice/out/<env>)')
    .option('--engine <name>', 'compile for this engine of sluice.yaml instead of each its own')
    .option('--fire <time>', 'bind the job for this fire time, and print it')
    .option('--compare', 'with --engine: show what changes in each job there, and write nothing')
    .addOption(failOn())
    .addOption(maxFindings())
    .description('check, and write artefacts and jobs')
    .action(action(async () => (await import('./commands/compile.ts')).compileCommand));
  program
    .command('plan')
    .alias('diff')
    .option(
      '--base <ref>',
      'compare with the project as this commit has it; no server is asked (default: what the runtime last applied)',
    )
    .addOption(
      new Option(
        '--select <pipelines>',
        'these only: a name, a glob, tag:x, owner:x, path:x; may be repeated',
      ).argParser(append),
    )
    .addOption(new Option('--exclude <pipelines>', 'all but these, written alike; may be repeated').argParser(append))
    .option('--show <pipeline>', 'everything of this one')
    .option('--all-environments', 'with --base: a plan of each environment of sluice.yaml, as --env repeated')
    .option(
      '--after <time>',
      'as of this moment, from which next fires are counted: a date or a time, UTC without an offset (default: now)',
    )
    .option('--connect', 'ask the real sources of pipelines that read anew how much is in them')
    .option('--full', 'show all values, next fires, run-time values and who is downstream')
    .option('--live', 'look at what engines really run too, and say where it is something else than on record')
    .option('--detailed-exitcode', 'exit 2 where there are changes, or drift with --live')
    .option('--out <file>', 'save the plan there, for `sluice apply`')
    .description('show what a change of the project means')
    .action(action(async () => (await import('./commands/plan.ts')).planCommand));
  program
    .command('apply')
    .argument('<file>', 'a plan that `plan --out` has saved')
    .option('--full', 'show all of the plan before the question')
    .option('--seal <seal>', 'refuse any other plan than the one with this seal, which `plan --out` has printed')
    .option('--yes', 'apply it without a question, as in CI')
    .option('--no-input', 'ask nothing; without --yes that is a refusal')
    .description('do exactly what a saved plan says, or nothing where what is deployed is another')
    .action(action(async () => (await import('./commands/apply.ts')).applyCommand));
  program
    .command('prune')
    .argument('[pipelines...]', 'these only, also restored ones (default: all whose delete is held)')
    .option('--held <digest>', 'refuse any other set than the one with this digest, which `prune` has printed')
    .option('--yes', 'delete them without a question')
    .option('--no-input', 'ask nothing; without --yes it only shows')
    .description('show the deletes that wait for a person, and let them go')
    .action(action(async () => (await import('./commands/prune.ts')).pruneCommand));
  program
    .command('pause')
    .argument('[pipelines...]', 'names')
    .addOption(new Option('--select <pipelines>', 'a name, a glob, tag:x, owner:x; may be repeated').argParser(append))
    .option('--reason <text>', 'why, for those who find it paused')
    .option('--until <time>', 'when it goes on by itself: a duration as in 2h, or a time with an offset')
    .option('--cancel', 'stop what runs of it too (default: it ends as it would)')
    .description('fire pipelines no more for now, whatever the files say')
    .action(action(async () => (await import('./commands/pause.ts')).pauseCommand));
  program
    .command('resume')
    .argument('[pipelines...]', 'names')
    .addOption(new Option('--select <pipelines>', 'a name, a glob, tag:x, owner:x; may be repeated').argParser(append))
    .option('--skip-missed', 'make up for nothing that was missed (default: by the misfire policy)')
    .description('let paused pipelines go on')
    .action(action(async () => (await import('./commands/resume.ts')).resumeCommand));
  program
    .command('history')
    .argument('<pipeline>', 'name')
    .option('--limit <n>', 'how many', '20')
    .description('what became of a pipeline: versions, by whom and why, the newest first')
    .action(action(async () => (await import('./commands/history.ts')).historyCommand));
  program
    .command('why')
    .argument('<pipeline>', 'name')
    .option('--fire <time>', 'the fire that is asked about, with an offset (default: the newest on record)')
    .description('why a pipeline did, or did not, run')
    .action(action(async () => (await import('./commands/why.ts')).whyCommand));
  program
    .command('explain-run')
    .argument('<run>', 'run id')
    .description('the story of a run: when it was due, what became of it and why, what it ran with')
    .action(action(async () => (await import('./commands/explain-run.ts')).explainRunCommand));
  program
    .command('rollback')
    .argument('<pipeline>', 'name')
    .option('--to <generation>', 'the generation whose version it is to be (default: the newest earlier version)')
    .option('--reason <text>', 'why, for those who find it rolled back')
    .option('--undo', 'deploy what the rollback refused, and follow the desired state again')
    .option('--yes', 'without being asked')
    .option('--no-input', 'ask nothing; without --yes it only shows')
    .description('make a pipeline what it was, and keep it so until its definition changes')
    .action(action(async () => (await import('./commands/rollback.ts')).rollbackCommand));
  program
    .command('backfill')
    .argument('<pipeline>', 'name; or `list`, and `show`, `pause`, `resume` or `cancel` with an id')
    .argument('[id]', 'of a backfill')
    .option('--fire <range>', 'fires from A to B, `A..B`: days of the zone of the schedule, or times with an offset')
    .option('--bizdate <range>', 'the same in days of data: the fires of the day after each')
    .option('--concurrency <n>', 'runs of it at a time (default: 1)')
    .option('--newest-first', 'the newest fire first (default: the oldest)')
    .addOption(
      new Option('--on-failure <what>', 'where a run does not succeed: stop, or go on (default: stop)').choices([
        'stop',
        'continue',
      ]),
    )
    .option('--allow-duplicates', 'also where a sink that appends will have rows twice')
    .option('--large', 'also where it is more than 10,000 runs')
    .option('--reason <text>', 'why, for the audit and for who looks')
    .option('--stop', 'with `cancel`: stop runs of it that have started too')
    .option('--limit <n>', 'with `list`: how many', '20')
    .option('--pipeline <name>', 'with `list`: of this pipeline only')
    .option('--yes', 'without being asked')
    .option('--no-input', 'ask nothing; without --yes it only shows')
    .description('run fires of the past, bit by bit: shown first, paused, resumed and cancelled at will')
    .action(action(async () => (await import('./commands/backfill.ts')).backfillCommand));
  program
    .command('restore')
    .argument('[pipelines...]', 'names; what can be restored when left out')
    .description('bring deleted pipelines back, with their cursor and history')
    .action(action(async () => (await import('./commands/restore.ts')).restoreCommand));
  program
    .command('review')
    .addOption(
      new Option('--forge <name>', "where the pull request is (default: by CI's variables)").choices([
        'github',
        'gitlab',
        'gitee',
      ]),
    )
    .option('--api <url>', "address of the forge's API, where it is one's own")
    .option('--repository <path>', 'owner/name; GitLab: path or number of the project')
    .option('--number <n>', 'number of the pull request')
    .option('--head <sha>', "newest commit of its branch (default: by CI's variables, else that of the working tree)")
    .option('--base <ref>', 'compare with this commit (default: where the branch leaves its base)')
    .option(
      '--token <reference>',
      'env/NAME or file/PATH (default: env/GITHUB_TOKEN, env/GITLAB_TOKEN, env/GITEE_TOKEN)',
    )
    .option(
      '--plan <file>',
      'publish this plan, written by `plan --output json` or `plan --out`; made again where the base has moved',
    )
    .option('--always', 'comment also where nothing changes')
    .option('--dry-run', 'show what would be published, and send nothing')
    .description('publish the plan of a pull request: one comment and one check')
    .action(action(async () => (await import('./commands/review.ts')).reviewCommand));
  program
    .command('test')
    .argument('[paths...]', 'these test files or folders only')
    .option('--filter <text>', "only cases with this text in their name or in their pipeline's")
    .option('--watch', 'run again what a change touches, until ctrl-c')
    .option('--update', 'write what is so in place of what was expected')
    .description('run the tests of pipelines: tests/**/*.test.yaml')
    .action(action(async () => (await import('./commands/test.ts')).testCommand));
  program
    .command('import')
    .argument('<format>', 'flinkx, chunjun or datax')
    .argument('<path>', 'a job file, or a folder of them')
    .option('--into <repo>', 'project that gets the pipelines (default: --chdir, or the nearest)')
    .option('--engine <name>', 'engine of its sluice.yaml that runs them')
    .option('--yes', 'write over files that have another content')
    .description('make pipelines of old jobs, and say what was wrong with them')
    .action(action(async () => (await import('./commands/import.ts')).importCommand));
  program
    .command('run')
    .argument('<pipeline>', 'name')
    .option('--fire <time>', 'fire time (default: the last due one, else now)')
    .option('-p, --param <k=v...>', 'value of a parameter')
    .option('--again', 'also a fire that has succeeded already')
    .option('--during-freeze', 'also while a freeze lets nothing of the pipeline start')
    .option('--wait', 'follow it to its end, which is what is done anyway')
    .option('--no-wait', 'with a server: return once it is on record')
    .description('run a pipeline once and follow it to its end: here, or what --server has deployed')
    .action(action(async () => (await import('./commands/run.ts')).runCommand));
  program
    .command('serve')
    .option('--host <address>', 'address to listen on (SLUICE_HOST)')
    .option('--port <port>', 'port to listen on (SLUICE_PORT)')
    .option('--roles <list>', 'reconcile,schedule,execute,relay,http', 'reconcile,schedule,execute,relay,http')
    .option('--concurrency <n>', 'runs at a time (SLUICE_CONCURRENCY)')
    .option(
      '--source <source>',
      'what is deployed: `folder`, what the files say; `git`, what a repository says (SLUICE_GIT_URL); `apply`, reviewed plans only (SLUICE_SOURCE)',
    )
    .description('run the daemon: watch, schedule, execute, serve the page')
    .action(action(async () => (await import('./commands/serve.ts')).serveCommand));
  program
    .command('doctor')
    .option('--host <address>', 'where `sluice serve` would listen (SLUICE_HOST)')
    .option('--port <port>', 'on which port (SLUICE_PORT)')
    .option('--source <source>', 'where desired state would come from: `folder`, `git` or `apply` (SLUICE_SOURCE)')
    .option('--engine <name>', 'look at this engine alone')
    .description('look at everything that `serve` needs, and say how to mend what is not well')
    .action(action(async () => (await import('./commands/doctor.ts')).doctorCommand));
  program
    .command('status')
    .description('the pipelines as the runtime knows them')
    .action(action(async () => (await import('./commands/status.ts')).statusCommand));
  program
    .command('executors')
    .option('--all-projects', 'also those of other projects on the store')
    .description('the processes of this project, what each does, and what nobody does')
    .action(action(async () => (await import('./commands/executors.ts')).executorsCommand));
  program
    .command('drain')
    .argument('[executor]', 'name of an executor, or of a host, as `executors` lists them')
    .option('--this-host', 'all executors of this host, those that are started later too')
    .option('--reason <text>', 'why, for the audit and for who looks')
    .option('--hand-over', 'give jobs that can go on elsewhere to other executors at once')
    .option('--wait', 'until it holds no run any more')
    .option('--undo', 'take runs again')
    .option('--all-projects', 'also executors of other projects that the name is of')
    .description('have an executor take no new runs and finish those that it has')
    .action(action(async () => (await import('./commands/drain.ts')).drainCommand));
  program
    .command('runs')
    .option('--pipeline <name>', 'of this pipeline only')
    .option('--state <state>', 'in this state only')
    .option('--limit <n>', 'how many', '20')
    .description('runs, newest first')
    .action(action(async () => (await import('./commands/runs.ts')).runsCommand));
  program
    .command('logs')
    .argument('<run>', 'run id, or a pipeline for its newest run')
    .option('--attempt <n>', 'of this attempt (default: the last)')
    .option('-f, --follow', 'go on until the run has ended')
    .description('what a run printed')
    .action(action(async () => (await import('./commands/logs.ts')).logsCommand));
  program
    .command('events')
    .option('--topic <topic>', '`audit` (definitions, deployments, people) or `runs` only')
    .option('--pipeline <name>', 'of this pipeline only')
    .option('--type <types>', 'of these types only, as run.failed or deployment.*; separated by commas')
    .option('--actor <name>', 'only what this person, room or executor did')
    .option('--since <time>', 'not before: a date, a time, or how long ago, as 2h; with --verify: complete from there')
    .option('--until <time>', 'before this, written alike')
    .option('--limit <n>', 'how many', '20')
    .option('--all', 'all of them, oldest first; for an export with `--output jsonl`')
    .option('-f, --follow', 'go on with those that come, until ctrl-c')
    .option('--verify', 'prove that no event is removed, changed or moved; exit 1 and the event where one is')
    .option('--rejoin', 'after a backup was put back: go on with the chains where the bus has them')
    .addOption(
      new Option('--from <place>', 'with --verify: `bus`, as the settings have it (default), or `store`').choices([
        'bus',
        'store',
      ]),
    )
    .option('--rebuild', 'throw away what the server has read back from Kafka, and read it again')
    .option('--brokers <list>', 'with --verify: Kafka there (default: KAFKA_BROKERS, else the event files)')
    .option('--file <file>', 'with --verify: an export, or a file of events; nothing else is needed')
    .description('what happened, who did it and why; newest first')
    .action(action(async () => (await import('./commands/events.ts')).eventsCommand));
  program
    .command('explain')
    .argument('[code...]', 'a diagnostic code, or words to look for; all codes when left out')
    .description('what a diagnostic means, with an example')
    .action(action(async () => (await import('./commands/explain.ts')).explainCommand));
  program
    .command('config')
    .addArgument(new Argument('<action>', 'what to do').choices(['show']))
    .option('--origin', 'say where each value comes from')
    .description('settings of this process, and values of the project in an environment')
    .action(action(async () => (await import('./commands/config.ts')).configCommand));
  program
    .command('next')
    .argument('<schedule...>', 'a cron expression, or the name of a pipeline')
    .option('--zone <zone>', "time zone (default: UTC, or the pipeline's own)")
    .option('--after <time>', 'fires after this time (default: now)')
    .option('--count <n>', 'how many', '5')
    .addOption(
      new Option(
        '--dst <policy>',
        "what becomes of times that a clock skips or repeats (default: the pipeline's own)",
      ).choices(['wall-clock', 'quartz']),
    )
    .addOption(
      new Option('--dialect <name>', 'how an expression is read (default: by its number of fields)').choices([
        'quartz-2.5',
        'quartz-2.3',
        'unix',
      ]),
    )
    .description('when a schedule fires next; exit 1 when it never does')
    .action(action(async () => (await import('./commands/next.ts')).nextCommand));
  program
    .command('schema')
    .argument('[name]', 'pipeline, datasource, project, or an output such as check; the names of all when left out')
    .option('--out <dir>', 'write the schemas of what an author writes into this folder')
    .option('--vscode', 'print the settings by which VS Code finds them, in --out or the installed package')
    .description('a JSON Schema, for editors and for what reads the output')
    .action(action(async () => (await import('./commands/schema.ts')).schemaCommand));
  program
    .command('lsp')
    .option('--stdio', 'talk over stdin and stdout, which is the default')
    .addOption(new Option('--clientProcessId <pid>', 'process of the editor').hideHelp())
    .description('serve an editor: findings, fixes, completion, hovers')
    .action(action(async () => (await import('./commands/lsp.ts')).lspCommand));
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish']))
    .description('a script that completes verbs, flags and pipelines')
    .action(async (shell: Shell) => {
      process.stdout.write((await import('./completion-script.ts')).completionScript(program, shell));
    });
  program
    .command('backup')
    .argument('<file>', 'where to write it; nothing may be there')
    .description('copy the embedded store to a file, also while a daemon runs')
    .action(action(async () => (await import('./commands/backup.ts')).backupCommand));
  program
    .command('upgrade')
    .option('--check', 'show what this version makes of what is deployed; writes nothing')
    .option('--full', 'show all values, next fires, run-time values and who is downstream')
    .option('--detailed-exitcode', 'exit 2 where something is another thing with this version')
    .description('what an upgrade to this version changes, before anything runs')
    .action(action(async () => (await import('./commands/upgrade.ts')).upgradeCommand));
  program
    .command('version')
    .description('version of Sluice')
    .action(() => {
      process.stdout.write(`${readVersion()}\n`);
    });
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
