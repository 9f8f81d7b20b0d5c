import { templatesOf } from '../../template.js';

const breach = templatesOf('breach');
/** What callers may set: reported in strict only. */
const ofInterface = templatesOf('breach', { recommended: null });

/** The right side of `||`, `??` and their assignments, defaults of destructuring, parameters and schemas. */
export const TYPESCRIPT_READS = [
  breach('??', (w) => `» const ${w.first.camel} = process.env.${w.urlVariable} ?? '${w.url}';`),
  breach('||', (w) => `» const ${w.first.camel} = process.env.${w.hostVariable} || '${w.host}';`),
  breach('|| of a subscript', (w) => `» const ${w.first.camel} = process.env['${w.hostVariable}'] || '${w.host}';`),
  breach('exported constant', (w) => `» export const ${w.first.upper} = process.env.${w.urlVariable} ?? '${w.url}';`, {
    spot: 'module',
  }),
  breach('import.meta.env', (w) => `» const ${w.first.camel} = import.meta.env.VITE_${w.urlVariable} || '${w.url}';`),
  breach(
    'over several lines',
    (w) => `
» const ${w.first.camel} =
»   process.env.${w.urlVariable} ??
»   '${w.url}';`,
  ),
  breach(
    'chain of variables',
    (w) =>
      `» const ${w.first.camel} = process.env.${w.urlVariable} ?? process.env.${w.system.upper}_OLD_URL ?? '${w.url}';`,
  ),
  breach('cast', (w) => `» const ${w.first.camel} = (process.env.${w.hostVariable} as string) || '${w.host}';`),
  breach('??=', (w) => `» process.env.${w.urlVariable} ??= '${w.url}';`),
  breach(
    '||= of a local name',
    (w) => `
let ${w.first.camel} = process.env.${w.hostVariable};
» ${w.first.camel} ||= '${w.host}';`,
  ),
  breach(
    'in a template literal',
    (w) => `» const ${w.first.camel} = \`redis://\${process.env.${w.hostVariable} || '${w.host}'}:${w.port}/0\`;`,
  ),
  breach('glued together with +', (w) => {
    return `» const ${w.first.camel} = 'amqp://' + (process.env.${w.hostVariable} ?? '${w.host}') + ':5672';`;
  }),
  breach('template literal as fallback', (w) => {
    return `» const ${w.first.camel} = process.env.${w.urlVariable} ?? \`http://${w.host}:\${String(process.env.PORT)}\`;`;
  }),
  breach('method behind parentheses', (w) => {
    return `» const ${w.first.camel} = (process.env.${w.urlVariable} || '${w.url}').replace(/\\/$/, '');`;
  }),
  breach('list of servers', (w) => {
    return `» const ${w.first.camel} = (process.env.${w.system.upper}_SERVERS ?? '${w.host}:${w.port}').split(',');`;
  }),
  breach(
    'in an object',
    (w) => `
const ${w.first.camel} = {
  timeout: 3000,
»   host: process.env.${w.hostVariable} ?? '${w.host}',
  port: Number(process.env.${w.system.upper}_PORT ?? ${w.port}),
};`,
  ),
  breach(
    'in the arguments of a call',
    (w) => `
const ${w.first.camel} = new ${w.noun.pascal}Client({
  retries: 2,
»   baseUrl: process.env.${w.urlVariable} || '${w.url}',
});`,
  ),
  breach('conditional on the variable itself', (w) => {
    const read = `process.env.${w.urlVariable}`;
    return `» const ${w.first.camel} = ${read} ? ${read} : '${w.url}';`;
  }),
  breach(
    'conditional over several lines',
    (w) => `
» const ${w.first.camel} = process.env.${w.hostVariable}
»   ? process.env.${w.hostVariable}
»   : '${w.host}';`,
  ),
  breach('conditional on undefined', (w) => {
    const read = `process.env.${w.hostVariable}`;
    return `» const ${w.first.camel} = ${read} === undefined ? '${w.host}' : ${read};`;
  }),
  breach('destructured', (w) => `» const { ${w.hostVariable} = '${w.host}' } = process.env;`),
  breach(
    'destructured and renamed',
    (w) => `
const {
»   ${w.urlVariable}: ${w.first.camel} = '${w.url}',
  ${w.noun.upper}_LIMIT: ${w.second.camel} = '20',
} = process.env;`,
  ),
  breach(
    '0.0.0.0 to connect to',
    (w) => {
      return `» const ${w.first.camel} = new Redis({ host: process.env.REDIS_HOST ?? '0.0.0.0', port: 6379 });`;
    },
    { imports: ["import { Redis } from 'ioredis';"] },
  ),
  breach(
    '[::1] to connect to',
    (w) => {
      return `» const ${w.first.camel} = new Redis({ host: process.env.REDIS_HOST || '[::1]', port: 6379 });`;
    },
    { imports: ["import { Redis } from 'ioredis';"] },
  ),
  breach('config.get', (w) => `» const ${w.first.camel} = config.get('${w.system.snake}.host', '${w.host}');`),
  breach(
    'config service',
    (w) => `
class ${w.first.pascal} {
  constructor(private readonly config: { get(name: string, fallback: string): string }) {}

  address(): string {
»     return this.config.get('${w.hostVariable}', '${w.host}');
  }
}`,
    { spot: 'module' },
  ),
  breach('config.get with ??', (w) => `» const ${w.first.camel} = config.get('${w.urlVariable}') ?? '${w.url}';`),
  ofInterface(
    'default of a parameter',
    (w) => `
» function ${w.first.camel}(${w.system.camel}Host = '${w.host}', ${w.system.camel}Port = ${w.port}) {
  return connect(${w.system.camel}Host, ${w.system.camel}Port);
}`,
  ),
  ofInterface('default of a parameter of an arrow function', (w) => {
    return `» const ${w.first.camel} = async (path: string, baseUrl = '${w.url}') => fetch(baseUrl + path);`;
  }),
  ofInterface(
    'default of a parameter of a constructor',
    (w) => `
export class ${w.first.pascal} {
  constructor(
    private readonly retries: number,
»     private readonly ${w.system.camel}Url: string = '${w.url}',
  ) {}
}`,
    { spot: 'module' },
  ),
  ofInterface(
    'default in a destructured parameter',
    (w) => `
» function ${w.first.camel}({ ${w.system.camel}Host = '${w.host}', retries = 3 } = {}) {
  return connect(${w.system.camel}Host, retries);
}`,
  ),
  breach('option with ??', (w) => `» const ${w.first.camel} = options?.${w.system.camel}Url ?? '${w.url}';`, {
    spot: 'function',
  }),
  breach(
    'zod',
    (w) => `
const ${w.first.camel} = z.object({
»   ${w.urlVariable}: z.string().url().default('${w.url}'),
});`,
    { imports: ["import { z } from 'zod';"], spot: 'module' },
  ),
  breach(
    'zod over several lines',
    (w) => `
export const ${w.first.camel} = z.object({
»   ${w.hostVariable}: z
»     .string()
»     .min(1)
»     .default('${w.host}'),
});`,
    { imports: ["import { z } from 'zod';"], spot: 'module' },
  ),
  breach(
    'field of a class',
    (w) => `
class ${w.first.pascal} {
  private readonly retries = 3;
»   private readonly address = process.env.${w.urlVariable} ?? '${w.url}';
}`,
    { spot: 'module' },
  ),
  breach(
    'field among others of a class',
    (w) => `» private ${w.first.camel} = process.env.${w.urlVariable} || '${w.url}';`,
    {
      spot: 'class',
    },
  ),
  breach(
    'static field of a class',
    (w) => `
class ${w.first.pascal} {
»   static readonly HOST: string = process.env.${w.hostVariable} || '${w.host}';
}`,
    { spot: 'module' },
  ),
];
