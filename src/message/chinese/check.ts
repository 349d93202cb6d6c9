import type { Catalogue } from '../message.ts';

/** What the rules of src/compiler/check say. */
export const CHECK: Catalogue = {
  'did you mean `{0}`?': '是否想写 `{0}`？',
};
