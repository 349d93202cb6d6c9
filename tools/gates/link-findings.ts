import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileList } from './file-list.ts';
import type { Finding } from './finding.ts';

/** Relative links in markdown files that lead nowhere. What stands in code is no link. */
export function linkFindings(root: string): Finding[] {
  return fileList(root)
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => findingsOf(root, file));
}

function findingsOf(root: string, file: string): Finding[] {
  const text = readFileSync(join(root, file), 'utf8')
    .replaceAll(/^(```|~~~)[^]*?^\1/gm, blank)
    .replaceAll(/`[^`\n]*`/g, blank);
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].flatMap(([, target = '']) => {
      const path = decodeURIComponent(target.split('#')[0] ?? '');
      if (path === '' || /^[a-z][a-z0-9+.-]*:/i.test(target)) return [];
      const found = existsSync(join(root, posix.join(path.startsWith('/') ? '' : posix.dirname(file), path)));
      return found ? [] : [{ file, line: index + 1, message: `links to ${target}, which is not there` }];
    }),
  );
}

/** Spaces and the same line breaks, so that line numbers stay right. */
const blank = (code: string): string => code.replaceAll(/[^\n]/g, ' ');
