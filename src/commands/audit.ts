import { closestMatch } from 'leven';
import { auditOf } from '../audit/audit.js';
import { auditInHtml } from '../audit/html.js';
import { auditInMarkdown } from '../audit/markdown.js';
import { isRiskAtLeast } from '../audit/risk.js';
import { check, type CheckRequest } from '../check.js';
import type { Audit, RiskLevel } from '../model/audit.js';
import { environmentOfFile, isEnvFile } from '../model/env-file.js';
import type { EnvironmentMatrix } from '../model/environment-matrix.js';
import { UserError } from '../model/errors.js';
import type { Report } from '../model/report.js';
import type { Listing } from '../model/source.js';
import { safeText } from '../model/terminal-text.js';
import { explainNothing, projectCache, requestOf, warn } from './check.js';
import { formatDestinations, writeFormats, type Render } from './format-destinations.js';
import { createProgress } from './progress.js';
import { openProject, type OpenProject, type ProjectOptions } from './project.js';
import type { ExitCode, Terminal } from './terminal.js';

export interface AuditOptions extends ProjectOptions {
  /** The one that is deployed to; all deployed ones where it is absent. */
  readonly environment?: string;
  /** Each with `:file` for another place than standard output. */
  readonly format?: readonly string[];
  /** Ends with 1 where the risk is of this level or worse. */
  readonly failOnRisk?: RiskLevel;
  /** Says what has changed since this ref, too. */
  readonly since?: string;
  readonly cache?: boolean;
}

const FORMATS: Readonly<Record<string, Render<Audit>>> = {
  markdown: auditInMarkdown,
  html: auditInHtml,
  json: (audit) => `${JSON.stringify(audit, undefined, 2)}\n`,
};

/** `compliance audit`: what somebody has to know, and to do, before a deployment. */
export async function auditCommand(terminal: Terminal, options: AuditOptions): Promise<ExitCode> {
  const { environment = null, since, failOnRisk } = options;
  const { cwd } = terminal;
  const destinations = formatDestinations(options.format ?? ['markdown'], { cwd, formats: FORMATS, what: 'the audit' });
  const change = since === undefined ? undefined : ({ mode: 'since', ref: since, newFiles: null } as const);
  const project = await openProject(terminal, { paths: [], options, change });
  const { report, findings, local, earlier } = await examine(terminal, project, options);
  const paths = [...project.listing.files.map(({ path }) => path), ...local];
  const matrix = null;
  assertKnown(environment, { matrix, paths });
  const isLocal = (path: string): boolean => local.includes(path);
  const audit = auditOf({
    report,
    findings,
    rules: project.rules,
    paths,
    matrix,
    environment,
    isLocal,
    earlier: since === undefined || earlier === null ? null : { ref: since, report: earlier },
  });
  if (paths.length === 0) await explainNothing(terminal, project, []);
  await writeFormats(terminal, destinations, audit);
  for (const { path, reason } of report.failures)
    await terminal.err.write(`failure: ${safeText(path === null ? reason : `${path}: ${reason}`)}\n`);
  if (report.failures.length > 0) return 2;
  return failOnRisk !== undefined && isRiskAtLeast(audit.risk.level, failOnRisk) ? 1 : 0;
}

interface Examined {
  /** Of what git knows: its score is that of a check. */
  readonly report: Report;
  /** Those of files that git ignores as well. */
  readonly findings: Report['findings'];
  readonly local: readonly string[];
  /** Of the state before the change, where one was asked for. */
  readonly earlier: Report | null;
}

async function examine(terminal: Terminal, project: OpenProject, options: AuditOptions): Promise<Examined> {
  const { source, listing, configuration, change } = project;
  await warn(terminal, [...listing.warnings, ...configuration.warnings]);
  const cache = await projectCache(terminal, project, options);
  const progress = createProgress(terminal.err, () => performance.now());
  try {
    const request: CheckRequest = {
      ...(await requestOf(terminal, project, { selected: [], options: {} })),
      cache,
      onProgress: (done, total) => {
        progress.update(done, total);
      },
    };
    const local = (await source.localFiles?.(isEnvFile)) ?? [];
    const report = await check(request);
    const withLocal =
      local.length === 0 ? report : await check({ ...request, listing: including(listing, local), cache: null });
    const before = change === undefined ? null : { source: change.before, listing: change.earlier };
    const earlier = before === null ? null : await check({ ...request, ...before, cache: null });
    await warn(terminal, cache?.save() ?? []);
    return { report, findings: withLocal.findings, local, earlier };
  } finally {
    await progress.end();
  }
}

function including(listing: Listing, paths: readonly string[]): Listing {
  const files = [...listing.files, ...paths.map((path) => ({ path }))];
  return { ...listing, files: files.sort((one, other) => (one.path < other.path ? -1 : 1)) };
}

/** Throws a UserError for an environment that nothing in the project names. */
function assertKnown(
  environment: string | null,
  { matrix, paths }: { readonly matrix: EnvironmentMatrix | null; readonly paths: readonly string[] },
): void {
  if (environment === null) return;
  const named = [
    ...(matrix?.environments ?? []).map(({ name }) => name),
    ...paths.filter(isEnvFile).flatMap((path) => environmentOfFile(path).name ?? []),
  ];
  const known = [...new Set(named)].sort();
  if (known.includes(environment)) return;
  const near = closestMatch(environment, known);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  throw new UserError(
    `Nothing in the project names the environment ${environment}.${hint}`,
    known.length === 0
      ? 'Environments are known by their files, such as .env.staging, and by the configuration (`environments`).'
      : `It names ${known.join(', ')}.`,
  );
}
