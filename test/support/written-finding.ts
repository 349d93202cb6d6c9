import type { LocatedDiagnostic } from '../../src/compiler/index.ts';

interface Place {
  readonly file: string;
  readonly range: LocatedDiagnostic['range'];
}

/**
 * A finding as the golden files have it: `CODE severity file:line:column-line:column message | help`, and below it,
 * indented, its notes, its labels, and each suggestion with its edits.
 */
export function writtenFinding(finding: LocatedDiagnostic): string {
  const { code, severity, message, help, labels, notes, suggestions } = finding;
  const lines = [
    `${code} ${severity} ${written(finding)} ${message}${help === undefined ? '' : ` | ${help}`}`,
    ...notes.map((note) => `  note: ${note}`),
    ...labels.map((label) => `  at ${written(label)}: ${label.message}`),
    ...suggestions.flatMap((fix) => [
      `  ${fix.confidence} fix: ${fix.message}`,
      ...fix.edits.map((edit) => `    ${written(edit)} ${JSON.stringify(edit.newText)}`),
    ]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function written({ file, range: { start, end } }: Place): string {
  return `${file}:${start.line}:${start.column}-${end.line}:${end.column}`;
}
