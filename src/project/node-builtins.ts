const BUILTINS = new Set(
  (
    'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain ' +
    'events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl ' +
    'stream string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib'
  ).split(' '),
);

/** `fs/promises` and `node:fs` → `node:fs`; undefined for what is not a module of Node. */
export function nodeBuiltin(specifier: string): string | undefined {
  const [name = ''] = specifier.replace(/^node:/, '').split('/');
  return specifier.startsWith('node:') || BUILTINS.has(name) ? `node:${name}` : undefined;
}
