import { templatesOf } from '../../template.js';

const breach = templatesOf('breach');
/** What callers may set: reported in strict only. */
const ofInterface = templatesOf('breach', { recommended: null });

/** Branches, names in between, and what is done with the value. */
export const TYPESCRIPT_BRANCHES = [
  breach(
    'if not',
    (w) => `
let ${w.first.camel} = process.env.${w.hostVariable};
» if (!${w.first.camel}) {
»   ${w.first.camel} = '${w.host}';
}`,
  ),
  breach(
    'if not, without braces',
    (w) => `
let ${w.first.camel} = process.env.${w.urlVariable};
» if (!${w.first.camel}) ${w.first.camel} = '${w.url}';`,
  ),
  breach(
    'if undefined',
    (w) => `
let ${w.first.camel} = process.env.${w.urlVariable};
» if (${w.first.camel} === undefined) {
»   ${w.first.camel} = '${w.url}';
}`,
  ),
  breach(
    'else branch',
    (w) => `
let ${w.first.camel}: string;
» if (process.env.${w.urlVariable}) {
  ${w.first.camel} = process.env.${w.urlVariable};
» } else {
»   ${w.first.camel} = '${w.url}';
}`,
  ),
  breach(
    'catch branch',
    (w) => `
let ${w.first.camel} = '';
» try {
  ${w.first.camel} = readSecret('${w.urlVariable}');
» } catch {
»   ${w.first.camel} = '${w.url}';
}`,
  ),
  breach(
    'return in a catch branch',
    (w) => `
function ${w.first.camel}(): string {
  try {
    return readSecret('${w.hostVariable}');
  } catch (error) {
»     return '${w.host}';
  }
}`,
  ),
  breach(
    'returned after a test',
    (w) => `
function ${w.first.camel}() {
  if (process.env.${w.urlVariable}) return process.env.${w.urlVariable};
»   return process.env.${w.system.upper}_OLD_URL ?? '${w.url}';
}`,
  ),
  breach(
    'production yields localhost',
    (w) => `
function ${w.first.camel}(): string {
»   if (process.env.NODE_ENV === 'production') {
»     return '${w.url}';
  }
  return process.env.${w.urlVariable} as string;
}`,
  ),
  breach('conditional that yields localhost in production', (w) => {
    const test = "process.env.NODE_ENV === 'production'";
    return `» const ${w.first.camel} = ${test} ? '${w.url}' : String(process.env.${w.urlVariable});`;
  }),
  breach(
    "case 'staging'",
    (w) => `
function ${w.first.camel}(environment: string): string {
  switch (environment) {
»     case 'staging':
»       return '${w.url}';
    default:
      return String(process.env.${w.urlVariable});
  }
}`,
  ),
  breach(
    "case 'development' that shares its body with default",
    (w) => `
function ${w.first.camel}(environment: string): string {
  switch (environment) {
    case 'preview':
      return 'https://${w.system.kebab}.preview.test';
»     case 'development':
»     default:
»       return process.env.${w.urlVariable} ?? '${w.url}';
  }
}`,
  ),
  breach(
    'in production only',
    (w) => `
function ${w.first.camel}() {
  if (process.env.NODE_ENV !== 'development') {
»     return process.env.${w.urlVariable} ?? '${w.url}';
  }
  return 'http://${w.system.kebab}.test';
}`,
  ),
  breach(
    'after an early return for development only',
    (w) => `
const ${w.first.camel} = () => {
  if (process.env.NODE_ENV === 'development') return 'http://${w.system.kebab}.test';
»   return process.env.${w.urlVariable} || '${w.url}';
};`,
  ),
  breach(
    'development or something else',
    (w) => `
function ${w.first.camel}(isDocker: boolean) {
  if (process.env.NODE_ENV === 'development' || isDocker) {
»     return process.env.${w.urlVariable} ?? '${w.url}';
  }
  return process.env.${w.urlVariable};
}`,
  ),
  breach(
    'under a switch that is no environment',
    (w) => `
function ${w.first.camel}(flags: { readonly ${w.system.camel}: boolean }) {
  if (!flags.${w.system.camel}) return undefined;
»   return process.env.${w.urlVariable} ?? '${w.url}';
}`,
  ),
  breach(
    'constant as fallback',
    (w) => `
» const DEFAULT_${w.first.upper} = '${w.url}';
» const ${w.second.camel} = process.env.${w.urlVariable} ?? DEFAULT_${w.first.upper};`,
    { spot: 'module' },
  ),
  breach(
    'local name as fallback',
    (w) => `
function ${w.first.camel}() {
»   const defaultHost = '${w.host}';
»   return process.env.${w.hostVariable} || defaultHost;
}`,
  ),
  ofInterface(
    'constant as default of a parameter',
    (w) => `
» const ${w.first.camel} = '${w.host}';
» const ${w.second.camel} = (host = ${w.first.camel}) => connect(host, ${w.port});`,
  ),
  breach(
    'fetched',
    (w) => `
async function ${w.first.camel}(id: string) {
»   const response = await fetch(\`\${process.env.${w.urlVariable} ?? '${w.url}'}/${w.noun.kebab}s/\${id}\`);
  return response.json();
}`,
  ),
  breach(
    'awaited in an async function',
    (w) => `» const ${w.first.camel} = await connect(process.env.${w.hostVariable} || '${w.host}', ${w.port});`,
    { spot: 'async' },
  ),
  breach(
    'in a nested function',
    (w) => `
function ${w.first.camel}(attempts: number) {
  const build = () => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (attempt > 0) {
»         return connect(process.env.${w.hostVariable} ?? '${w.host}', attempt);
      }
    }
    return undefined;
  };
  return build();
}`,
  ),
  breach(
    'getter',
    (w) => `
class ${w.first.pascal} {
  get address(): string {
»     return process.env.${w.urlVariable} ?? '${w.url}';
  }
}`,
    { spot: 'module' },
  ),
  breach(
    'database',
    (w) => `
» const ${w.first.camel} = new Pool({
»   connectionString: process.env.DATABASE_URL || 'postgresql://app@${w.host}:5432/${w.noun.snake}s',
});`,
    { imports: ["import { Pool } from 'pg';"] },
  ),
];
