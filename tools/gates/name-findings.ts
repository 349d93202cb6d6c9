import type { Finding } from './finding.ts';

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?\.tsx?$/;
const empty = /(^|[/-])(utils?|helpers?|common|misc)([/.-]|$)/;

/** Source files not in kebab-case, and names that say nothing about what is inside. */
export function nameFindings(file: string): Finding[] {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return [
    ...(kebabCase.test(name) ? [] : [{ file, message: 'is not in kebab-case' }]),
    ...(empty.test(file) ? [{ file, message: 'has a name that says nothing: name it after what it exports' }] : []),
  ];
}
