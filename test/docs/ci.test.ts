import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { outputTargets } from '../../src/cli/output-targets.ts';
import { FINDING_FORMATS } from '../../src/cli/views/emit-findings.ts';
import { outsideSchema } from '../support/outside-schema.ts';

const [PAGE, APPLY_PAGE] = ['ci.md', 'apply.md'].map((page) =>
  readFileSync(path.join(import.meta.dirname, '../../docs', page), 'utf8'),
) as [string, string]; // one for each

/** Fenced blocks of a page whose info string is this. */
function blocks(info: string, page = PAGE): string[] {
  return [...page.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].flatMap(([, found = '', body = '']) =>
    found === info ? [body] : [],
  );
}

const SCHEMAS = {
  github: 'schemas/json/github-workflow.json',
  gitlab: 'schemas/json/gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json',
} as const;

describe('docs/ci.md', () => {
  test.each(['github', 'gitlab'] as const)('has files that %s takes', (forge) => {
    const validate = outsideSchema('schemastore', SCHEMAS[forge]);
    const files = blocks(`yaml ${forge}`);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      validate(parse(file));
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  test('writes commands that the program takes, and every file that a forge is told of', () => {
    const commands = [...PAGE.matchAll(/npx sluice check[^\n'>]*/g)].map(([command]) => command.split(/\s+/));
    expect(commands.length).toBeGreaterThan(5);
    for (const words of commands) {
      const valuesOf = (flag: string): string[] =>
        words.flatMap((word, index) => (word === flag ? [words[index + 1] ?? ''] : []));
      const { machine } = outputTargets(valuesOf('--output'), valuesOf('--output-file'), FINDING_FORMATS);
      for (const { file } of machine) {
        if (file === undefined || file.startsWith('"$')) continue;
        expect(PAGE.split(file).length, file).toBeGreaterThan(file === 'jobs.xml' ? 1 : 2);
      }
    }
  });

  test('names every format', () => {
    for (const format of FINDING_FORMATS.filter((each) => each !== 'text')) expect(PAGE).toContain(`\`${format}\``);
  });
});

describe('docs/apply.md', () => {
  test.each(['github', 'gitlab'] as const)(
    'has a file that %s takes, in which one job applies what another saved',
    (forge) => {
      const validate = outsideSchema('schemastore', SCHEMAS[forge]);
      const [file = '', ...more] = blocks(`yaml ${forge}`, APPLY_PAGE);
      expect(more).toEqual([]);
      validate(parse(file));
      expect(validate.errors ?? []).toEqual([]);
      expect(file).toMatch(/npx sluice plan --out plan\.json[^]*npx sluice apply plan\.json --yes/);
    },
  );
});
