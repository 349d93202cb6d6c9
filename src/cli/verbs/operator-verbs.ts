import { Argument, Option, type Command } from 'commander';
import { action, append } from './verb-action.ts';

/** Verbs that run something, or change what is deployed or stored. */
export function addOperatorVerbs(program: Command): void {
  program
    .command('run')
    .argument('<pipeline>', 'name')
    .option('--fire <time>', 'fire time (default: the last due one, else now)')
    .option('-p, --param <k=v...>', 'value of a parameter')
    .option('--again', 'also a fire that has succeeded already')
    .option('--during-freeze', 'also while a freeze lets nothing of the pipeline start')
    .option('--sample <n>', 'run nothing: show the first n rows of the source as the sink would get them')
    .option('--wait', 'follow it to its end, which is what is done anyway')
    .option('--no-wait', 'with a server: return once it is on record')
    .description('run a pipeline once and follow it to its end: here, or what --server has deployed')
    .action(action(async () => (await import('../commands/run.ts')).runCommand));
  program
    .command('serve')
    .option('--host <address>', 'address to listen on (SLUICE_HOST)')
    .option('--port <port>', 'port to listen on (SLUICE_PORT)')
    .option('--roles <list>', 'reconcile,schedule,execute,relay,http', 'reconcile,schedule,execute,relay,http')
    .option('--concurrency <n>', 'runs at a time (SLUICE_CONCURRENCY)')
    .option('--labels <list>', 'labels that pipelines ask for with `runOn`: dc-a,gpu (SLUICE_LABELS)')
    .option(
      '--source <source>',
      'what is deployed: `folder`, what the files say; `git`, what a repository says (SLUICE_GIT_URL); `apply`, reviewed plans only (SLUICE_SOURCE)',
    )
    .description('run the daemon: watch, schedule, execute, serve the page')
    .action(action(async () => (await import('../commands/serve.ts')).serveCommand));
  program
    .command('prune')
    .argument('[pipelines...]', 'these only, also restored ones (default: all whose delete is held)')
    .option('--held <digest>', 'refuse any other set than the one with this digest, which `prune` has printed')
    .option('--yes', 'delete them without a question')
    .option('--no-input', 'ask nothing; without --yes it only shows')
    .description('show the deletes that wait for a person, and let them go')
    .action(action(async () => (await import('../commands/prune.ts')).pruneCommand));
  program
    .command('pause')
    .argument('[pipelines...]', 'names')
    .addOption(new Option('--select <pipelines>', 'a name, a glob, tag:x, owner:x; may be repeated').argParser(append))
    .option('--reason <text>', 'why, for those who find it paused')
    .option('--until <time>', 'when it goes on by itself: a duration as in 2h, or a time with an offset')
    .option('--cancel', 'stop what runs of it too (default: it ends as it would)')
    .description('fire pipelines no more for now, whatever the files say')
    .action(action(async () => (await import('../commands/pause.ts')).pauseCommand));
  program
    .command('resume')
    .argument('[pipelines...]', 'names')
    .addOption(new Option('--select <pipelines>', 'a name, a glob, tag:x, owner:x; may be repeated').argParser(append))
    .option('--skip-missed', 'make up for nothing that was missed (default: by the misfire policy)')
    .description('let paused pipelines go on')
    .action(action(async () => (await import('../commands/resume.ts')).resumeCommand));
  program
    .command('rollback')
    .argument('<pipeline>', 'name')
    .option('--to <generation>', 'the generation whose version it is to be (default: the newest earlier version)')
    .option('--reason <text>', 'why, for those who find it rolled back')
    .option('--undo', 'deploy what the rollback refused, and follow the desired state again')
    .option('--yes', 'without being asked')
    .option('--no-input', 'ask nothing; without --yes it only shows')
    .description('make a pipeline what it was, and keep it so until its definition changes')
    .action(action(async () => (await import('../commands/rollback.ts')).rollbackCommand));
  program
    .command('backfill')
    .argument('<pipeline>', 'name; or `list`, and `show`, `pause`, `resume` or `cancel` with an id')
    .argument('[id]', 'of a backfill')
    .option('--fire <range>', 'fires from A to B, `A..B`: days of the zone of the schedule, or times with an offset')
    .option('--bizdate <range>', 'the same in days of data: the fires of the day after each')
    .option('--cursor <range>', 'of an incremental pipeline, in place of fires: rows after A, up to and at B, `A..B`')
    .option('--chunk <n>', 'with --cursor: how much of it one run reads, 10000 or 1d (default: all)')
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
    .description(
      'run fires or cursor values of the past, bit by bit: shown first, paused, resumed and cancelled at will',
    )
    .action(action(async () => (await import('../commands/backfill.ts')).backfillCommand));
  program
    .command('cursor')
    .addArgument(new Argument('<action>', 'what to do').choices(['get', 'set', 'reset']))
    .argument('<pipeline>', 'name')
    .argument('[value]', 'with `set`: the position after which it goes on')
    .option('--from-sql <query>', 'with `set`: ask a database for the value, as in "select max(id) from orders"')
    .option('--datasource <name>', 'with --from-sql: which one (default: that of the sink)')
    .option('--reason <text>', 'why, for the audit')
    .option('--yes', 'without being asked')
    .option('--no-input', 'ask nothing; without --yes it only shows')
    .description('show how far an incremental pipeline has read, and let it go on from elsewhere')
    .action(action(async () => (await import('../commands/cursor.ts')).cursorCommand));
  program
    .command('alerts')
    .addArgument(new Argument('<action>', 'what to do').choices(['test']))
    .argument('<channel>', 'a channel of sluice.yaml that a pipeline tells')
    .description('send a trial to a channel for alerts, with the secrets of this host, and show its answer')
    .action(action(async () => (await import('../commands/alerts.ts')).alertsCommand));
  program
    .command('restore')
    .argument('[pipelines...]', 'names; what can be restored when left out')
    .description('bring deleted pipelines back, with their cursor and history')
    .action(action(async () => (await import('../commands/restore.ts')).restoreCommand));
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
    .action(action(async () => (await import('../commands/drain.ts')).drainCommand));
  program
    .command('backup')
    .argument('<file>', 'where to write it; nothing may be there')
    .description('copy the embedded store to a file, also while a daemon runs')
    .action(action(async () => (await import('../commands/backup.ts')).backupCommand));
  program
    .command('upgrade')
    .option('--check', 'show what this version makes of what is deployed; writes nothing')
    .option('--full', 'show all values, next fires, run-time values and who is downstream')
    .option('--detailed-exitcode', 'exit 2 where something is another thing with this version')
    .description('what an upgrade to this version changes, before anything runs')
    .action(action(async () => (await import('../commands/upgrade.ts')).upgradeCommand));
}
