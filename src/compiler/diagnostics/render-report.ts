import type { FindingsReport, ReportFormat } from './findings-report.ts';

/** The findings of a run in one of the formats that other programs read, with its last line end. */
export async function renderReport(format: ReportFormat, report: FindingsReport): Promise<string> {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report.document, null, 2)}\n`;
    case 'jsonl':
      return renderLines(report);
    case 'sarif':
      return (await import('./render-sarif.ts')).renderSarif(report);
    case 'github':
      return (await import('./render-github.ts')).renderGitHub(report);
    case 'gitlab':
      return (await import('./render-gitlab.ts')).renderGitLab(report);
    case 'junit':
      return (await import('./render-junit.ts')).renderJUnit(report);
    case 'markdown':
      return (await import('./render-markdown.ts')).renderMarkdown(report);
    default:
      return format satisfies never;
  }
}

/** A finding on each line, then the document without its findings: schemas/check-line.schema.json. */
function renderLines({ document, diagnostics }: FindingsReport): string {
  const { diagnostics: _, ...rest } = document;
  const lines = diagnostics.map((diagnostic) => ({ formatVersion: '1.0', diagnostic }));
  return [...lines, rest].map((line) => `${JSON.stringify(line)}\n`).join('');
}
