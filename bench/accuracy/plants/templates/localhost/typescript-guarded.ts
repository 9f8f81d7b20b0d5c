import { templatesOf } from '../../template.js';

const nearMiss = templatesOf('near-miss');

/** Fallbacks that production does not reach. */
export const TYPESCRIPT_GUARDED = [
  nearMiss(
    "NODE_ENV === 'development'",
    (w) => `
function ${w.first.camel}() {
  if (process.env.NODE_ENV === 'development') {
    return process.env.${w.urlVariable} ?? '${w.url}';
  }
  return process.env.${w.urlVariable};
}`,
  ),
  nearMiss(
    "NODE_ENV !== 'production'",
    (w) => `
let ${w.first.camel} = process.env.${w.hostVariable};
if (process.env.NODE_ENV !== 'production') {
  ${w.first.camel} ??= '${w.host}';
}`,
  ),
  nearMiss('import.meta.env.DEV', (w) => {
    return `const ${w.first.camel} = import.meta.env.DEV ? '${w.url}' : String(import.meta.env.VITE_${w.urlVariable});`;
  }),
  nearMiss(
    'import.meta.env.DEV in an if',
    (w) => `
function ${w.first.camel}(): string {
  if (import.meta.env.DEV) return import.meta.env.VITE_${w.urlVariable} || '${w.url}';
  return String(import.meta.env.VITE_${w.urlVariable});
}`,
  ),
  nearMiss('conditional on development', (w) => {
    const test = "process.env.NODE_ENV === 'development'";
    return `const ${w.first.camel} = ${test} ? '${w.url}' : String(process.env.${w.urlVariable});`;
  }),
  nearMiss('conditional on production, the other way round', (w) => {
    const test = "process.env.NODE_ENV === 'production'";
    return `const ${w.first.camel} = ${test} ? String(process.env.${w.urlVariable}) : '${w.url}';`;
  }),
  nearMiss(
    'conditional over several lines',
    (w) => `
const ${w.first.camel} =
  process.env.NODE_ENV !== 'production'
    ? process.env.${w.urlVariable} ?? '${w.url}'
    : process.env.${w.urlVariable};`,
  ),
  nearMiss(
    'guard through a local name',
    (w) => `
function ${w.first.camel}() {
  const isDevelopment = process.env.NODE_ENV === 'development';
  if (isDevelopment) {
    return process.env.${w.urlVariable} || '${w.url}';
  }
  return process.env.${w.urlVariable};
}`,
  ),
  nearMiss(
    'negated guard through a local name',
    (w) => `
function ${w.first.camel}() {
  const isProduction = process.env.NODE_ENV === 'production';
  return isProduction ? process.env.${w.hostVariable} : process.env.${w.hostVariable} ?? '${w.host}';
}`,
  ),
  nearMiss(
    'value through a local name',
    (w) => `
function ${w.first.camel}() {
  const fallback = process.env.NODE_ENV === 'development' ? '${w.url}' : undefined;
  return process.env.${w.urlVariable} ?? fallback;
}`,
  ),
  nearMiss(
    'else of a check for production',
    (w) => `
function ${w.first.camel}(): string {
  let address: string;
  if (process.env.NODE_ENV === 'production') {
    address = String(process.env.${w.hostVariable});
  } else {
    address = '${w.host}';
  }
  return address;
}`,
  ),
  nearMiss(
    'early return for staging and production',
    (w) => `
function ${w.first.camel}(environment: string) {
  if (environment === 'staging' || environment === 'production') {
    return process.env.${w.urlVariable};
  }
  return process.env.${w.urlVariable} ?? '${w.url}';
}`,
  ),
  nearMiss(
    'early return for a list of environments',
    (w) => `
function ${w.first.camel}(environment: string) {
  if (['staging', 'production'].includes(environment)) return process.env.${w.urlVariable};
  return process.env.${w.urlVariable} || '${w.url}';
}`,
  ),
  nearMiss(
    'early return unless development',
    (w) => `
const ${w.first.camel} = () => {
  if (process.env.NODE_ENV !== 'development') return process.env.${w.urlVariable};
  return process.env.${w.urlVariable} || '${w.url}';
};`,
  ),
  nearMiss(
    'throw in production, then default',
    (w) => `
function ${w.first.camel}() {
  if (!process.env.${w.urlVariable} && process.env.NODE_ENV === 'production') {
    throw new Error('${w.urlVariable} is not set');
  }
  return process.env.${w.urlVariable} ?? '${w.url}';
}`,
  ),
  nearMiss(
    'throw outside development, then default',
    (w) => `
function ${w.first.camel}(environment: string) {
  const address = process.env.${w.hostVariable};
  if (environment !== 'development' && !address) throw new Error('${w.hostVariable} is required');
  return address || '${w.host}';
}`,
  ),
  nearMiss(
    'development and something else',
    (w) => `
function ${w.first.camel}(isOffline: boolean) {
  if (isOffline && process.env.NODE_ENV === 'development') {
    return process.env.${w.urlVariable} ?? '${w.url}';
  }
  return process.env.${w.urlVariable};
}`,
  ),
  nearMiss(
    "case 'development'",
    (w) => `
function ${w.first.camel}(environment: string) {
  switch (environment) {
    case 'development':
    case 'test':
      return process.env.${w.urlVariable} ?? '${w.url}';
    default:
      return process.env.${w.urlVariable};
  }
}`,
  ),
  nearMiss(
    'guard around a function in it',
    (w) => `
function ${w.first.camel}() {
  if (process.env.NODE_ENV === 'test') {
    return () => process.env.${w.urlVariable} ?? '${w.url}';
  }
  return () => process.env.${w.urlVariable};
}`,
  ),
  nearMiss('and, then or', (w) => {
    return `const ${w.first.camel} = process.env.NODE_ENV === 'development' && '${w.url}';`;
  }),
  nearMiss(
    'class for development',
    (w) => `
export class Development${w.first.pascal}Config {
  readonly address = process.env.${w.urlVariable} ?? '${w.url}';
}`,
    { spot: 'module' },
  ),
  nearMiss(
    'file for development',
    (w) => `export const ${w.first.camel} = process.env.${w.urlVariable} ?? '${w.url}';`,
    {
      spot: 'module',
      named: (w) => w.pick('config.dev.ts', 'environment.development.ts', 'settings.dev.ts', 'config/development.ts'),
    },
  ),
  nearMiss('file for tests', (w) => `export const ${w.first.camel} = process.env.${w.hostVariable} || '${w.host}';`, {
    spot: 'module',
    named: (w) => w.pick('__tests__/setup.ts', 'config.test.ts', 'environment.test.ts'),
  }),
  nearMiss(
    'schema that rejects it outside development',
    (w) => `
const ${w.first.camel} = z
  .object({
    NODE_ENV: z.enum(['development', 'staging', 'production']),
    ${w.urlVariable}: z.string().default('http://localhost:${w.port}'),
  })
  .refine((env) => env.NODE_ENV === 'development' || !env.${w.urlVariable}.includes('localhost'), {
    message: '${w.urlVariable} must be set',
  });`,
    { imports: ["import { z } from 'zod';"] },
  ),
  nearMiss('script', (w) => `const ${w.first.camel} = process.env.${w.urlVariable} ?? '${w.url}';`, {
    named: (w) => `scripts/${w.verb.kebab}-${w.noun.kebab}s.ts`,
  }),
  nearMiss(
    'seeder',
    (w) => `const ${w.first.camel} = process.env.DATABASE_URL || 'postgresql://app@${w.host}:5432/app';`,
    {
      named: (w) => `seeders/${w.noun.kebab}s.ts`,
    },
  ),
  nearMiss('configuration of a tool', (w) => `const ${w.first.camel} = process.env.${w.urlVariable} ?? '${w.url}';`, {
    named: (w) => w.pick('vite.config.ts', 'playwright.config.ts', 'next.config.ts', 'vitest.config.ts'),
  }),
  nearMiss('story', (w) => `const ${w.first.camel} = process.env.${w.urlVariable} || '${w.url}';`, {
    named: (w) => `${w.noun.pascal}.stories.tsx`,
  }),
  nearMiss('test', (w) => `const ${w.first.camel} = process.env.${w.urlVariable} || '${w.url}';`, { kind: 'test' }),
];
