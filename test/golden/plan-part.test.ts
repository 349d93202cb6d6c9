import { rm } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitBase } from '../../src/cli/plan/commit-base.ts';
import { makePlan } from '../../src/cli/plan/make-plan.ts';
import { compileProject, sideOf, toPlanDocument } from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { commitAll } from '../support/git-repository.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const NOW = Date.parse('2026-03-02T10:00:00Z');

const table = (name: string, tables: string, more = ''): string => `name: ${name}
schedule: { cron: "0 0 2 * * ?" }
${more}source: { datasource: erp, table: ${tables}, columns: [id bigint] }
sink: { datasource: ods, table: ${name} }
`;
const after = (name: string, upstream: string): string => `name: ${name}\ndependsOn: [${upstream}]\ncommand: [date]\n`;

/** Texts that a file of the project may have; undefined = it is not there. */
const TEXTS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'pipelines/a.yaml': [table('a', 'a'), table('a', 'a2'), table('b', 'a'), 'name: a\nschedule: [', undefined],
  'pipelines/c.yaml': [after('c', 'a'), after('c', 'many'), after('c', 'a, many'), 'name: c\n', undefined],
  'pipelines/d.yaml': [after('d', 'c'), after('d', 'many'), undefined],
  'pipelines/many.yaml': [
    'name: many\nschedule: manual\nsource: { datasource: erp, table: [t1, t2], columns: [id bigint] }\nsink: { datasource: ods, table: t }\n',
    'name: many\nschedule: manual\nsource: { datasource: erp, table: [t1, t2, t3], columns: [id bigint] }\nsink: { datasource: ods, table: t }\n',
    'name: many\nschedule: manual\nsource: { datasource: erp, table: t1, columns: [id bigint] }\nsink: { datasource: ods, table: t }\n',
    undefined,
  ],
  'pipelines/e.yaml': ['name: e\nschedule: { every: 1h }\ncommand: [date]\n'],
  'pipelines/f.ts': [
    "import { definePipeline } from 'sluice'\nexport default definePipeline({ name: 'f', schedule: 'manual', command: ['date'] })\n",
    "import { definePipeline } from 'sluice'\nexport default definePipeline({ name: 'f', schedule: 'manual', command: ['true'] })\n",
  ],
  'pipelines/g.ts': [
    "import { before } from './_g'\nexport default { name: 'g', dependsOn: [before], command: ['date'] }\n",
  ],
  'pipelines/_g.ts': ["export const before = 'a'\n"],
  'pipelines/h.ts': [
    "import { name } from '../lib/names'\nexport default { name: 'h', schedule: 'manual', command: ['echo', name] }\n",
  ],
  'lib/names.ts': ["export { name } from './deep/name.ts'\n", "export const name = 'near'\n"],
  'lib/deep/name.ts': ["export const name = 'one'\n", "export const name = 'two'\n"],
  'datasources/ods.yaml': [
    'name: ods\ntype: mysql\nhost: one.example\ndatabase: ods\nusername: u\npassword: ${secret:env/P}\n',
    'name: ods\ntype: mysql\nhost: two.example\ndatabase: ods\nusername: u\npassword: ${secret:env/P}\n',
  ],
};

/** Mostly the first text of each file, so that a change is small. */
const project = fc.record(
  Object.fromEntries(
    Object.entries(TEXTS).map(([file, texts]) => [
      file,
      fc.oneof({ weight: 3, arbitrary: fc.constant(texts[0]) }, { weight: 2, arbitrary: fc.constantFrom(...texts) }),
    ]),
  ),
);

async function lay(folder: string, files: Readonly<Record<string, string | undefined>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    if (text === undefined) await rm(path.join(folder, file), { force: true });
    else await writeFiles(folder, { [file]: text });
  }
}

describe('a plan that compiles of its base what differs', () => {
  test('is the plan that compiles all of it', async () => {
    await using folder = await tempDir();
    const [root, whole] = [path.join(folder.path, 'root'), path.join(folder.path, 'whole')];
    await writeBaseProject(root, {}, 'whole');
    await writeBaseProject(whole, {}, 'whole');
    await fc.assert(
      fc.asyncProperty(project, project, async (before, head) => {
        await lay(root, before);
        await lay(whole, before);
        // of a base that does not compile whole, what waits for a missing pipeline is passed over; in part it is compared
        const { diagnostics } = await compileProject(whole);
        fc.pre(diagnostics.every(({ severity }) => severity !== 'error'));
        await commitAll(root, 'base');
        await lay(root, head);
        const part = await makePlan(root, commitBase(root, 'HEAD'), { environment: 'default' }, NOW);
        const all = await makePlan(
          root,
          {
            sideFor: async (_head, options) => ({
              side: sideOf(await compileProject(whole, options), { kind: 'folder' }),
              notes: [],
            }),
          },
          { environment: 'default' },
          NOW,
        );
        const told = ({ plan }: typeof part): object => {
          const { changes, summary, broken } = toPlanDocument(plan);
          return { changes, summary, broken };
        };
        expect(told(part)).toEqual(told(all));
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
