import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../model/errors.js';
import { REPORT_SCHEMA_VERSION, type Report } from '../model/report.js';
import { exitCode } from './check.js';
import type { ExitCode, Terminal } from './terminal.js';
import { readDestinations, writeReport } from './write-report.js';

const SCHEMA = new URL('../../../schema/report.schema.json', import.meta.url);

export interface ReportOptions {
  readonly from: string;
  readonly format?: readonly string[];
  readonly sourceUrl?: string;
  /** Puts suppressed findings into SARIF, too. */
  readonly sarifSuppressions?: boolean;
}

/** `compliance report --from report.json`: renders a report that an earlier check wrote. */
export async function reportCommand(terminal: Terminal, options: ReportOptions): Promise<ExitCode> {
  const report = await readReport(resolve(terminal.cwd, options.from), options.from);
  const destinations = await readDestinations(options.format ?? ['pretty'], { from: terminal.cwd, isTrusted: true });
  const { sourceUrl, sarifSuppressions: withSuppressed } = options;
  await writeReport(report, { destinations, terminal, sourceUrl, withSuppressed });
  return exitCode(report);
}

async function readReport(path: string, shown: string): Promise<Report> {
  const value = parse(await readText(path, shown), shown);
  const version = (value as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (version !== REPORT_SCHEMA_VERSION) {
    throw new UserError(
      `${shown} is not a report of schema version ${REPORT_SCHEMA_VERSION.toString()}.`,
      'Write one with `compliance check --format json:report.json`.',
    );
  }
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const validate = new Ajv2020({ strict: false, allErrors: false }).compile(
    JSON.parse(await readFile(SCHEMA, 'utf8')) as object,
  );
  if (!validate(value)) {
    const [fault] = validate.errors ?? [];
    throw new UserError(`${shown} is not a whole report: ${fault?.instancePath ?? ''} ${fault?.message ?? ''}.`);
  }
  return value as Report;
}

async function readText(path: string, shown: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError(`${shown} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`);
  }
}

function parse(text: string, shown: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${shown} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
