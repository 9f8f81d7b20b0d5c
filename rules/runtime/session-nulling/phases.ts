import { wordsOf } from './names.js';

/**
 * True if a function of that name prepares an object, takes it apart, or copies it: there an object without a session
 * is as it should be.
 */
export function isOutsideOfUse(functionName: string): boolean {
  if (SPECIAL.has(functionName)) return true;
  const words = wordsOf(functionName);
  const first = words.find((word) => !LEADING.has(word));
  return first !== undefined && PHASES.has(first);
}

const SPECIAL: ReadonlySet<string> = new Set(
  (
    '__init__ __post_init__ __new__ __del__ __exit__ __aexit__ __getstate__ __setstate__ __reduce__ __reduce_ex__ __copy__ ' +
    '__deepcopy__ __set_name__ __init_subclass__ constructor ngOnInit ngOnDestroy'
  ).split(' '),
);

/** Words that a function's name may begin with before it says what it does. */
const LEADING: ReadonlySet<string> = new Set(
  (
    'on handle do async ng component will did before module application app a websocket ws socket db database session ' +
    'sessions connection client server job worker task consumer test safe force graceful symbol'
  ).split(' '),
);

const PHASES: ReadonlySet<string> = new Set(
  (
    'close closed closing aclose cleanup clean clear disconnect disconnected disconnecting stop stopped stopping shutdown shut ' +
    'dispose disposed teardown tear destroy destroyed release exit aexit finalize finalise finally terminate terminated ' +
    'unmount unload unbind unset unregister detach drop pop take reset invalidate evict expire quit kill end ended finish ' +
    'finished leave after lost abort logout signout init initialize initialise setup startup configure bootstrap ' +
    'mount copy clone pickle serialize'
  ).split(' '),
);
