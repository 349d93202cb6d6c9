import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { outputTargets } from '../../src/cli/output-targets.ts';
import { FINDING_FORMATS } from '../../src/cli/views/emit-findings.ts';
import { outsideSchema } from '../support/outside-schema.ts';

const PAGE = readFileSync(path.join(import.meta.dirname, '../../docs/ci.md'), 'utf8');

/** Fenced blocks whose info string begins so. */
function blocks(info: string): string[] {
  return [...PAGE.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].flatMap(([, found = '', body = '']) =>
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
