import { templatesOf, type Template, type TemplateOptions } from '../../template.js';
import type { Words } from '../../words.js';

/** A name for a module of handlers. */
export function handlerModule({ noun, verb, random }: Words): string {
  return random.pick([
    `${noun.snake}_handler.py`,
    `${noun.snake}_handlers.py`,
    `${noun.snake}_event_handler.py`,
    `${noun.snake}_consumer.py`,
    `${noun.snake}_consumers.py`,
    `handlers/${noun.snake}_${verb.snake}.py`,
    `consumers/${noun.snake}s.py`,
    'message_handler.py',
  ]);
}

const inHandlers = { named: handlerModule, spot: 'module' } as const;
/** In a handler module. */
export const breach = templatesOf('breach', inHandlers);
/** In any module. */
export const elsewhere = templatesOf('breach', { spot: 'module' });

/** A function of a handler module around the lines of its body. */
export const handler = (name: string, body: (words: Words) => string, options: TemplateOptions = {}): Template => {
  return breach(
    name,
    (w) => {
      const head = w.pick(
        `async def handle_${w.first.snake}(message, context, service):`,
        `def handle_${w.first.snake}(message, context, service):`,
        `async def on_${w.first.snake}(message, context, service):`,
        `def process_${w.first.snake}(message, context, service):`,
      );
      const before = w.pick(
        '',
        '    payload = message.json()\n',
        `    ${w.second.snake} = message["${w.noun.snake}_id"]\n`,
      );
      const after = w.pick('', `\n    return message`, `\n    service.${w.verb.snake}(message)`);
      return `${head}\n${before}${body(w).replace(/^(?=.)/gm, '    ')}${after}`;
    },
    options,
  );
};

/** What the attribute is named. */
export const name = (w: Words): string =>
  w.pick('session', 'db', 'db_session', 'dbSession', 'read_session', `${w.noun.snake}_session`);
