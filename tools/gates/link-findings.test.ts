import { describe, expect, it } from 'vitest';
import { formatFinding } from './finding.ts';
import { linkFindings } from './link-findings.ts';
import { scratchTree } from './scratch-tree.ts';

describe('linkFindings', () => {
  it('refuses links that lead nowhere, and only those', () => {
    using tree = scratchTree({
      'README.md': [
        '[good](docs/a.md#part) [web](https://example.com/x) [mail](mailto:a@b) [here](#part)',
        '[bad](docs/b.md)',
        '```',
        '[code](nowhere.md)',
        '```',
        '`[code](nowhere.md)` ![picture](picture.png "Title")',
      ].join('\n'),
      'docs/a.md': '[up](../README.md) [folder](.) [root](/README.md)',
    });
    expect(linkFindings(tree.root).map(formatFinding)).toEqual([
      'README.md:2 links to docs/b.md, which is not there',
      'README.md:6 links to picture.png, which is not there',
    ]);
  });
});
