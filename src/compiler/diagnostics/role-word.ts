import { say, type Message } from '../../message/index.ts';

/** An end of a movement as it is said in a sentence. */
export function roleWord(role: 'source' | 'sink'): Message {
  return role === 'source' ? say`source` : say`sink`;
}

/** The same end as job files of FlinkX, ChunJun and DataX call it. */
export function endWord(role: 'source' | 'sink'): Message {
  return role === 'source' ? say`reader` : say`writer`;
}
