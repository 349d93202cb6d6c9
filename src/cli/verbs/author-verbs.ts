import type { Command } from 'commander';
import { action, failOn, maxFindings } from './verb-action.ts';

/** Verbs of who writes pipelines: no network unless they are asked for it, no daemon. */
export function addAuthorVerbs(program: Command): void {
  program
    .command('init')
    .argument('[dir]', 'folder to make', '.')
    .option('--engine <type>', 'what runs the jobs: local, flinkx, chunjun or flink-sql')
    .option('--name <name>', 'name of the project (default: that of the folder)')
    .option('--from <example>', 'begin with an example, or with the demo that moves real data')
    .option('--yes', 'ask nothing')
    .option('--no-input', 'ask nothing')
    .description('make a project to start from; asks three things on a terminal')
    .action(action(async () => (await import('../commands/init.ts')).initCommand));
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
    .action(action(async () => (await import('../commands/new.ts')).newCommand));
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
    .action(action(async () => (await import('../commands/check.ts')).checkCommand));
  program
    .command('fmt')
    .argument('[paths...]', 'these files or folders only; `-` formats stdin to stdout')
    .option('--check', 'write nothing; exit 1 where a file is not formatted')
    .option('--diff', 'write nothing; show what would change')
    .description('format the YAML files of a project, comments kept')
    .action(action(async () => (await import('../commands/fmt.ts')).fmtCommand));
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
    .action(action(async () => (await import('../commands/compile.ts')).compileCommand));
  program
    .command('test')
    .argument('[paths...]', 'these test files or folders only')
    .option('--filter <text>', "only cases with this text in their name or in their pipeline's")
    .option('--watch', 'run again what a change touches, until ctrl-c')
    .option('--update', 'write what is so in place of what was expected')
    .description('run the tests of pipelines: tests/**/*.test.yaml')
    .action(action(async () => (await import('../commands/test.ts')).testCommand));
  program
    .command('import')
    .argument('<format>', 'flinkx, chunjun or datax')
    .argument('<path>', 'a job file, or a folder of them')
    .option('--into <repo>', 'project that gets the pipelines (default: --chdir, or the nearest)')
    .option('--engine <name>', 'engine of its sluice.yaml that runs them')
    .option('--yes', 'write over files that have another content')
    .description('make pipelines of old jobs, and say what was wrong with them')
    .action(action(async () => (await import('../commands/import.ts')).importCommand));
}
