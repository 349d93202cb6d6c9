import type { Catalogue } from '../message.ts';

/** Words that several rooms put into their messages. */
export const DIAGNOSTICS: Catalogue = {
  source: '源端',
  sink: '目标端',
  reader: '读插件',
  writer: '写插件',
};
