import type { Finding } from './finding.ts';

// Put together so that this file does not find itself.
const hosts = [
  ['registry', 'npmjs', 'org'],
  ['registry', 'yarnpkg', 'com'],
  ['repo1', 'maven', 'org'],
  ['repo', 'maven', 'apache', 'org'],
  ['repository', 'apache', 'org'],
  ['deb', 'debian', 'org'],
  ['snapshot', 'debian', 'org'],
  ['pypi', 'org'],
  ['files', 'pythonhosted', 'org'],
  ['proxy', 'golang', 'org'],
].map((parts) => parts.join('.'));
const unfinished = /\b(TO[D]O|FIX[M]E)\b/;
const code = /\.(ts|tsx|mjs|js|sh|css|html)$/;

/** Host names of package registries (clients know theirs), and work left for later in code. */
export function textFindings(file: string, text: string): Finding[] {
  return text.split('\n').flatMap((line, index) => {
    const host = hosts.find((name) => line.includes(name));
    const later = code.test(file) ? unfinished.exec(line)?.[1] : undefined;
    return [
      ...(host === undefined ? [] : [{ file, line: index + 1, message: `names the package registry ${host}` }]),
      ...(later === undefined ? [] : [{ file, line: index + 1, message: `says ${later}: do it, or file an issue` }]),
    ];
  });
}
