import { toTemplate } from '../../artefact/index.ts';
import type { SourceNode } from '../../ir/index.ts';
import type { TemplateMap } from '../../targets/index.ts';
import { datasourceOf } from '../../targets/index.ts';

/** References to username and password; left out where the datasource has none. */
export function credentials(node: Pick<SourceNode, 'datasource' | 'connector'>): TemplateMap {
  const { username, password } = datasourceOf(node);
  return {
    ...(username === undefined ? {} : { username: toTemplate(username) }),
    ...(password === undefined ? {} : { password: toTemplate(password) }),
  };
}
