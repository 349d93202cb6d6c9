/** Something a gate refuses. `line` counts from 1; without it the finding is about the file or folder as a whole. */
export interface Finding {
  readonly file: string;
  readonly line?: number | undefined;
  readonly message: string;
}

/** `file:line message`, as editors and terminals make it clickable. */
export function formatFinding({ file, line, message }: Finding): string {
  return `${line === undefined ? file : `${file}:${line}`} ${message}`;
}

/** Prints the findings and returns the exit code: 0 without any, else 1. */
export function reportFindings(gate: string, findings: readonly Finding[]): number {
  for (const finding of findings) console.error(formatFinding(finding));
  if (findings.length > 0) console.error(`${gate}: ${findings.length} found`);
  return findings.length > 0 ? 1 : 0;
}
