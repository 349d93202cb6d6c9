/** A script that Redis runs as one step. Text in a module, because the bundler carries modules only. */
export interface LuaScript {
  readonly name: string;
  readonly text: string;
}
