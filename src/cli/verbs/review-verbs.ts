import { Option, type Command } from 'commander';
import { action, append } from './verb-action.ts';

/** Verbs of who reviews a change, and of CI. */
export function addReviewVerbs(program: Command): void {
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
    .action(action(async () => (await import('../commands/plan.ts')).planCommand));
  program
    .command('apply')
    .argument('<file>', 'a plan that `plan --out` has saved')
    .option('--full', 'show all of the plan before the question')
    .option('--seal <seal>', 'refuse any other plan than the one with this seal, which `plan --out` has printed')
    .option('--yes', 'apply it without a question, as in CI')
    .option('--no-input', 'ask nothing; without --yes that is a refusal')
    .description('do exactly what a saved plan says, or nothing where what is deployed is another')
    .action(action(async () => (await import('../commands/apply.ts')).applyCommand));
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
    .action(action(async () => (await import('../commands/review.ts')).reviewCommand));
}
