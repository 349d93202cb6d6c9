import { say, type Message } from '../../message/index.ts';
import type { PolicyViolation } from './define-policy.ts';

const KEYS = ['pipeline', 'message', 'severity', 'path'];

/** What a rule has returned as violations, or why it is none. `isPipeline`: whether there is one of a name. */
export function readViolations(
  said: unknown,
  isPipeline: (name: string) => boolean,
): readonly PolicyViolation[] | { readonly wrong: Message } {
  if (!Array.isArray(said)) return { wrong: say`it returns no list` };
  const violations: PolicyViolation[] = [];
  for (const [index, each] of said.entries()) {
    const wrong = wrongIn(each, isPipeline);
    if (wrong !== undefined) return { wrong: say`item ${index} ${wrong}` };
    violations.push(each as PolicyViolation); // each key was looked at
  }
  return violations;
}

function wrongIn(each: unknown, isPipeline: (name: string) => boolean): Message | undefined {
  if (typeof each !== 'object' || each === null || Array.isArray(each)) return say`is no object`;
  const { pipeline, message, severity, path }: Readonly<Record<string, unknown>> = { ...each };
  const other = Object.keys(each).find((key) => !KEYS.includes(key));
  if (other !== undefined) return say`has the key \`${other}\`, which no violation has`;
  if (typeof message !== 'string' || message.trim() === '') return say`has no \`message\``;
  if (severity !== undefined && severity !== 'error' && severity !== 'warning' && severity !== 'info')
    return say`has a \`severity\` that is none of \`error\`, \`warning\` and \`info\``;
  if (path !== undefined && !(typeof path === 'string' && /^(\/|$)/.test(path)))
    return say`has a \`path\` that does not begin with \`/\``;
  if (pipeline === undefined) return undefined;
  if (typeof pipeline === 'string' && isPipeline(pipeline)) return undefined;
  return say`names the pipeline \`${String(pipeline)}\`, which is neither in the plan nor in the project`;
}
