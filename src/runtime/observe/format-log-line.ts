/** Fields that head the line and so are not repeated behind it. */
const HEAD = new Set(['level', 'time', 'msg', 'room']);

/** Turns one JSON log record into a line for people: `12:00:01 warn  schedule  message  key=value`. */
export function formatLogLine(json: string): string {
  const record: unknown = JSON.parse(json);
  if (typeof record !== 'object' || record === null) return json;
  // A log record is a JSON object with string keys by pino's format.
  const fields = record as Record<string, unknown>;
  const time = String(fields['time'] ?? '').slice(11, 19);
  const level = String(fields['level'] ?? '').padEnd(5);
  const room = fields['room'] === undefined ? '' : `${String(fields['room']).padEnd(9)} `;
  const rest = Object.entries(fields)
    .filter(([name]) => !HEAD.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const message = String(fields['msg'] ?? '').replaceAll(/[\r\n]+/g, ' ');
  return `${time} ${level} ${room}${[message, ...rest].join('  ')}\n`;
}
