import { defineRule } from 'compliance-linter';
import { extractEcmascript } from './localhost-fallback/ecmascript-fallbacks.js';
import type { Fallback, Requirement } from './localhost-fallback/facts.js';
import { judgeFallbacks, type Options } from './localhost-fallback/judge.js';
import { extractPython } from './localhost-fallback/python-fallbacks.js';

export default defineRule<Fallback | Requirement, Options>({
  summary: 'A value that is missing in production fails; it does not become localhost.',
  why:
    'Where a setting is forgotten, the program starts, reaches its own machine, and looks healthy until something needs the ' +
    'database, the queue or the other service. A start that fails says so at once, and names the variable.\n\n' +
    'What conventionally runs on the same machine is left out on purpose: relays of mail (`SMTP_HOST`, `EMAIL_HOST`), ' +
    'agents of telemetry, resolvers of names. So is what code for development says of itself (“only for local ' +
    'development”), and what a URL leaves out (`parsed.hostname or "localhost"`).',
  repair:
    'Demand the value (`os.environ["REDIS_HOST"]`, a field without default, a schema without `.default()`), and give ' +
    'localhost to development where development is configured: its env file, its compose file, its settings module, or ' +
    'a branch that checks the environment.',
  severity: { recommended: 'medium', strict: 'high' },
  kinds: {
    deployed: {
      summary: 'A branch for staging or production connects to localhost.',
      severity: { recommended: 'critical', strict: 'critical' },
    },
  },
  tags: ['configuration', 'deployment'],
  since: '0.2.0',
  audit: {
    area: 'services',
    impact:
      'Where the variable is not set, the program starts and connects to itself: it fails when it first needs the service.',
    verifies: 'No address falls back to localhost where a deployment forgets to set it',
    concerns: (path) => /\.(?:py|[cm]?[jt]sx?)$/.test(path),
  },
  roles: ['source', 'config'],
  options: {
    parameters: {
      description:
        'Whether the defaults of parameters count: `def __init__(self, host="localhost")`. Those of a library are its ' +
        'public interface; those of an application hide a setting that nobody passed.',
      schema: { type: 'boolean' },
      default: { recommended: false, strict: true },
    },
  },
  examples: async () => (await import('./localhost-fallback/examples.js')).examples,
  extract: { python: extractPython, typescript: extractEcmascript },
  // A schema in one file may require what another falls back for.
  key: ({ file }) => file.format,
  judge: judgeFallbacks,
});
