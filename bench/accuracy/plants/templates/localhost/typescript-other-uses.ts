import { templatesOf } from '../../template.js';

const nearMiss = templatesOf('near-miss');

/** The same words for other purposes. */
export const TYPESCRIPT_OTHER_USES = [
  nearMiss(
    'comparison',
    (w) => `
const ${w.first.camel} = (url: URL) => url.hostname === 'localhost' || url.hostname !== '${w.host}';`,
  ),
  nearMiss(
    'membership',
    (w) => `const ${w.first.camel} = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);`,
  ),
  nearMiss('set of hosts', (w) => `const ${w.first.camel} = new Set(['localhost', '127.0.0.1', '0.0.0.0']);`),
  nearMiss('startsWith', (w) => `const ${w.first.camel} = (url: string) => url.startsWith('http://localhost');`),
  nearMiss(
    'replace',
    (w) => `const ${w.first.camel} = (url: string) => url.replace('localhost', '${w.system.kebab}.internal');`,
  ),
  nearMiss(
    'origins of CORS',
    (w) => `
function ${w.first.camel}(app: { use(handler: unknown): void }) {
  app.use(cors({ origin: ['http://localhost:3000', '${w.url}'], credentials: true }));
}`,
    { imports: ["import cors from 'cors';"] },
  ),
  nearMiss('origins of CORS by default', () => {
    return `const corsOrigins = (process.env.CORS_ORIGINS ?? 'http://localhost:3000').split(',');`;
  }),
  nearMiss(
    'allowed hosts',
    () => `const allowedHosts = process.env.ALLOWED_HOSTS?.split(',') ?? ['localhost', '127.0.0.1'];`,
  ),
  nearMiss('content security policy', (w) => {
    return `const ${w.first.camel} = { 'Content-Security-Policy': "connect-src 'self' ws://localhost:3000" };`;
  }),
  nearMiss(
    'regular expression',
    (w) => `const ${w.first.camel} = /^https?:\\/\\/(?:localhost|127\\.0\\.0\\.1)(?::\\d+)?$/;`,
  ),
  nearMiss('log', (w) => `console.log('${w.noun.camel} service listens on http://localhost:${w.port}');`),
  nearMiss('log of a template literal', (w) => `logger.info(\`ready on http://localhost:\${String(${w.port})}\`);`),
  nearMiss(
    'error text',
    (w) => `
function ${w.first.camel}(address: string | undefined) {
  if (!address) throw new Error('${w.hostVariable} is missing; for a start try localhost or ${w.url}');
  return address;
}`,
  ),
  nearMiss(
    'JSDoc',
    (w) => `
/**
 * Connects to ${w.system.camel}: \`process.env.${w.urlVariable} ?? '${w.url}'\`.
 * @param url for example ${w.url}
 */
function ${w.first.camel}(url: string) {
  return connect(url);
}`,
  ),
  nearMiss(
    'comment',
    (w) => `
// was: process.env.${w.hostVariable} ?? '${w.host}'
const ${w.first.camel} = process.env.${w.hostVariable};`,
  ),
  nearMiss('constant that nothing falls back to', (w) => `export const ${w.first.upper} = '${w.url}';`, {
    spot: 'module',
  }),
  nearMiss('type', (w) => `type ${w.first.pascal} = 'localhost' | '127.0.0.1';`, { spot: 'module' }),
  nearMiss(
    'option of a command line',
    (w) => `
function ${w.first.camel}(program: Command) {
  program.option('--${w.system.kebab}-url <url>', 'address of ${w.system.camel}', '${w.url}');
}`,
    { imports: ["import { Command } from 'commander';"] },
  ),
  nearMiss(
    'option of yargs',
    (w) => `
function ${w.first.camel}() {
  return yargs(process.argv).option('host', { type: 'string', default: '${w.host}' }).parse();
}`,
    { imports: ["import yargs from 'yargs';"] },
  ),
  nearMiss('address to bind', (w) => `server.listen(${w.port}, process.env.HOST ?? '0.0.0.0');`),
  nearMiss(
    'address to bind in an object',
    (w) => `void app.listen({ port: ${w.port}, host: process.env.API_HOST || '0.0.0.0' });`,
  ),
  nearMiss('HOSTNAME', (w) => `const ${w.first.camel} = process.env.HOSTNAME ?? 'localhost';`),
  nearMiss('BIND_ADDRESS', (w) => `const ${w.first.camel} = process.env.BIND_ADDRESS || '127.0.0.1';`),
  nearMiss(
    'parameter of a server',
    (w) => `
function serve${w.first.pascal}(app: Server, host = '0.0.0.0', port = ${w.port}) {
  return app.listen(port, host);
}`,
    { imports: ["import type { Server } from 'node:http';"] },
  ),
  nearMiss(
    'client address',
    (w) => `
const ${w.first.camel} = (request: { readonly ip?: string }) => {
  const clientIp = request.ip ?? '127.0.0.1';
  return clientIp;
};`,
  ),
  nearMiss('client address from a header', (w) => {
    return `const ${w.first.camel} = (headers: Headers) => headers.get('x-forwarded-for')?.split(',')[0] ?? '127.0.0.1';`;
  }),
  nearMiss(
    'remote address',
    (w) => {
      return `const ${w.first.camel} = (socket: Socket) => ({ remoteAddress: socket.remoteAddress || '127.0.0.1' });`;
    },
    { imports: ["import type { Socket } from 'node:net';"] },
  ),
  nearMiss('cookie domain', () => `const cookieDomain = process.env.COOKIE_DOMAIN ?? 'localhost';`),
  nearMiss('cookie domain in an object', (w) => {
    return `const ${w.first.camel} = { name: 'sid', domain: process.env.SESSION_COOKIE_DOMAIN || 'localhost', secure: true };`;
  }),
  nearMiss('sender of mail', (w) => `const ${w.first.camel} = process.env.MAIL_FROM ?? '${w.noun.camel}s@localhost';`),
  nearMiss(
    'dummy base of a URL',
    (w) => `const ${w.first.camel} = (path: string) => new URL(path, 'http://localhost').searchParams;`,
  ),
  nearMiss('dummy base of a request', (w) => {
    return `const ${w.first.camel} = (request: { readonly url?: string }) => new URL(request.url ?? '/', 'http://localhost');`;
  }),
  nearMiss('name in telemetry', (w) => {
    return `const ${w.first.camel} = { 'service.instance.id': process.env.OTEL_INSTANCE_NAME ?? 'localhost' };`;
  }),
  nearMiss(
    'default of a connector that a user edits',
    (w) => `
const ${w.first.camel} = [
  { name: 'host', label: 'Host', type: 'text', defaultValue: '${w.host}', placeholder: 'localhost' },
  { name: 'port', label: 'Port', type: 'number', defaultValue: ${w.port} },
];`,
  ),
  nearMiss('another fallback', (w) => `const ${w.first.camel} = process.env.${w.hostVariable} ?? '${w.system.kebab}';`),
  nearMiss('no fallback', (w) => `const ${w.first.camel} = process.env.${w.hostVariable};`),
  nearMiss('words that only begin alike', (w) => {
    const host = w.pick('localhost-proxy.internal', 'mylocalhost', 'localhosts', 'not-localhost.internal');
    return `const ${w.first.camel} = process.env.${w.hostVariable} ?? '${host}';`;
  }),
  nearMiss('name of a variable', (w) => `const ${w.first.camel} = process.env.LOCALHOST_${w.system.upper} ?? '';`),
  nearMiss(
    'table of environments',
    (w) => `
const ${w.first.camel} = {
  development: '${w.url}',
  production: 'https://${w.system.kebab}.internal',
};`,
  ),
  nearMiss(
    'compared default',
    (w) => `
function ${w.first.camel}(url: string) {
  return url === 'http://localhost:${w.port}' ? '' : url;
}`,
  ),
];
