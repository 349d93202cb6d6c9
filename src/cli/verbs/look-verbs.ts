import { Argument, Option, type Command } from 'commander';
import { action } from './verb-action.ts';

/** Verbs that show what is and what was. */
export function addLookVerbs(program: Command): void {
  program
    .command('history')
    .argument('<pipeline>', 'name')
    .option('--limit <n>', 'how many', '20')
    .description('what became of a pipeline: versions, by whom and why, the newest first')
    .action(action(async () => (await import('../commands/history.ts')).historyCommand));
  program
    .command('why')
    .argument('<pipeline>', 'name')
    .option('--fire <time>', 'the fire that is asked about, with an offset (default: the newest on record)')
    .description('why a pipeline did, or did not, run')
    .action(action(async () => (await import('../commands/why.ts')).whyCommand));
  program
    .command('explain-run')
    .argument('<run>', 'run id')
    .description('the story of a run: when it was due, what became of it and why, what it ran with')
    .action(action(async () => (await import('../commands/explain-run.ts')).explainRunCommand));
  program
    .command('doctor')
    .option('--host <address>', 'where `sluice serve` would listen (SLUICE_HOST)')
    .option('--port <port>', 'on which port (SLUICE_PORT)')
    .option('--source <source>', 'where desired state would come from: `folder`, `git` or `apply` (SLUICE_SOURCE)')
    .option('--engine <name>', 'look at this engine alone')
    .description('look at everything that `serve` needs, and say how to mend what is not well')
    .action(action(async () => (await import('../commands/doctor.ts')).doctorCommand));
  program
    .command('status')
    .description('the pipelines as the runtime knows them')
    .action(action(async () => (await import('../commands/status.ts')).statusCommand));
  program
    .command('executors')
    .option('--all-projects', 'also those of other projects on the store')
    .description('the processes of this project, what each does, and what nobody does')
    .action(action(async () => (await import('../commands/executors.ts')).executorsCommand));
  program
    .command('runs')
    .option('--pipeline <name>', 'of this pipeline only')
    .option('--state <state>', 'in this state only')
    .option('--limit <n>', 'how many', '20')
    .description('runs, newest first')
    .action(action(async () => (await import('../commands/runs.ts')).runsCommand));
  program
    .command('logs')
    .argument('<run>', 'run id, or a pipeline for its newest run')
    .option('--attempt <n>', 'of this attempt (default: the last)')
    .option('-f, --follow', 'go on until the run has ended')
    .description('what a run printed')
    .action(action(async () => (await import('../commands/logs.ts')).logsCommand));
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
    .action(action(async () => (await import('../commands/events.ts')).eventsCommand));
  program
    .command('config')
    .addArgument(new Argument('<action>', 'what to do').choices(['show']))
    .option('--origin', 'say where each value comes from')
    .description('settings of this process, and values of the project in an environment')
    .action(action(async () => (await import('../commands/config.ts')).configCommand));
}
