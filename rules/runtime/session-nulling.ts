import { defineRule, type Problem } from 'compliance-linter';
import type { NulledSession } from './session-nulling/facts.js';
import {
  HANDLER_CLASSES,
  HANDLER_DECORATORS,
  HANDLER_FUNCTIONS,
  HANDLER_MODULES,
  isInHandler,
  type HandlerNames,
} from './session-nulling/handlers.js';
import { nullingMessage } from './session-nulling/messages.js';
import { extractEcmascript, extractPython } from './session-nulling/nulled-sessions.js';

const PATTERNS = { type: 'array', items: { type: 'string' } };
const SPELLING = 'Upper and lower case, `_` and `-` do not count; `*` stands for anything.';

export default defineRule<NulledSession, HandlerNames>({
  summary: "A message handler does not take an object's database session away.",
  why:
    'An object that loses its session still looks usable. Its next use fails far from the cause, or works on without a ' +
    'transaction, so that changes are silently not saved. A handler shares its objects with the messages that come after.',
  repair:
    'Pass the session in with each call, or open a unit of work of its own for the message (`async with get_session() as ' +
    'session`, `dataSource.transaction(…)`). To give up changes, roll back. Whoever opened a session closes it.',
  severity: { recommended: 'high', strict: 'high' },
  kinds: {
    'own-unit-of-work': {
      summary: 'A function that opens a unit of work of its own takes the session of another object away.',
      severity: { recommended: 'medium', strict: 'medium' },
    },
    'own-session': {
      summary: 'A handler drops the session that it was given, outside of its constructor and teardown.',
      severity: { recommended: 'off', strict: 'medium' },
    },
  },
  tags: ['database', 'messaging'],
  since: '0.1.0',
  audit: {
    area: 'services',
    impact: 'The handler that gets no session fails at the first message it has to store.',
    verifies: 'No handler runs without its database session',
    concerns: (path) => /\.(?:py|[cm]?[jt]sx?)$/.test(path),
  },
  options: {
    modules: {
      description: `Names of files and folders with code that handles messages. ${SPELLING}`,
      schema: PATTERNS,
      default: { value: HANDLER_MODULES },
    },
    classes: {
      description: `Names of classes, or of their bases, that handle messages. ${SPELLING}`,
      schema: PATTERNS,
      default: { value: HANDLER_CLASSES },
    },
    functions: {
      description: `Names of functions that handle messages; \`on_message\` is also \`on('message', …)\`. ${SPELLING}`,
      schema: PATTERNS,
      default: { value: HANDLER_FUNCTIONS },
    },
    decorators: {
      description: `Decorators of functions and classes that handle messages, as written. ${SPELLING}`,
      schema: PATTERNS,
      default: { value: HANDLER_DECORATORS },
    },
  },
  examples: async () => (await import('./session-nulling/examples.js')).examples,
  extract: { python: extractPython, typescript: extractEcmascript },
  *judge(entries) {
    for (const { file, fact, options } of entries) {
      if (isInHandler(file.path, fact.enclosing, options)) yield problemOf(file.path, fact);
    }
  },
});

function problemOf(path: string, fact: NulledSession): Problem {
  const kind = fact.isOwn ? 'own-session' : fact.opensUnitOfWork ? 'own-unit-of-work' : undefined;
  return {
    path,
    site: fact.site,
    ...(kind === undefined ? {} : { kind }),
    subject: fact.target,
    message: nullingMessage(fact),
  };
}
