import type { Audit, ChecklistItem } from '../model/audit.js';
import { countText, formatCount } from '../model/count-text.js';
import type {
  CellState,
  EnvironmentMatrix,
  MatrixCell,
  MatrixEnvironment,
  MatrixVariable,
} from '../model/environment-matrix.js';

const MAX_NAMES = 12;
const MAX_OPEN = 10;

export interface DeploymentState {
  readonly deployment: Audit['deployment'];
  /** Sentences for the summary. */
  readonly summary: readonly string[];
  /** What only the running environment can tell. */
  readonly open: readonly ChecklistItem[];
}

/** What the matrix says of the environments: of the given one, or of all that are deployed. */
export function describeDeployment(matrix: EnvironmentMatrix, asked: string | null): DeploymentState {
  const chosen = matrix.environments.filter(({ name, isDeployed }) => (asked === null ? isDeployed : name === asked));
  const parts = chosen.map((environment) => describeEnvironment(environment, matrix.variables));
  return {
    deployment: {
      right: parts.flatMap(({ right }) => right),
      missing: parts.flatMap(({ missing }) => missing),
      unknown: parts.flatMap(({ unknown }) => unknown),
    },
    summary: parts.flatMap(({ summary }) => summary),
    open: parts.flatMap(({ open }) => open).slice(0, MAX_OPEN),
  };
}

interface EnvironmentState {
  readonly right: readonly string[];
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
  readonly summary: readonly string[];
  readonly open: readonly ChecklistItem[];
}

function describeEnvironment(environment: MatrixEnvironment, variables: readonly MatrixVariable[]): EnvironmentState {
  const { name } = environment;
  if (!environment.isKnown) {
    const text = `No file of the project says what \`${name}\` sets: what is missing there is not known.`;
    return { right: [], missing: [], unknown: [text], summary: [text], open: [] };
  }
  const cells = variables.flatMap((variable) => {
    const cell = variable.cells[name];
    return cell === undefined ? [] : [{ variable, cell }];
  });
  const named = (...states: readonly CellState[]): readonly string[] =>
    cells.filter(({ cell }) => states.includes(cell.state)).map(({ variable }) => variable.name);
  const needed = cells.filter(({ variable }) => variable.reads.some(({ necessity }) => necessity === 'required'));
  const given = needed.filter(({ cell }) => ['set', 'store', 'served'].includes(cell.state));
  return {
    right: [
      ...(needed.length > 0
        ? [
            `\`${name}\` gives ${formatCount(given.length)} of the ${countText(needed.length, 'variable')} that the code cannot do without.`,
          ]
        : []),
      ...sentence(named('store'), (names) => `\`${name}\` takes from a store of secrets or settings: ${names}.`),
    ],
    missing: [
      ...sentence(named('missing'), (names) => `\`${name}\` lacks ${names}.`),
      ...sentence(named('placeholder'), (names) => `\`${name}\` has placeholders for ${names}.`),
      ...sentence(readAndEmpty(cells), (names) => `\`${name}\` leaves empty what the code reads: ${names}.`),
    ],
    unknown: sentence(named('unknown'), (names) => `What \`${name}\` gives to ${names} the files do not tell.`),
    summary: needed.length === 0 ? [] : [summaryOf(name, needed, named('missing').length)],
    open: cells.flatMap(({ variable, cell }) => openItem(name, variable, cell)),
  };
}

function readAndEmpty(
  cells: readonly { readonly variable: MatrixVariable; readonly cell: MatrixCell }[],
): readonly string[] {
  return cells
    .filter(({ variable, cell }) => cell.state === 'empty' && variable.reads.length > 0)
    .map(({ variable }) => variable.name);
}

function summaryOf(name: string, needed: readonly unknown[], missing: number): string {
  const total = countText(needed.length, 'variable');
  return missing === 0
    ? `All that the code needs of \`${name}\` is accounted for (${total}).`
    : `${formatCount(missing)} of ${total} that the code needs ${missing === 1 ? 'is' : 'are'} missing in \`${name}\`.`;
}

function sentence(names: readonly string[], text: (names: string) => string): readonly string[] {
  if (names.length === 0) return [];
  const shown = names
    .slice(0, MAX_NAMES)
    .map((name) => `\`${name}\``)
    .join(', ');
  return [text(names.length > MAX_NAMES ? `${shown} and ${formatCount(names.length - MAX_NAMES)} more` : shown)];
}

/** A host that is named must answer; a secret that is referred to must be there. */
function openItem(
  environment: string,
  { name, reads }: MatrixVariable,
  { settings: [winner] }: MatrixCell,
): ChecklistItem[] {
  if (winner === undefined || reads.length === 0) return [];
  const { value } = winner;
  if (value.kind === 'store')
    return [
      {
        text: `\`${value.key}\` holds a value in ${value.store} for \`${environment}\` (for \`${name}\`).`,
        state: 'open',
      },
    ];
  const host = value.kind === 'literal' ? value.connection?.host : undefined;
  if (host === undefined || host === null) return [];
  return [{ text: `\`${host}\` answers from inside \`${environment}\` (for \`${name}\`).`, state: 'open' }];
}
