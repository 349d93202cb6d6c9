import { say, type Message } from '../../../message/index.ts';
import { child, listWords, makeDiagnostic, type Diagnostic } from '../../../compiler/index.ts';
import type { MysqlFacts } from '../facts.ts';
import { holds, type Asked, type Grants } from '../mysql/grants.ts';
import { placeOf } from '../mysql/read-tables.ts';
import { sidesOf, tablesOf, type Case, type JudgedSide, type Judgement } from './judgement.ts';
import { readsBinlog } from '../reads-binlog.ts';
import { privilegesOfStatement } from './statement-privileges.ts';

/** The user of a MySQL or MariaDB datasource may do what the pipeline will ask of it. */
export const missingPrivileges: Judgement = function* (given: Case): Iterable<Diagnostic> {
  for (const side of sidesOf(given)) {
    const { mysql } = side.facts;
    if (mysql?.grants === undefined) continue;
    if (readsBinlog(side.node)) yield* replication(side, mysql, mysql.grants);
    for (const { name, steps } of tablesOf(side.node)) {
      if (side.facts.tables.has(name)) yield* onTable(name, steps, side, mysql, mysql.grants);
    }
  }
};

function* onTable(
  name: string,
  steps: readonly (string | number)[],
  { node }: JudgedSide,
  mysql: MysqlFacts,
  grants: Grants,
): Iterable<Diagnostic> {
  const place = placeOf(name, mysql.database);
  if (place === undefined) return;
  const { ignoresCase } = mysql;
  const asked: Asked = { ...place, ignoresCase };
  const named =
    node.columns === '*' ? [] : node.columns.filter(({ value }) => value === undefined || node.kind === 'sink');
  const columns = named.map((column) => column.name);
  const lacks = (privilege: string): boolean => !holds(grants, privilege, { ...asked, columns });
  const needed = node.kind === 'source' ? ['SELECT'] : WRITING[node.mode];
  const lacking = needed.filter(lacks);
  const where = `${place.database}.${place.table}`;
  const at = child(node.at, ...steps);
  if (lacking.length > 0) yield lackOf(lacking, where, at, mysql, grants, runNote(node.kind));
  if (node.kind === 'source') return;
  for (const key of ['preSql', 'postSql'] as const)
    for (const [index, statement] of node[key].entries()) {
      const wanted = privilegesOfStatement(statement, place.table).filter(
        (privilege) => !lacking.includes(privilege) && lacks(privilege),
      );
      if (wanted.length > 0)
        yield lackOf(
          wanted,
          where,
          child(node.at, key, index),
          mysql,
          grants,
          say`the run would fail at this statement`,
        );
    }
}

/** What each way of writing rows is made of on MySQL; a run of `overwrite` empties the table by DELETE. */
const WRITING: Readonly<Record<'append' | 'upsert' | 'replace' | 'overwrite', readonly string[]>> = {
  append: ['INSERT'],
  upsert: ['INSERT', 'UPDATE'],
  replace: ['INSERT', 'DELETE'],
  overwrite: ['INSERT', 'DELETE'],
};

function runNote(kind: 'source' | 'sink'): Message {
  return kind === 'source'
    ? say`the run would fail when it reads the first row`
    : say`the run would fail when it writes the first row`;
}

function* replication({ node }: JudgedSide, mysql: MysqlFacts, grants: Grants): Iterable<Diagnostic> {
  const lacking = ['REPLICATION SLAVE', 'REPLICATION CLIENT'].filter((privilege) => !holds(grants, privilege, {}));
  if (lacking.length > 0)
    yield lackOf(
      lacking,
      '*.*',
      child(node.at, 'datasource'),
      mysql,
      grants,
      say`a stream of changes is read as a replica reads it`,
    );
}

function lackOf(
  privileges: readonly string[],
  where: string,
  at: Diagnostic['at'],
  mysql: MysqlFacts,
  { roles }: Grants,
  note: Message,
): Diagnostic {
  return makeDiagnostic(
    'SL1016',
    at,
    say`user \`${mysql.user}\` lacks ${listWords(privileges, 'and')} on \`${where}\``,
    {
      notes: [
        note,
        ...(roles.length === 0
          ? []
          : [
              say`it has been granted ${listWords(roles, 'and')}; a role counts only where it is active when the user logs in`,
            ]),
      ],
      help: say`let the owner of the database run \`GRANT ${privileges.join(', ')} ON ${where} TO ${account(mysql.user)}\``,
    },
  );
}

/** `'sync'@'%'` of `sync@%`. */
function account(user: string): string {
  const cut = user.lastIndexOf('@');
  return cut < 0 ? `'${user}'` : `'${user.slice(0, cut)}'@'${user.slice(cut + 1)}'`;
}
