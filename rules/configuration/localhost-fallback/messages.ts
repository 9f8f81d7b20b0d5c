import { consequenceOf, type Consequence } from './consequences.js';
import { DEPLOYED, NONE, PRODUCTION, STAGING, type Environments } from './environments.js';
import type { Fallback } from './facts.js';

/** More fields are counted, not named: the message stays readable. */
const NAMED = 4;
const REPAIR = 'and give localhost to development in its own settings.';

/** What falls back, what then happens, what to do. */
export function fallbackMessage(fallback: Fallback): string {
  const { isVariable, host, reach } = fallback;
  if ((reach & ~DEPLOYED) === NONE) {
    const verb = isVariable ? 'falls back to' : 'is';
    return (
      `In ${everyText(reach)}, and only there, ${nameText(fallback)} ${verb} \`${host}\`: nothing but its own machine ` +
      'answers. Name the host to connect to, or demand it from the environment.'
    );
  }
  return `${missingText(fallback)}, ${consequenceText(fallback, worstText(reach))}. Demand the value, ${REPAIR}`;
}

/** `the field host of RedisSettings` where the variable is not known. */
function nameText({ name, isField, settings }: Fallback): string {
  return isField === true && settings !== null ? `the field \`${name}\` of \`${settings}\`` : `\`${name}\``;
}

function missingText(fallback: Fallback): string {
  const { isVariable, isField, unless } = fallback;
  if (!isVariable && isField !== true) return `Without ${nameText(fallback)}`;
  const exception = unless === undefined ? '' : `, unless \`${unless}\` is`;
  return `Where ${nameText(fallback)} is not set${exception}`;
}

function consequenceText(fallback: Fallback, environment: string): string {
  const { host } = fallback;
  switch (consequenceOf(fallback)) {
    case 'links':
      return `links and redirects point to \`${host}\`, in ${environment} too: whoever follows one reaches their own machine`;
    case 'connection':
      return `this connects to \`${host}\`, in ${environment} too: whatever runs it reaches its own machine`;
  }
}

/** One message for the fields of a settings class; all of them are reached in the same environments. */
export function settingsMessage(settings: string, fallbacks: readonly Fallback[]): string {
  const reach = fallbacks[0]?.reach ?? NONE;
  const isDeployedOnly = (reach & ~DEPLOYED) === NONE;
  const where = isDeployedOnly ? `in ${everyText(reach)}, and only there` : `in ${worstText(reach)} too`;
  const consequences = new Set(fallbacks.map(consequenceOf));
  const verb = consequences.size === 1 && consequences.has('connection') ? 'connects' : 'falls back';
  return (
    `\`${settings}\` ${verb} to local hosts where these are missing, ${where}: ${listText(fallbacks)}. ` +
    `${consequencesText(consequences)} Demand the values, ${REPAIR}`
  );
}

function consequencesText(consequences: ReadonlySet<Consequence>): string {
  const sentences: readonly (readonly [Consequence, string])[] = [
    ['connection', 'Whatever connects reaches its own machine.'],
    ['links', 'Links and redirects point to the machine of whoever follows them.'],
  ];
  return sentences.flatMap(([consequence, text]) => (consequences.has(consequence) ? [text] : [])).join(' ');
}

/** Another field of the settings class. */
export function relatedMessage({ name, host }: Fallback): string {
  return `\`${name}\` falls back to \`${host}\``;
}

function everyText(reach: Environments): string {
  if ((reach & DEPLOYED) === STAGING) return 'staging';
  return (reach & DEPLOYED) === PRODUCTION ? 'production' : 'staging and production';
}

function worstText(reach: Environments): string {
  return (reach & PRODUCTION) === NONE ? 'staging' : 'production';
}

function listText(fallbacks: readonly Fallback[]): string {
  const all = [...new Set(fallbacks.map(({ name, host }) => `\`${name}\` (\`${host}\`)`))];
  const named = all.slice(0, NAMED);
  const more = all.length - named.length;
  if (more > 0) return `${named.join(', ')} and ${String(more)} more`;
  return `${named.slice(0, -1).join(', ')} and ${named.at(-1) ?? ''}`;
}
