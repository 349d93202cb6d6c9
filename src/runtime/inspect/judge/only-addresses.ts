import { say } from '../../../message/index.ts';
import { child, listWords, makeDiagnostic, type DatasourceNode, type Diagnostic } from '../../../compiler/index.ts';
import type { Case, Judgement } from './judgement.ts';

/** Of a datasource that this program cannot look into it is said how little was tried. */
export const onlyAddresses: Judgement = function* ({ pipelines, datasources }: Case): Iterable<Diagnostic> {
  const nodes = new Map<string, DatasourceNode>();
  for (const { work } of pipelines) {
    if (work.kind !== 'movement') continue;
    for (const node of [work.source.datasource, work.sink.datasource]) if (node) nodes.set(node.name, node);
  }
  for (const node of nodes.values()) {
    const facts = datasources.get(node.name);
    if (facts?.depth !== 'address' || facts.failures.length > 0) continue;
    const message =
      facts.addresses.length === 0
        ? say`nothing of datasource \`${node.name}\` was tried`
        : say`only the address of datasource \`${node.name}\` was tried`;
    yield makeDiagnostic('SL1022', child(node.at, 'type'), message, {
      notes: [
        facts.addresses.length === 0
          ? say`no host and port is in its address`
          : say`${listWords(facts.addresses, 'and')} can be reached; login, tables and privileges of type \`${node.type}\` are not looked at`,
      ],
    });
  }
};
