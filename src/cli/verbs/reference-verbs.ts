import { Argument, Option, type Command } from 'commander';
import type { Shell } from '../completion-script.ts';
import { readVersion } from '../version.ts';
import { action } from './verb-action.ts';

/** Verbs that explain the language, and serve editors and shells. */
export function addReferenceVerbs(program: Command): void {
  program
    .command('explain')
    .argument('[code...]', 'a diagnostic code, or words to look for; all codes when left out')
    .description('what a diagnostic means, with an example')
    .action(action(async () => (await import('../commands/explain.ts')).explainCommand));
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
    .action(action(async () => (await import('../commands/next.ts')).nextCommand));
  program
    .command('schema')
    .argument('[name]', 'pipeline, datasource, project, or an output such as check; the names of all when left out')
    .option('--out <dir>', 'write the schemas of what an author writes into this folder')
    .option('--vscode', 'print the settings by which VS Code finds them, in --out or the installed package')
    .description('a JSON Schema, for editors and for what reads the output')
    .action(action(async () => (await import('../commands/schema.ts')).schemaCommand));
  program
    .command('lsp')
    .option('--stdio', 'talk over stdin and stdout, which is the default')
    .addOption(new Option('--clientProcessId <pid>', 'process of the editor').hideHelp())
    .description('serve an editor: findings, fixes, completion, hovers')
    .action(action(async () => (await import('../commands/lsp.ts')).lspCommand));
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish']))
    .description('a script that completes verbs, flags and pipelines')
    .action(async (shell: Shell) => {
      process.stdout.write((await import('../completion-script.ts')).completionScript(program, shell));
    });
  program
    .command('version')
    .description('version of Sluice')
    .action(() => {
      process.stdout.write(`${readVersion()}\n`);
    });
}
