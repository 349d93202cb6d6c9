import { describe, expect, test } from 'vitest';
import { createSourceFile } from '../text/index.ts';
import { parseCodeOwners } from './parse-codeowners.ts';

function parse(text: string): ReturnType<typeof parseCodeOwners> {
  return parseCodeOwners(createSourceFile('CODEOWNERS', text));
}

describe('parseCodeOwners', () => {
  test.each([
    ['*  @all', 'pipelines/a.yaml', ['@all']],
    ['# @nobody\n\n*.yaml @yaml # and a word', 'pipelines/a.yaml', ['@yaml']],
    ['* @all\n/pipelines/ @org/data a@b.example', 'pipelines/deep/a.yaml', ['@org/data', 'a@b.example']],
    ['/pipelines/ @data\n* @all', 'pipelines/a.yaml', ['@all']],
    ['* @all\n/pipelines/free/', 'pipelines/free/a.yaml', []],
    ['/pipelines/* @flat', 'pipelines/a.yaml', ['@flat']],
    ['/pipelines/* @flat', 'pipelines/deep/a.yaml', []],
    ['/pipelines/** @deep', 'pipelines/deep/a.yaml', ['@deep']],
    ['**/shop/ @shop', 'pipelines/shop/a.yaml', ['@shop']],
    ['pipelines/a\\ b.yaml @space', 'pipelines/a b.yaml', ['@space']],
    ['*.YAML @upper', 'pipelines/a.yaml', []],
    ['*.yaml @windows\r\n', 'pipelines/a.yaml', ['@windows']],
    ['other/ @none', 'pipelines/a.yaml', []],
  ])('%j: %s is owned by %j', (text, path, owners) => {
    const { codeOwners, diagnostics } = parse(text);
    expect(codeOwners.ownersOf(path)).toEqual(owners);
    expect(diagnostics).toEqual([]);
  });

  test('takes the last rule of each section of GitLab, with the owners of its heading', () => {
    const { codeOwners, diagnostics } = parse(
      '* @all\n[Data] @@maintainer\npipelines/\npipelines/shop/ @shop\n^[Docs][2] @docs\ndocs/\n',
    );
    expect(codeOwners.ownersOf('pipelines/a.yaml')).toEqual(['@all', '@@maintainer']);
    expect(codeOwners.ownersOf('pipelines/shop/a.yaml')).toEqual(['@all', '@shop']);
    expect(codeOwners.ownersOf('docs/a.md')).toEqual(['@all', '@docs']);
    expect(diagnostics).toEqual([]);
  });

  test('warns at what it does not understand, and makes no rule of it', () => {
    const text = '* @all\n/a/ data-team\n!/b/ @b\n/c/ @c\n[S] people\n/d/\n';
    const { codeOwners, diagnostics } = parse(text);
    expect(diagnostics.map(({ code, at }) => [code, text.slice(at.offsets?.start, at.offsets?.end)])).toEqual([
      ['SL1201', 'data-team'],
      ['SL1201', '!/b/'],
      ['SL1201', 'people'],
    ]);
    expect(codeOwners.ownersOf('a/x')).toEqual(['@all']);
    expect(codeOwners.ownersOf('c/x')).toEqual(['@c']);
    expect(codeOwners.ownersOf('d/x')).toEqual(['@all']);
  });
});
