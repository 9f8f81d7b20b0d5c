import { templatesOf, type Template, type TemplateOptions } from '../../template.js';
import type { Words } from '../../words.js';

/** A name for a module of handlers. */
export function handlerModule({ noun, verb, random }: Words): string {
  return random.pick([
    `${noun.kebab}-handler.ts`,
    `${noun.kebab}.handler.ts`,
    `${noun.camel}Handler.ts`,
    `${noun.pascal}Handlers.ts`,
    `${noun.kebab}-consumer.ts`,
    `${noun.pascal}Consumer.ts`,
    `handlers/${noun.kebab}-${verb.kebab}.ts`,
    `consumers/${noun.kebab}s.ts`,
    'message-handler.ts',
  ]);
}

/** In a handler module. */
export const breach = templatesOf('breach', { named: handlerModule, spot: 'module' });
/** In any module. */
export const elsewhere = templatesOf('breach', { spot: 'module' });

/** A function of a handler module around the lines of its body. */
export const handler = (name: string, body: (words: Words) => string, options: TemplateOptions = {}): Template => {
  return breach(
    name,
    (w) => {
      const parameters = '(message: Message, context: any, service: any)';
      const [head, end] = w.random.pick([
        [`export async function handle${w.first.pascal}${parameters} {`, '}'],
        [`function handle${w.first.pascal}${parameters} {`, '}'],
        [`export const on${w.first.pascal} = async ${parameters} => {`, '};'],
        [`const process${w.first.pascal} = function ${parameters} {`, '};'],
      ] as const);
      const before = w.pick('', '  const payload = JSON.parse(message.body);\n');
      const after = w.pick('', `\n  service.${w.verb.camel}(message);`);
      return `${head}\n${before}${body(w)
        .trim()
        .replace(/^(?=.)/gm, '  ')}${after}\n${end}`;
    },
    options,
  );
};

/** What the attribute is named. */
export const name = (w: Words): string => w.pick('session', 'db', 'dbSession', 'db_session', 'read_session');

export const nothing = (w: Words): string => w.pick('null', 'null', 'undefined');
