import { definitionSchema } from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import { isTimeZone } from '../../time/index.ts';
import { START_ENGINES, type ProjectAnswers, type StartEngine } from './project-files.ts';
import { asked, openPrompts, type Words } from './prompts.ts';

const HINTS: Readonly<Record<StartEngine, Message>> = {
  local: say`inside Sluice: files, SQLite and MySQL, no server`,
  flinkx: say`FlinkX 1.11 in a folder of the executor`,
  chunjun: say`ChunJun 1.16 in a folder of the executor`,
  'flink-sql': say`Flink SQL through its gateway`,
};

/** Three questions, each with an answer to begin with. Ctrl-c throws an interruption, and nothing is written. */
export async function askProject(given: ProjectAnswers, words: Words): Promise<ProjectAnswers> {
  const prompts = await openPrompts();
  prompts.intro(words(say`a project of pipelines`));
  const name = asked(
    await prompts.text({
      message: words(say`name of the project`),
      initialValue: given.name,
      validate: (value) => (isProjectName(value ?? '') ? undefined : words(NAME_RULE)),
    }),
  );
  const engine = asked(
    await prompts.select({
      message: words(say`what runs the jobs`),
      initialValue: given.engine,
      options: START_ENGINES.map((value) => ({ value, label: value, hint: words(HINTS[value]) })),
    }),
  );
  const timeZone = asked(
    await prompts.text({
      message: words(say`time zone of the schedules`),
      initialValue: given.timeZone,
      validate: (value) => (isTimeZone(value ?? '') ? undefined : words(say`an IANA name, as in \`Asia/Shanghai\``)),
    }),
  );
  return { name, engine, timeZone };
}

/** What a name may be: that of sluice.yaml's schema. */
export const NAME_RULE = say`lower-case letters, digits, \`-\`, \`_\` and \`.\`, beginning and ending with a letter or digit`;

const PATTERN = new RegExp(definitionSchema('project').properties?.['name']?.pattern ?? '', 'u');

/** True for a name that sluice.yaml takes. */
export function isProjectName(name: string): boolean {
  return PATTERN.test(name);
}
