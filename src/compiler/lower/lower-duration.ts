import { say } from '../../message/index.ts';
import { parseDuration } from '../../time/index.ts';
import { didYouMean } from '../diagnostics/index.ts';
import type { Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';

/** A duration in milliseconds, or undefined with a diagnostic. */
export function lowerDuration(text: string, at: Location, report: Report): number | undefined {
  const value = parseDuration(text);
  if (value !== undefined && value > 0) return value;
  const unit = /^\s*\d+\s*([a-zA-Z]+)\s*$/.exec(text)?.[1];
  const near = unit ? didYouMean(unit, ['ms', 's', 'm', 'h', 'd']) : undefined;
  report.add('SL0407', at, say`\`${text}\` is not a duration`, {
    help:
      near && near !== unit
        ? say`did you mean \`${text.replace(unit ?? '', near)}\`?`
        : say`write \`30s\`, \`5m\`, \`1h30m\` or \`2d\``,
  });
  return undefined;
}
