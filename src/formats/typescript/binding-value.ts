import type { BindingFact } from '../../model/facts.js';

export type Value = Pick<BindingFact, 'kind' | 'madeBy'>;

const FUNCTION = /^(?:async\b\s*)?(?:function\b|\([^()]*\)\s*(?:=>|:[^?]*=>)|[\w$]+\s*=>|<[^]*=>)/;
const WRITTEN_OUT = /^(?:[{["\d!]|[-+]\s*[\d"]|(?:true|false|typeof)\b)/;
const LOADED = /^(?:await\s+)?(?:require|import)\s*\([^()]*\)(?!\s*[("])/;
const MAKER = /^(?:await\s+)?(new\s+)?([\w$]+(?:\s*[?!]?\.\s*#?[\w$]+)*)/;
/** Called with a function in place, perhaps after type arguments and other calls. */
const CALLED_WITH_FUNCTION = /^\s*(?:<[^()]*>)?\s*(?:\([^()]*\)\s*)*\(=>\)/;
/** Functions that give back the function or component that they are given. */
const WRAPPER = /(?:^|\.)(?:memo|forwardRef|observer|connect|cache|with[A-Z]\w*)$/;

/**
 * What a value is, by the outline of the expression that gives it; of alternatives (`known ?? create()`) the last one.
 * Undefined for a module that is loaded: that is an import.
 */
export function readValue(expression: string): Value | undefined {
  const written = expression.trim();
  if (LOADED.test(written)) return undefined;
  if (FUNCTION.test(written)) return { kind: 'function' };
  if (/^class\b/.test(written)) return { kind: 'class' };
  if (WRITTEN_OUT.test(written)) return { kind: 'value' };
  return readMaker(lastAlternative(written));
}

/** `b` of `a ?? b`, `a || b`, `a && b`, `c ? a : b`. */
function lastAlternative(written: string): string {
  const question = /(?<!\?)\?(?![.?])/.exec(written)?.index ?? Infinity;
  const colon = written.lastIndexOf(':');
  const operator = Math.max(written.lastIndexOf('??'), written.lastIndexOf('||'), written.lastIndexOf('&&'));
  const start = Math.max(operator < 0 ? 0 : operator + 2, colon > question ? colon + 1 : 0);
  return written.slice(start).trim();
}

function readMaker(written: string): Value {
  if (WRITTEN_OUT.test(written)) return { kind: 'value' };
  const [whole = '', isNew, maker] = MAKER.exec(written) ?? [];
  if (maker === undefined || /^(?:null|undefined|this|void)$/.test(maker)) return { kind: 'value', madeBy: '' };
  const rest = written.slice(whole.length);
  const name = maker.replace(/[\s!?]+/g, '');
  const isFunction = CALLED_WITH_FUNCTION.test(rest) || (WRAPPER.test(name) && /\([\w$]+\)\s*$/.test(rest));
  return isFunction && isNew === undefined ? { kind: 'function' } : { kind: 'value', madeBy: name };
}
