/**
 * Guest code, run in a fresh VM before every definition. It takes away what would make two evaluations
 * differ, and leaves functions for the host under symbols: `define` for the `sluice` module, `finish`, which
 * turns the default export into JSON and refuses what JSON would silently drop, and `judge`, which calls a
 * default export with a frozen plan and does the same with what it returns. It keeps the built-ins it needs, so that a definition cannot change them under its feet.
 */
export const GUEST_PRELUDE = String.raw`(() => {
  'use strict';
  const { keys, getPrototypeOf, freeze, isFrozen, defineProperty } = Object;
  const { construct, ownKeys } = Reflect;
  const { isArray } = Array;
  const { stringify, parse } = JSON;
  const { isFinite } = Number;
  const Native = { Error, TypeError, Date, WeakMap, Set, String };
  const objectPrototype = Object.prototype;

  const refuse = (what) => {
    throw new Native.TypeError(what + ' is not available: the same files must always give the same result');
  };
  function HermeticDate(...parts) {
    if (new.target === undefined) refuse('Date()');
    if (parts.length === 0) refuse('new Date() without arguments');
    return construct(Native.Date, parts, new.target);
  }
  defineProperty(HermeticDate, 'name', { value: 'Date' });
  HermeticDate.prototype = Native.Date.prototype;
  HermeticDate.UTC = Native.Date.UTC;
  HermeticDate.parse = Native.Date.parse;
  HermeticDate.now = () => refuse('Date.now()');
  defineProperty(Native.Date.prototype, 'constructor', { value: HermeticDate });
  globalThis.Date = HermeticDate;
  Math.random = () => refuse('Math.random()');
  for (const name of ['SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry', 'performance']) delete globalThis[name];

  const calls = new Native.WeakMap();
  const getCall = Native.WeakMap.prototype.get.bind(calls);
  const setCall = Native.WeakMap.prototype.set.bind(calls);

  const deepFreeze = (value) => {
    if (typeof value !== 'object' || value === null || isFrozen(value)) return value;
    freeze(value);
    for (const key of ownKeys(value)) deepFreeze(value[key]);
    return value;
  };
  const define = (definition) => {
    deepFreeze(definition);
    if (typeof definition === 'object' && definition !== null && getCall(definition) === undefined) {
      setCall(definition, Native.String(new Native.Error().stack));
    }
    return definition;
  };

  const fail = (path, what) => { throw { message: (path === '' ? 'the definition' : '\x60' + path + '\x60') + ' ' + what }; };
  const forbidden = ['__proto__', 'constructor', 'prototype'];
  const plain = (value, path, depth) => {
    switch (typeof value) {
      case 'string': case 'boolean': return value;
      case 'number': return isFinite(value) ? value : fail(path, 'is ' + value + ', which is not a finite number');
      case 'bigint': return fail(path, 'is a bigint: write it as a number or as text');
      case 'object': break;
      default: return fail(path, 'is ' + (value === undefined ? 'undefined' : 'a ' + typeof value) + ', which is not data');
    }
    if (value === null) return null;
    if (depth > 100) return fail(path, 'is nested deeper than 100 levels, or contains itself');
    if (isArray(value)) {
      const copy = [];
      for (let index = 0; index < value.length; index += 1) {
        defineProperty(copy, index, { value: plain(value[index], path + '[' + index + ']', depth + 1), enumerable: true, configurable: true, writable: true });
      }
      return copy;
    }
    const prototype = getPrototypeOf(value);
    if (prototype !== objectPrototype && prototype !== null) {
      const name = value instanceof Native.Date ? 'Date' : value instanceof Promise ? 'Promise' : 'class instance';
      return fail(path, 'is a ' + name + ', which is not plain data');
    }
    const copy = { __proto__: null };
    for (const key of keys(value)) {
      const at = path === '' ? key : path + '.' + key;
      for (const name of forbidden) if (key === name) fail(at, 'is a key that is not allowed');
      if (value[key] !== undefined) copy[key] = plain(value[key], at, depth + 1);
    }
    return copy;
  };

  const finish = (exported) => {
    const list = isArray(exported);
    const items = list ? exported : [exported];
    const values = [];
    const stacks = [];
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index];
      const call = typeof item === 'object' && item !== null ? getCall(item) ?? null : null;
      try {
        if (typeof item !== 'object' || item === null || isArray(item)) {
          fail('', 'is ' + (item === null ? 'null' : isArray(item) ? 'a list inside a list' : typeof item === 'undefined' ? 'undefined' : 'a ' + typeof item) + ', not an object');
        }
        values[index] = plain(item, '', 0);
      } catch (problem) {
        if (typeof problem?.message !== 'string' || problem instanceof Native.Error) throw problem;
        return stringify({ __proto__: null, problem: problem.message, index: list ? index : null, call });
      }
      stacks[index] = call;
    }
    return stringify({ __proto__: null, list, values, calls: stacks });
  };

  const judge = (rule, text) => {
    if (typeof rule !== 'function') {
      const found = rule === null ? 'null' : rule === undefined ? 'undefined' : isArray(rule) ? 'a list' : typeof rule;
      return stringify({ __proto__: null, problem: found, index: null, call: null });
    }
    const plan = deepFreeze(parse(text));
    let found;
    try {
      found = rule(plan);
    } catch (thrown) {
      const isError = thrown instanceof Native.Error;
      return stringify({
        __proto__: null,
        name: isError ? Native.String(thrown.name) : '',
        message: Native.String(isError ? thrown.message : thrown),
        stack: isError ? Native.String(thrown.stack) : '',
      });
    }
    try {
      return stringify({ __proto__: null, violations: plain(found, 'violations', 0) });
    } catch (problem) {
      if (typeof problem?.message !== 'string' || problem instanceof Native.Error) throw problem;
      return stringify({ __proto__: null, refused: problem.message });
    }
  };

  globalThis[Symbol.for('sluice.define')] = define;
  globalThis[Symbol.for('sluice.finish')] = finish;
  globalThis[Symbol.for('sluice.judge')] = judge;
})()`;

/** The module that `import … from 'sluice'` gives inside the sandbox. */
export const GUEST_SDK = `const define = globalThis[Symbol.for('sluice.define')];
export function definePipeline(definition) { return define(definition); }
export function definePolicy(rule) { return rule; }
`;

/** Changes whenever the guest code changes what a definition evaluates to; part of every cache key. */
export const GUEST_VERSION = 1;
