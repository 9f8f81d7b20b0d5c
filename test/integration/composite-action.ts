import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { packageFile } from '../package-file.js';

/** A step of `action.yml`: a script, or another action. */
export interface Step {
  readonly id?: string;
  readonly name: string;
  readonly if?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const ACTION = parse(readFileSync(packageFile('action.yml'), 'utf8')) as Action;

export interface ActionRun {
  /** Of the last script. */
  readonly code: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  /** All that went to the job's log. */
  readonly log: string;
  readonly summary: string;
}

type Values = Readonly<Record<string, string>>;

/**
 * Runs the action's scripts one after the other as a runner does, with files for outputs and the summary; the actions of
 * others between them are left out, and the tool is installed already: it is this build.
 */
export function runAction(folder: string, inputs: Values, environment: Values = {}): ActionRun {
  const runner = prepareRunner(folder, environment);
  const defaults = Object.entries(ACTION.inputs).map(([name, input]) => [`inputs.${name}`, input.default] as const);
  const given = Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value] as const);
  const known = new Map<string, string>([...defaults, ...given, ['github.sha', 'a'.repeat(40)]]);
  let log = '';
  let code: number | null = 0;
  for (const step of ACTION.runs.steps) {
    if (step.run === undefined || code !== 0) continue;
    writeFileSync(runner['GITHUB_OUTPUT'] ?? '', '');
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, evaluate(text, known)]));
    // As `shell: bash` runs a script: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions
    const bash = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run];
    const result = spawnSync('bash', bash, { cwd: folder, encoding: 'utf8', env: { ...runner, ...env } });
    log += result.stdout + result.stderr;
    code = result.status;
    for (const [name, value] of outputsIn(runner['GITHUB_OUTPUT'] ?? ''))
      known.set(`steps.${step.id ?? ''}.outputs.${name}`, value);
    const tool = known.get('steps.prepare.outputs.tool');
    if (step.id === 'prepare' && tool !== undefined) installTool(tool);
  }
  const outputs = Object.entries(ACTION.outputs).map(([name, { value }]) => [name, evaluate(value, known)] as const);
  return {
    code,
    outputs: Object.fromEntries(outputs),
    log,
    summary: readFileSync(runner['GITHUB_STEP_SUMMARY'] ?? '', 'utf8'),
  };
}

function prepareRunner(folder: string, environment: Values): Record<string, string> {
  const temporary = join(dirname(folder), 'runner');
  mkdirSync(temporary, { recursive: true });
  const files = { GITHUB_OUTPUT: join(temporary, 'output'), GITHUB_STEP_SUMMARY: join(temporary, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: temporary,
    GITHUB_ACTION_PATH: packageFile('.'),
    GITHUB_WORKSPACE: folder,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_SERVER_URL: 'https://github.com',
    RUNNER_TEMP: temporary,
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    ...files,
    ...environment,
  };
}

/** Lines of `name=value`. */
function outputsIn(file: string): [name: string, value: string][] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line) => {
    const at = line.indexOf('=');
    return at === -1 ? [] : [[line.slice(0, at), line.slice(at + 1)]];
  });
}

/** Fills in `${{ a.b || c.d }}`: names, and the first of several that is not empty. */
function evaluate(text: string, known: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => {
    const values = expression.split('||').map((name) => known.get(name.trim()) ?? '');
    return values.find((value) => value !== '') ?? '';
  });
}

function installTool(tool: string): void {
  mkdirSync(join(tool, 'node_modules'), { recursive: true });
  const place = join(tool, 'node_modules/compliance-linter');
  try {
    symlinkSync(packageFile('.'), place);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
