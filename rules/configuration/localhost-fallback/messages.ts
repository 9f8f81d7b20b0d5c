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
  const taken =
    fallback.isChosen === true
      ? `${nameText(fallback)} is \`${host}\``
      : `${missingText(fallback)}, \`${host}\` takes its place`;
  return (
    `${taken}, in ${worstText(reach)} too: whatever uses it reaches its own ` +
    `machine. Demand the value where it is needed, ${REPAIR}`
  );
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

/** One message for the fields of a settings class; all of them are reached in the same environments. */
export function settingsMessage(settings: string, fallbacks: readonly Fallback[]): string {
  const reach = fallbacks[0]?.reach ?? NONE;
  const isDeployedOnly = (reach & ~DEPLOYED) === NONE;
  const where = isDeployedOnly ? `in ${everyText(reach)}, and only there` : `in ${worstText(reach)} too`;
  return (
    `\`${settings}\` falls back to local hosts where these are missing, ${where}: ${listText(fallbacks)}. ` +
    `Whatever uses them reaches its own machine. Demand the values where they are needed, ${REPAIR}`
  );
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
