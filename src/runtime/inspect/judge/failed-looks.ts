import { say, type Message } from '../../../message/index.ts';
import {
  child,
  makeDiagnostic,
  type DatasourceNode,
  type Diagnostic,
  type EngineNode,
  type Location,
  type PipelineNode,
} from '../../../compiler/index.ts';
import type { Facts, Failure } from '../facts.ts';
import type { Case, Judgement } from './judgement.ts';

/** A datasource or an engine that could not be looked at, or not to the end: said once, where its address is. */
export const failedLooks: Judgement = function* (given: Case): Iterable<Diagnostic> {
  const nodes = new Map<string, DatasourceNode>();
  const engines = new Map<string, EngineNode>();
  for (const pipeline of given.pipelines) {
    engines.set(pipeline.engine.name, pipeline.engine);
    for (const node of datasourcesOf(pipeline)) nodes.set(node.name, node);
  }
  for (const node of nodes.values()) yield* ofOne(node, given.datasources.get(node.name), given);
  for (const engine of engines.values()) yield* ofOne(engine, given.engines.get(engine.name), given);
};

function* ofOne(node: DatasourceNode | EngineNode, facts: Facts | undefined, given: Case): Iterable<Diagnostic> {
  for (const failure of facts?.failures ?? []) {
    if (failure.kind === 'missing-file' && isMadeByRun(node, given)) continue;
    yield word(failure, child(node.at, ...failure.key), nameOf(node), node);
  }
}

/** A file or folder that a run of some pipeline makes is not missed before that run. */
function isMadeByRun(node: DatasourceNode | EngineNode, { pipelines }: Case): boolean {
  return pipelines.some(({ work }) => work.kind === 'movement' && work.sink.datasource?.name === node.name);
}

function datasourcesOf({ work, settings }: PipelineNode): readonly DatasourceNode[] {
  if (work.kind !== 'movement') return [];
  return [work.source.datasource, work.sink.datasource, settings.dirty?.datasource]
    .flatMap((datasource) => [datasource, datasource?.hadoop])
    .filter((datasource) => datasource !== undefined);
}

function nameOf(node: DatasourceNode | EngineNode): Message {
  return node.kind === 'datasource' ? say`datasource \`${node.name}\`` : say`engine \`${node.name}\``;
}

function word(failure: Failure, at: Location, name: Message, node: DatasourceNode | EngineNode): Diagnostic {
  const { subject, detail } = failure;
  const said = detail === undefined ? {} : { notes: [say`it says: ${detail}`] };
  switch (failure.kind) {
    case 'unreachable':
      return makeDiagnostic('SL1010', at, say`${name} cannot be reached at \`${subject}\``, {
        notes: [whyUnreachable(detail)],
        help: say`start it, or correct the address; \`--env\` takes the addresses of another environment`,
      });
    case 'silent':
      return makeDiagnostic(
        'SL1011',
        at,
        subject === '' ? say`${name} does not answer` : say`${name} does not answer at \`${subject}\``,
        {
          notes: [say`something takes the connection and says nothing in time`],
          help: say`look whether it is another program’s port, or a server that is too busy`,
        },
      );
    case 'lost':
      return makeDiagnostic('SL1011', at, say`${name} closed the connection to \`${subject}\` before it had answered`, {
        notes: [say`the server was stopped meanwhile, or something between cuts connections`],
        help: say`check again when it runs`,
      });
    case 'nonsense':
      return makeDiagnostic(
        'SL1011',
        at,
        say`what answers for ${name} is something else: ${kindOf(node)} was expected`,
        {
          ...said,
          help: say`correct the host and the port`,
        },
      );
    case 'refused':
      return makeDiagnostic('SL1011', at, say`${name} did not let itself be looked at`, {
        ...said,
        help: say`ask whoever runs it what this user may look at`,
      });
    case 'login-refused':
      return makeDiagnostic('SL1012', at, say`${name} refuses the login at \`${subject}\``, {
        ...said,
        help: say`look at \`username\`, at the reference under \`password\`, and from which hosts the user may come`,
      });
    case 'database-unknown':
      return makeDiagnostic('SL1013', at, say`${name} names a database that \`${subject}\` does not have`, {
        ...said,
        help: say`correct \`database\`, or create it`,
      });
    case 'database-refused':
      return makeDiagnostic('SL1016', at, say`${name} names a database that its user may not use`, {
        ...said,
        help: say`let the owner of the database grant what the pipelines need, \`SELECT\` to read`,
      });
    case 'not-set':
      return makeDiagnostic('SL1014', at, notSet(subject, name), {
        notes: [say`a run that starts here would fail in the same way`],
        help: subject.startsWith('secret:file')
          ? say`put the file there, readable for whoever runs this`
          : say`set the variable where this runs`,
      });
    case 'not-readable':
      return notReadable(subject, at, name);
    case 'missing-file':
      return makeDiagnostic('SL1023', at, say`${name} names \`${subject}\`, which is not on this machine`, {
        notes: [say`a path that is not absolute begins at the folder of \`sluice.yaml\``],
        help: say`correct \`path\`, or check on the machine that runs the pipelines`,
      });
  }
}

function notReadable(subject: string, at: Location, name: Message): Diagnostic {
  if (subject.startsWith('secret:'))
    return makeDiagnostic('SL1014', at, say`${name} has a secret that cannot be read: \`\${${subject}}\``, {
      help: say`it must be a regular file of at most 1 MiB, readable for whoever runs this`,
    });
  return at.path.at(-1) === 'path'
    ? makeDiagnostic('SL1023', at, say`${name} names \`${subject}\`, which is no file`, {
        help: say`\`path\` is the database file itself`,
      })
    : makeDiagnostic('SL1010', at, say`${name} has an address that cannot be tried: \`${subject}\``, {
        help: say`give host and port, as in \`jdbc:mysql://db.example:3306/shop\` or \`host\` and \`port\``,
      });
}

function notSet(subject: string, name: Message): Message {
  const [kind, reference = ''] = subject.split(/:(.*)/s);
  return kind === 'env'
    ? say`${name} needs the environment variable \`${reference}\`, which is not set`
    : say`${name} needs the secret \`\${secret:${reference}}\`, which is not set`;
}

function whyUnreachable(detail: string | undefined): Message {
  if (detail === undefined)
    return say`no connection came about in time: the host is down, or a firewall drops what is sent`;
  if (detail.includes('ECONNREFUSED')) return say`the host answers that nothing listens on that port`;
  if (detail.includes('ENOTFOUND') || detail.includes('EAI_AGAIN')) return say`the name of the host is not known here`;
  return say`it says: ${detail}`;
}

/** Names of programs, which are the same in every language. */
const PROGRAMS: Readonly<Record<string, string>> = {
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  kafka: 'Kafka',
  sqlite: 'SQLite',
};

function kindOf(node: DatasourceNode | EngineNode): string {
  return node.kind === 'engine' ? 'Flink' : (PROGRAMS[node.type] ?? node.type);
}
