import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { fileList, isSource, isTest } from './file-list.ts';
import type { Finding } from './finding.ts';
import { cycleFindings } from './import-cycles.ts';
import { type ImportRule, type ImportTable, liesIn, ruleFor } from './import-table.ts';
import { type ImportedModule, type SourceModule, sourceModule } from './source-module.ts';

/** Folders whose direct sub-folders are rooms: entered by an `index.ts`, too. Their own files wire the rooms. */
const houses = ['src/compiler', 'src/runtime'];

/** Everything under `src` that imports what `table` does not allow, goes past a door, or closes a cycle. */
export function importFindings(root: string, table: ImportTable): Finding[] {
  const modules = fileList(root)
    .filter(isSource)
    .map((file) => sourceModule(root, file));
  const findings = modules.flatMap((module) => findingsOf(root, table, module));
  return [...findings, ...cycleFindings(modules)];
}

function findingsOf(root: string, table: ImportTable, module: SourceModule): Finding[] {
  const { file } = module;
  const rule = ruleFor(table, file);
  const wiring = isWiring(file);
  // A test puts its room together with real neighbours, where others would mock them; doors hold for it, too.
  const free = wiring || isTest(file);
  if (rule === undefined && !wiring) {
    return [{ file, message: 'lies in no folder of tools/imports.json: add a rule for its folder' }];
  }
  return module.imports.flatMap((one) => {
    const why = one.specifier.startsWith('.')
      ? refusedFile(root, table, file, one, free ? undefined : rule)
      : free
        ? undefined
        : refusedPackage(one.specifier, rule);
    return why === undefined ? [] : [{ file, line: one.line, message: `imports ${one.specifier}: ${why}` }];
  });
}

/** The files that put the rooms together see everything; that is what they are for. */
const isWiring = (file: string): boolean => file === 'src/index.ts' || houses.includes(posix.dirname(file));

function refusedFile(
  root: string,
  table: ImportTable,
  file: string,
  { specifier }: ImportedModule,
  rule: ImportRule | undefined,
): string | undefined {
  const target = posix.join(posix.dirname(file), specifier);
  if (!liesIn(target, 'src')) return isTest(file) ? undefined : 'what is built may not import from outside src';
  if (!existsSync(join(root, target))) return 'there is no such file (generated ones: npm run generate)';
  if (rule !== undefined && !liesIn(target, rule.folder) && !rule.may.some((allowed) => liesIn(target, allowed))) {
    return `${rule.folder} may not import ${ruleFor(table, target)?.folder ?? posix.dirname(target)}`;
  }
  return rule?.may.includes(target) ? undefined : pastDoor(table, file, target);
}

function pastDoor({ doors }: ImportTable, file: string, target: string): string | undefined {
  const door = doors.find((folder) => liesIn(target, folder));
  if (door !== undefined && !liesIn(file, door)) {
    return target === `${door}/index.ts` ? undefined : `the door of ${door} is ${door}/index.ts`;
  }
  const room = roomOf(target);
  if (room === undefined || roomOf(file) === room || posix.basename(target) === 'index.ts') return undefined;
  return `the door of ${room} is ${room}/index.ts`;
}

/** `src/compiler/check` of a file anywhere in it; undefined for the files directly in a house. */
function roomOf(file: string): string | undefined {
  const house = houses.find((folder) => liesIn(file, folder));
  const [room, ...rest] = house === undefined ? [] : file.slice(house.length + 1).split('/');
  return room === undefined || rest.length === 0 ? undefined : `${house}/${room}`;
}

function refusedPackage(specifier: string, rule: ImportRule | undefined): string | undefined {
  const { folder = '', packages = [], node = [] } = rule ?? {};
  const builtin = specifier.startsWith('node:') ? specifier : `node:${specifier}`;
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    return node.includes('*') || node.includes(builtin) ? undefined : `${folder} may not use ${builtin}`;
  }
  const name = packageName(specifier);
  return packages.includes(name) ? undefined : `${folder} may not use the package ${name}`;
}

/** `@scope/name` of `@scope/name/part`, `name` of `name/part`. */
function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
