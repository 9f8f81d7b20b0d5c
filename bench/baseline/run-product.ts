import { check } from '../../src/check.js';
import { baselinePruneCommand, baselineWriteCommand } from '../../src/commands/baseline.js';
import { exitCode, projectCache, requestOf } from '../../src/commands/check.js';
import { openProject } from '../../src/commands/project.js';
import type { ExitCode, Output, Terminal } from '../../src/commands/terminal.js';
import { readCondition } from '../../src/model/gate-condition.js';
import type { Report } from '../../src/model/report.js';
import type { Preset } from '../../src/model/rule.js';

export interface Judged {
  readonly report: Report;
  readonly code: ExitCode;
}

/** The product's commands in a folder, within this process. They remember where `COMPLIANCE_CACHE_DIR` says. */
export interface Product {
  /** `check --baseline <file> --fail-on new:low`. */
  check(baseline: string): Promise<Judged>;
  /** `baseline write`. */
  write(baseline: string): Promise<void>;
  /** `baseline prune`. */
  prune(baseline: string): Promise<void>;
}

export function productIn(folder: string, preset: Preset): Product {
  const terminal = terminalIn(folder);
  const options = { preset, root: folder } as const;
  return {
    check: async (baseline) => {
      const project = await openProject(terminal, { paths: [], options });
      const condition = readCondition('new:low');
      const failOn = condition === undefined ? [] : [condition];
      const request = await requestOf(terminal, project, { selected: [], options: { baseline, failOn, minScore: 0 } });
      const cache = await projectCache(terminal, project, {});
      const report = await check({ ...request, cache });
      cache?.save();
      return { report, code: exitCode(report) };
    },
    write: async (baseline) => {
      assertDone(await baselineWriteCommand(terminal, [], { ...options, baseline }));
    },
    prune: async (baseline) => {
      assertDone(await baselinePruneCommand(terminal, [], { ...options, baseline }));
    },
  };
}

function assertDone(code: ExitCode): void {
  if (code !== 0) throw new Error(`the baseline command ended with ${code}`);
}

function terminalIn(cwd: string): Terminal {
  const silent: Output = { isTerminal: false, color: false, width: 100, write: () => Promise.resolve() };
  return {
    cwd,
    out: silent,
    err: { ...silent, write: sayUnlessUsual },
    today: '2026-01-01',
    tool: { name: 'compliance-linter', version: 'bench' },
    build: `bench ${process.pid}`,
    readInput: () => Promise.resolve(Buffer.alloc(0)),
    confirm: () => Promise.resolve(undefined),
  };
}

const said = new Set<string>();

/** A warning that each commit repeats is told once. */
function sayUnlessUsual(text: string): Promise<void> {
  if (!said.has(text)) process.stderr.write(text);
  said.add(text);
  return Promise.resolve();
}
